import { matches } from "../../policy/reading/patterns";

/** A call as AWS decides about it. */
export interface Call {
  readonly action: string;
  /** ARN of what it is made on; `*` where it names nothing. */
  readonly on: string;
  /** Condition keys of the request. */
  readonly context?: Readonly<Record<string, string>>;
}

type Values = string | readonly string[];

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, Values>>;
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

/** Who calls: an ARN, or a service; nobody matters where a document is a role's own. */
export type Caller = string | undefined;

/**
 * What a policy document says of a call: the operators, wildcards and variables that this project's
 * documents use. An operator that it does not know is an error, never a guess.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(
  document: string,
  call: Call,
  caller?: Caller,
): "Allow" | "Deny" | "nothing" {
  const { Statement } = JSON.parse(document) as { Statement: Statement | Statement[] };
  const effects = [Statement]
    .flat()
    .filter((statement) => isAbout(statement, call, caller))
    .map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "Deny";
  return effects.includes("Allow") ? "Allow" : "nothing";
}

const list = (values: Values | undefined): readonly string[] =>
  values === undefined ? [] : [values].flat();

function isAbout(
  statement: Statement,
  { action, on, context = {} }: Call,
  caller: Caller,
): boolean {
  const { Principal, Action, NotAction, Resource, Condition = {} } = statement;
  const variable = (text: string): string =>
    text.replace(/\$\{([^}]+)\}/g, (_, key: string) => context[key] ?? "\n");
  return (
    (Principal === undefined || admits(Principal, caller)) &&
    (Action === undefined
      ? !list(NotAction).some((words) => matches(words, action))
      : list(Action).some((words) => matches(words, action))) &&
    (Resource === undefined ||
      list(Resource).some((arn) => arn === "*" || wild(variable(arn)).test(on))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        holds(operator, valueOf(context, key), list(wanted).map(variable)),
      ),
    )
  );
}

/** `arn:aws:iam::123456789012:root` is every identity of the account whose own policies allow it. */
function admits(principal: NonNullable<Statement["Principal"]>, caller: Caller): boolean {
  if (principal === "*") return true;
  return Object.values(principal)
    .flatMap(list)
    .some((who) => who === "*" || who === caller || isAccountOf(who, caller));
}

function isAccountOf(who: string, caller: Caller): boolean {
  return who.endsWith(":root") && who.split(":")[4] === caller?.split(":")[4];
}

function valueOf(context: Readonly<Record<string, string>>, key: string): string | undefined {
  const found = Object.keys(context).find((each) => each.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : context[found];
}

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  const [, base = "", ifExists] = /^(.*?)(IfExists)?$/.exec(operator) ?? [];
  if (base === "Null") return wanted.includes(String(value === undefined));
  // A negated operator holds as well where the request has no such key.
  if (base === "StringNotEquals") return value === undefined || !wanted.includes(value);
  if (value === undefined) return ifExists !== undefined;
  switch (base) {
    case "StringEquals":
    case "Bool":
      return wanted.includes(value);
    case "StringLike":
    case "ArnEquals":
    case "ArnLike":
      return wanted.some((each) => wild(each).test(value));
    default:
      throw new Error(`the evaluator does not know the operator ${operator}`);
  }
}

/** ARNs mind case, actions don't. */
function wild(pattern: string): RegExp {
  const plain = pattern.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  return new RegExp(`^${plain.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}
