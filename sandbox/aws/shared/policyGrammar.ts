import { AwsError } from "../../provider/cloud";
import { blocks, text } from "../../provider/values";

/** Where a policy document is used, which decides what its statements must say. */
export type PolicyUse = "identity" | "resource" | "trust";

const limits: Readonly<Record<string, number>> = { trust: 2048 };

/** Rejects what AWS rejects: invalid JSON, unknown elements, incomplete statements. */
export function checkPolicy(document: unknown, use: PolicyUse, code: string): void {
  const source = text(document);
  if (source === undefined) return;
  const fail = (reason: string) => {
    throw new AwsError(code, reason);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    fail("This policy contains invalid Json");
  }
  const [policy] = blocks(parsed);
  if (!policy || Array.isArray(policy)) return fail("Syntax errors in policy.");
  const version = policy["Version"] ?? "2008-10-17";
  if (version !== "2012-10-17" && version !== "2008-10-17")
    fail("Syntax errors in policy: Version.");
  const statements = blocks(policy["Statement"]);
  if (statements.length === 0) fail("Syntax errors in policy: no Statement.");
  for (const statement of statements) {
    const problem = statementProblem(statement, use);
    if (problem) fail(`Syntax errors in policy: ${problem}.`);
  }
  const sids = statements.flatMap(({ Sid }) => text(Sid) ?? []);
  if (new Set(sids).size < sids.length)
    fail("Statement IDs (SID) in a single policy must be unique.");
  const limit = limits[use];
  if (limit !== undefined && JSON.stringify(parsed).length > limit) {
    throw new AwsError("LimitExceeded", `Cannot exceed quota for ACLSizePerRole: ${limit}`);
  }
}

const elements = new Set(
  "Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition".split(" "),
);

function statementProblem(statement: Record<string, unknown>, use: PolicyUse): string | undefined {
  const count = (name: string) =>
    [name, `Not${name}`].filter((element) => statement[element] !== undefined).length;
  const strange = Object.keys(statement).find((element) => !elements.has(element));
  if (strange) return `unknown element ${strange}`;
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny")
    return "Effect must be Allow or Deny";
  if (count("Action") !== 1) return "a statement needs one of Action and NotAction";
  if (use === "identity" && count("Principal") > 0) return "an identity's policy has no Principal";
  if (use !== "identity" && count("Principal") !== 1) return "a statement needs a Principal";
  if (use === "trust" && count("Resource") > 0) return "a trust policy has no Resource";
  if (use !== "trust" && count("Resource") !== 1)
    return "a statement needs one of Resource and NotResource";
  return undefined;
}
