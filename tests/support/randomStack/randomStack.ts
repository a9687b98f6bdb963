import * as fc from "fast-check";
import { ConfigError, parseConfig } from "../../../config";
import type { RawStack } from "../../../tools/deployment/rawStack";
import { database, fileGateway, fileShare } from "./data";
import { acm, capacityClass, connectivity, dns, network, site } from "./network";
import { service } from "./services";
import { choose, fixed, named, sometimes, tricky, type Section } from "./values";

const raw = fixed({
  environmentType: choose("development", "development", "production"),
  deletionProtection: fc.boolean(),
  tags: choose({ owner: "o", costCenter: "CC 1" }, { owner: "o", costCenter: "c", "a:b/c": "ü" }),
  residency: fc.constant({ allowedRegions: ["eu-west-1", "eu-central-1"] }),
  network,
  onPremises: fixed({
    cidrs: choose<string[]>(["10.100.0.0/16", "192.168.0.0/20"], ["10.100.0.0/16"]),
    sites: fc.array(site, { maxLength: 2 }),
  }),
  connectivity: sometimes(connectivity, 10),
  dns: sometimes(dns, 20),
  monitoring: fc.constant({ alarmEmails: ["team@example.com"] }),
  recovery: sometimes(
    choose<Section>(
      ...["backup-restore", "pilot-light", "warm-standby"].map((strategy) => ({
        strategy,
        region: "eu-central-1",
      })),
    ),
    2,
  ),
  databases: fc.array(database, { maxLength: 3 }),
  fileGateways: fc.array(fileGateway, { maxLength: 2 }),
  fileShares: fc.array(fileShare, { maxLength: 3 }),
  cluster: sometimes(
    fixed({
      capacity: choose("general", "batch").chain((name) =>
        fixed({ general: capacityClass, [name]: capacityClass }),
      ),
    }),
    20,
  ),
  registry: fixed({ repositories: fc.uniqueArray(tricky(64), { maxLength: 2 }) }),
  loadBalancer: choose<Section>(
    { certificateArn: acm },
    { certificateArn: acm },
    { certificateArn: acm },
    {
      certificateAuthorityArn:
        "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/0f3f8c1a-6b1e-4d2c-9a5b-7c8d9e0f1a2b",
    },
    {},
  ),
  services: fc.array(service, { maxLength: 6 }),
});

/** Names of stacks that Pulumi takes. */
const stackName = fc.oneof(choose("dev", "prod"), named(/^[A-Za-z0-9_.-]{1,40}$/));

/**
 * Stacks that config admits: what it rejects is taken out, as a person would take it out who reads what it says, until
 * nothing is left to reject. Undefined where too much of it is wrong.
 */
export const randomStack: fc.Arbitrary<RawStack | undefined> = fc
  .record({ stack: stackName, raw })
  .map(({ stack, raw: whole }) =>
    admitted(stack, withoutUndefined(linked(withoutUndefined(whole) as Section)) as Section),
  );

const region = "eu-west-1";

function admitted(stack: string, whole: Section): RawStack | undefined {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      parseConfig(whole, { stack, region, today: "2026-11-27" });
      return { stack, raw: whole, region };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      // All that is said of one place is one mistake.
      if (!takeOut(whole, error.problems[0] ?? "")) return undefined;
    }
  }
  return undefined;
}

/** Lets services use what there is, in place of names that nothing has, and leaves out what is useless by itself. */
function linked(whole: Section): Section {
  const list = (key: string) => (whole[key] ?? []) as Section[];
  const { sites } = whole["onPremises"] as { sites: Section[] };
  let turn = 0;
  const next = (choice: readonly Section[]): unknown => {
    const { serves, name } = choice[turn++ % choice.length] ?? {};
    return serves ?? name;
  };
  const uses = (key: string, by: string, choice: readonly Section[], service: Section) =>
    choice.length === 0
      ? []
      : (service[key] as Section[]).map((use) => ({ ...use, [by]: next(choice) }));
  const services = list("services").map((service, i) => ({
    ...service,
    hostPort: 10_000 + i,
    ...(sites.length > 0 ? { site: next(sites) } : { placement: "cloud" }),
    databases: uses("databases", "name", list("databases"), service),
    volumes: uses("volumes", "share", list("fileShares"), service),
    reaches: (service["reaches"] as Section[]).map((to) =>
      "service" in to ? { service: next(list("services")) } : to,
    ),
  }));
  return {
    ...whole,
    services,
    ...(whole["recovery"] === undefined && { environmentType: "development" }),
    ...(whole["connectivity"] === undefined && { dns: undefined }),
  };
}

/** Takes out what a problem is about: the innermost entry of a list or key; where something is missing, what it is missing in. */
function takeOut(whole: Section, problem: string): boolean {
  const [, text = ""] = /^landbridge:(.*?): /s.exec(problem) ?? [];
  const steps = text.split(/[.[\]]+/).filter((step) => step !== "");
  const isMissing = problem.startsWith(`landbridge:${text}: is missing`);
  const path = isMissing ? steps.slice(0, -1) : steps;
  while (path.length > 0) {
    const last = path.pop() ?? "";
    const holder = path.reduce<unknown>(
      (value, step) => (value as Section | undefined)?.[step],
      whole,
    );
    if (Array.isArray(holder) && Number(last) < holder.length) {
      holder.splice(Number(last), 1);
      return true;
    }
    // A key that has to be there takes what it is of with it.
    if (isObject(holder) && last in holder && !required.has(last))
      return Reflect.deleteProperty(holder, last);
  }
  return false;
}

/** Keys without which nothing is what it is. */
const required = new Set([
  "name",
  "placement",
  "image",
  "cpu",
  "memory",
  "vpcCidr",
  "availabilityZones",
  "network",
  "storage",
]);

function isObject(value: unknown): value is Section {
  return typeof value === "object" && value !== null;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutUndefined(inner)]));
}
