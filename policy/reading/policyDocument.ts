/** One statement of an IAM policy document, as far as rules read it. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  /** Principals by kind: `AWS`, `Service`, `Federated`; `*` alone is under `AWS`. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  /** Whether it says whom it does not mean, and so means everyone else. */
  readonly notPrincipal: boolean;
  /** Condition keys, in lower case: AWS minds no case in them. */
  readonly conditionKeys: readonly string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] {
  return [value].flat().filter((each): each is string => typeof each === "string");
}

/** The statements of a document; none where it cannot be read, which AWS will not be able to either. */
export function statements(document: string | undefined): Statement[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document ?? "{}");
  } catch {
    return [];
  }
  if (!isRecord(parsed)) return [];
  return [parsed["Statement"]].flat().filter(isRecord).map(readStatement);
}

function readStatement(statement: Record<string, unknown>): Statement {
  const { Effect, Action, NotAction, Resource, Principal, NotPrincipal, Condition } = statement;
  const principals = isRecord(Principal) ? Principal : { AWS: Principal };
  const conditions = isRecord(Condition) ? Object.values(Condition).filter(isRecord) : [];
  return {
    allows: Effect === "Allow",
    actions: strings(Action),
    notActions: strings(NotAction),
    resources: strings(Resource),
    principals: Object.fromEntries(
      Object.entries(principals).map(([kind, value]) => [kind, strings(value)]),
    ),
    notPrincipal: NotPrincipal !== undefined,
    conditionKeys: conditions.flatMap((each) => Object.keys(each).map((key) => key.toLowerCase())),
  };
}

/** Conditions that say who a caller must be, or for whom a service must be working. */
const restricting = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "kms:calleraccount",
];

/** Whether a statement lets everyone in, whichever account they are of. */
export function admitsEveryone(statement: Statement): boolean {
  if (!statement.allows) return false;
  const everyone = statement.notPrincipal || (statement.principals["AWS"] ?? []).includes("*");
  return everyone && !statement.conditionKeys.some((key) => restricting.includes(key));
}
