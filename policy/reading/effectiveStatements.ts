import { iamReference, type Action } from "./iamReference";
import { matches, ofPolicy, ofReference, overlap } from "./patterns";

/** What a document is for: AWS reads a role's own, who may assume it, and a resource's differently. */
export type PolicyUse = "identity" | "trust" | "resource";

/** What AWS would not honour in a document, and the line to change. */
export interface Ineffective {
  readonly problem: string;
  readonly change: string;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const strings = (value: unknown): string[] =>
  [value].flat().filter((each): each is string => typeof each === "string");

/** What of a document AWS would reject, or take and never act on. */
export function ineffective(document: string, use: PolicyUse): Ineffective[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    return []; // AWS rejects it out loud.
  }
  if (!isRecord(parsed)) return [];
  return [parsed["Statement"]].flat().flatMap((statement, index) => {
    if (!isRecord(statement)) return [];
    const found = [
      ...inActions(statement),
      ...(use === "trust" ? [] : inResources(statement, use)),
      ...inConditions(statement),
      ...inPrincipals(statement),
    ];
    return found.map(({ problem, change }) => ({
      problem,
      change: `Statement[${index}].${change}`,
    }));
  });
}

/** Policies repeat the same words, and a search through a service's actions takes longer than all else here. */
const meanings = new Map<string, readonly Action[] | undefined>();

/** The actions that a statement's own words mean; undefined where AWS knows none. */
function meant(words: string): readonly Action[] | undefined {
  if (!meanings.has(words)) meanings.set(words, lookUp(words));
  return meanings.get(words);
}

function lookUp(words: string): readonly Action[] | undefined {
  if (words === "*") return undefined;
  const service = words.split(":")[0]?.toLowerCase() ?? "";
  const actions = iamReference().actionsOf(service) ?? [];
  const found = words.endsWith(":*") ? actions : actions.filter(({ name }) => matches(words, name));
  return found.length > 0 ? found : undefined;
}

function inActions(statement: Json): Ineffective[] {
  return ["Action", "NotAction"].flatMap((element) =>
    strings(statement[element])
      .filter((words) => words !== "*" && meant(words) === undefined)
      .map((words) => ({
        problem: `names ${words}, which is no action of AWS's (reference of ${iamReference().updated})`,
        change: `${element} (now ${words}): an action as AWS spells it`,
      })),
  );
}

const verb = ({ Effect }: Json): string => (Effect === "Deny" ? "denies" : "allows");

/** Each action must be made on one of the resources, or the statement says nothing about it. */
function inResources(statement: Json, use: PolicyUse): Ineffective[] {
  const resources = strings(statement["Resource"]);
  // The resource's own policy may say `*` for itself; and one in ECR has no Resource at all.
  if (resources.length === 0 || resources.includes("*")) return [];
  const patterns = resources.map(ofPolicy);
  const says = verb(statement);
  const list = resources.join(", ");
  return strings(statement["Action"]).flatMap((words) => {
    const actions = meant(words) ?? [];
    const onAny = actions.filter(({ arns }) => arns.length === 0);
    const made = [...new Set(actions.flatMap(({ arns }) => arns))];
    const reached = made.some((arn) => {
      const form = ofReference(arn);
      return patterns.some((pattern) => overlap(pattern, form));
    });
    if (actions.length === 0 || reached) return [];
    if (onAny.length === actions.length) {
      // In a resource's policy such an action is about that resource all the same.
      if (use === "resource") return [];
      const problem = `${says} ${words} on ${list}: AWS takes no resource for it, so the statement never matches`;
      return [{ problem, change: `Resource: "*" for ${words}, in a statement of its own` }];
    }
    const forms = made.join(" or ");
    const problem = `${says} ${words} on ${list}, and it is made on ${forms}: the statement never matches`;
    return [{ problem, change: `Resource: an ARN of the form ${forms}` }];
  });
}

/** Operators that hold where a request lacks the key: they do not keep a statement from matching. */
const indifferent = /^(null$|foranyvalue:.*not|forallvalues:|.*not)|ifexists$/i;

/** Global keys that a request has for some services only: the reference lists the actions. */
const perAction = ["aws:requesttag/", "aws:resourcetag/", "aws:tagkeys"];

function inConditions(statement: Json): Ineffective[] {
  const { globalKeys } = iamReference();
  const conditions = isRecord(statement["Condition"]) ? statement["Condition"] : {};
  const keys = Object.entries(conditions)
    .filter(([operator]) => !indifferent.test(operator))
    .flatMap(([, values]) => (isRecord(values) ? Object.keys(values) : []));
  return keys.flatMap((key) => {
    const wanted = key.toLowerCase();
    const isGlobal =
      globalKeys.some((each) => matches(each, wanted)) &&
      !perAction.some((prefix) => wanted.startsWith(prefix));
    if (isGlobal || isFederated(wanted)) return [];
    const without = strings(statement["Action"]).filter((words) => {
      const actions = meant(words);
      return actions && !actions.some(({ keys: its }) => its.some((each) => matches(each, wanted)));
    });
    if (without.length === 0) return [];
    const names = without.join(", ");
    return [
      {
        problem: `${verb(statement)} ${names} under ${key}, a condition key that AWS does not set for it: the statement never matches`,
        change: `Condition (now ${key}): a key that ${names} has, or a narrower Resource`,
      },
    ];
  });
}

/** `token.actions.githubusercontent.com:sub`, `saml:aud`: keys that an identity provider sets. */
function isFederated(key: string): boolean {
  const prefix = key.split(":")[0] ?? "";
  return prefix.includes(".") || prefix === "saml";
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
const SERVICE = /^([a-z0-9-]+\.)+(amazonaws\.com(\.cn)?|amazonaws\.eu|aws\.internal|api\.aws)$/;

function inPrincipals(statement: Json): Ineffective[] {
  return ["Principal", "NotPrincipal"].flatMap((element) => {
    const principals = statement[element];
    return (isRecord(principals) ? strings(principals["Service"]) : [])
      .filter((service) => !SERVICE.test(service))
      .map((service) => ({
        problem: `names ${service}, which is no service of AWS's`,
        change: `${element}.Service (now ${service}): a name such as ecs-tasks.amazonaws.com`,
      }));
  });
}
