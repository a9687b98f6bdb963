import type { Props } from "../../provider/store";
import { blocks, hex, isUnset, show, text, texts } from "../../provider/values";

type Statement = Record<string, unknown>;

/** What `aws.iam.getPolicyDocument` answers: its arguments as a policy in JSON. */
export function policyDocument(args: Props): Props {
  const own = blocks(args["statements"]).map(statement);
  const sources = texts(args["sourcePolicyDocuments"]).flatMap(statementsOf);
  const overrides = texts(args["overridePolicyDocuments"]).flatMap(statementsOf);
  const document = {
    Version: text(args["version"]) ?? "2012-10-17",
    ...(!isUnset(args["policyId"]) && { Id: args["policyId"] }),
    Statement: merge([...own, ...overrides], [...sources]),
  };
  return {
    id: show(parseInt(hex(JSON.stringify(document), 8), 16)),
    json: JSON.stringify(document, null, 2),
    minifiedJson: JSON.stringify(document),
  };
}

/** Later statements replace earlier ones that have the same Sid. */
function merge(later: Statement[], earlier: Statement[]): Statement[] {
  const merged: Statement[] = [];
  for (const each of [...earlier, ...later]) {
    const same = merged.findIndex(({ Sid }) => Sid !== undefined && Sid === each["Sid"]);
    if (same >= 0) merged[same] = each;
    else merged.push(each);
  }
  return merged;
}

function statementsOf(document: string): Statement[] {
  return blocks((JSON.parse(document) as Props)["Statement"]);
}

function statement(block: Props): Statement {
  const given: Statement = {
    Sid: text(block["sid"]),
    Effect: text(block["effect"]) ?? "Allow",
    Action: oneOrMany(block["actions"]),
    NotAction: oneOrMany(block["notActions"]),
    Resource: oneOrMany(block["resources"]),
    NotResource: oneOrMany(block["notResources"]),
    Principal: principals(block["principals"]),
    NotPrincipal: principals(block["notPrincipals"]),
    Condition: conditions(block["conditions"]),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** One value stands alone; several are sorted in reverse, as the real provider has it. */
function oneOrMany(values: unknown): string | string[] | undefined {
  const given = texts(values);
  return given.length > 1 ? [...given].sort().reverse() : given[0];
}

function principals(value: unknown): unknown {
  if (isUnset(value)) return undefined;
  const merged: Record<string, string[]> = {};
  for (const { type, identifiers } of blocks(value)) {
    if (type === "*" && texts(identifiers).includes("*")) return "*";
    (merged[show(type)] ??= []).push(...texts(identifiers));
  }
  return Object.fromEntries(Object.entries(merged).map(([type, each]) => [type, oneOrMany(each)]));
}

function conditions(value: unknown): unknown {
  if (isUnset(value)) return undefined;
  const merged: Record<string, Record<string, string | string[]>> = {};
  for (const { test, variable, values } of blocks(value)) {
    const given = texts(values);
    const variables = (merged[show(test)] ??= {});
    const before = variables[show(variable)] ?? [];
    const all = [before, given].flat();
    variables[show(variable)] = all.length === 1 ? (all[0] ?? "") : all;
  }
  return merged;
}
