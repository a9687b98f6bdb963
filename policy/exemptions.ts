/** What has to be known of a rule to judge an exemption from it. */
export interface KnownRule {
  readonly name: string;
  readonly locked?: boolean;
}

/** One resource, or a pattern of them, that a rule lets through for a while. */
export interface Exemption {
  readonly rule: string;
  /** A URN, in which `*` stands for any characters. */
  readonly urn: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, as YYYY-MM-DD (UTC). */
  readonly expires: string;
}

const fields = ["rule", "urn", "reason", "owner", "expires"] as const;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(entry: Record<string, unknown>, field: string): string {
  const value = entry[field];
  return typeof value === "string" ? value.trim() : "";
}

/** Whether the text is a day that exists: 2027-02-30 does not. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What is wrong with one entry, in words; nothing where it holds. */
function problemsOf(
  entry: Record<string, unknown>,
  rules: readonly KnownRule[],
  today: Date,
): string[] {
  const text = (field: string): string => textOf(entry, field);
  const problems = fields.filter((field) => text(field) === "").map((field) => `has no ${field}`);
  for (const key of Object.keys(entry).filter((key) => !fields.some((field) => field === key))) {
    problems.push(`"${key}" is not a part of an exemption (${fields.join(", ")})`);
  }
  const rule = rules.find(({ name }) => name === text("rule"));
  if (text("rule") !== "" && !rule) problems.push(`there is no rule "${text("rule")}"`);
  if (rule?.locked) problems.push(`"${rule.name}" is locked: nothing is exempt from it`);
  if (/^\*+$/.test(text("urn"))) {
    problems.push(`urn "${text("urn")}" names every resource: name the ones that it is about`);
  }
  if (text("expires") !== "" && !isDay(text("expires"))) {
    problems.push(`expires "${text("expires")}" is not a day of the form YYYY-MM-DD`);
  } else if (text("expires") !== "" && text("expires") < today.toISOString().slice(0, 10)) {
    problems.push(`expired on ${text("expires")}`);
  }
  return problems;
}

/** Exemptions that hold, and what is wrong with the others. */
export function parseExemptions(
  value: unknown,
  rules: readonly KnownRule[],
  today: Date,
): { valid: Exemption[]; problems: string[] } {
  const valid: Exemption[] = [];
  const problems: string[] = [];
  if (value !== undefined && !Array.isArray(value)) problems.push("exemptions is not a list");
  for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
    if (!isRecord(entry)) {
      problems.push(`exemptions[${index}] is not an object`);
      continue;
    }
    const found = problemsOf(entry, rules, today);
    problems.push(...found.map((problem) => `exemptions[${index}]: ${problem}`));
    if (found.length > 0) continue;
    const text = (field: string): string => textOf(entry, field);
    valid.push({
      rule: text("rule"),
      urn: text("urn"),
      reason: text("reason"),
      owner: text("owner"),
      expires: text("expires"),
    });
  }
  return { valid, problems };
}

/** Whether an exemption is for this rule on this resource. */
export function covers(exemption: Exemption, rule: string, urn: string): boolean {
  if (exemption.rule !== rule) return false;
  const pattern = exemption.urn
    .split("*")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`, "s").test(urn);
}
