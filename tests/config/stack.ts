import { ConfigError, parseConfig } from "../../config";
import type { StackConfig } from "../../config/settled";

type Section = Record<string, unknown>;

/** A stack as YAML gives it: nothing about it is known yet. */
export interface RawStack {
  environmentType: unknown;
  tags: Section;
  residency: Section;
  network: Section;
  onPremises: Section;
  monitoring: Section;
}

/** A small development stack with nothing wrong; tests change one thing in it. */
export function goodStack(): RawStack {
  return {
    environmentType: "development",
    tags: { owner: "platform-team", costCenter: "CC-1042" },
    residency: { allowedRegions: ["eu-west-1", "eu-central-1"] },
    network: { vpcCidr: "10.20.0.0/16", availabilityZones: ["a", "b"] },
    onPremises: { cidrs: ["10.100.0.0/16"] },
    monitoring: { alarmEmails: ["platform-team@example.com"] },
  };
}

/** What makes a production stack of it, with nothing wrong. */
export const inProduction = {
  environmentType: "production",
  recovery: { strategy: "backup-restore", region: "eu-central-1" },
} as const;

/** Parses a stack in eu-west-1. */
export function parse(raw: object, region: unknown = "eu-west-1"): StackConfig {
  return parseConfig({ ...raw }, { stack: "test", region });
}

/** Every line that is said about a stack; none when it is good. */
export function problemsOf(raw: object, region?: unknown): readonly string[] {
  try {
    parse(raw, region);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems;
    }
    throw error;
  }
}
