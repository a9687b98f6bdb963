import type { Problem } from "./errors";
import type { ConfigDraft } from "./types";

/** A rule across keys. It sees only what could be parsed, and leaves out what it can't see. */
export interface ConfigRule {
  /** What the rule asks for, as the section's page below docs/config/ says it. */
  readonly summary: string;
  readonly check: (config: ConfigDraft) => Problem[];
}
