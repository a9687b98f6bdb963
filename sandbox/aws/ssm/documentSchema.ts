import { AwsError } from "../../provider/cloud";

type Content = Readonly<Record<string, unknown>>;

/** What a type of document has, and what its steps may be. */
interface Grammar {
  readonly version: string;
  /** https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html */
  readonly members: readonly string[];
  readonly actions: readonly string[];
  readonly stepMembers: readonly string[];
}

const STEP = ["name", "action", "inputs", "onFailure", "timeoutSeconds", "isCritical", "isEnd"];

const grammars: Readonly<Record<string, Grammar>> = {
  Command: {
    version: "2.2",
    members: ["schemaVersion", "description", "parameters", "variables", "mainSteps", "files"],
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html
    actions: [
      "aws:applications",
      "aws:cloudWatch",
      "aws:configureDocker",
      "aws:configurePackage",
      "aws:domainJoin",
      "aws:downloadContent",
      "aws:psModule",
      "aws:refreshAssociation",
      "aws:runDockerAction",
      "aws:runDocument",
      "aws:runPowerShellScript",
      "aws:runShellScript",
      "aws:softwareInventory",
      "aws:updateAgent",
      "aws:updateSsmAgent",
    ],
    stepMembers: ["name", "action", "inputs", "precondition", "maxAttempts", "timeoutSeconds"],
  },
  Automation: {
    version: "0.3",
    members: [
      "schemaVersion",
      "description",
      "assumeRole",
      "parameters",
      "variables",
      "mainSteps",
      "outputs",
      "files",
    ],
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
    actions: [
      "aws:approve",
      "aws:assertAwsResourceProperty",
      "aws:branch",
      "aws:changeInstanceState",
      "aws:copyImage",
      "aws:createImage",
      "aws:createStack",
      "aws:createTags",
      "aws:deleteImage",
      "aws:deleteStack",
      "aws:executeAutomation",
      "aws:executeAwsApi",
      "aws:executeScript",
      "aws:executeStateMachine",
      "aws:invokeLambdaFunction",
      "aws:invokeWebhook",
      "aws:loop",
      "aws:pause",
      "aws:runCommand",
      "aws:runInstances",
      "aws:sleep",
      "aws:updateVariable",
      "aws:waitForAwsResourceProperty",
    ],
    stepMembers: [...STEP, "description", "maxAttempts", "nextStep", "onCancel", "outputs"],
  },
  Session: {
    version: "1.0",
    members: [
      "schemaVersion",
      "description",
      "sessionType",
      "inputs",
      "parameters",
      "properties",
      "shellProfile",
    ],
    actions: [],
    stepMembers: [],
  },
};

const PARAMETER_TYPES = ["String", "StringList", "Integer", "Boolean", "MapList", "StringMap"];

function invalid(message: string): never {
  throw new AwsError("InvalidDocumentContent", message);
}

/** The members of an object; none of anything else. */
function members(value: unknown): Content {
  return typeof value === "object" && value !== null ? (value as Content) : {};
}

function only(value: Content, known: readonly string[], where: string): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) invalid(`${where} has ${key}, which no document has`);
  }
}

/** Rejects what AWS would reject of a document in JSON: another schema, unknown steps, names that nothing has. */
export function checkDocument(type: string, json: string): void {
  const grammar = grammars[type];
  if (!grammar) return;
  let content: Content;
  try {
    content = members(JSON.parse(json));
  } catch {
    return invalid("JSON not well-formed");
  }
  if (content["schemaVersion"] !== grammar.version) {
    invalid(`schemaVersion of a ${type} document is ${grammar.version}`);
  }
  only(content, grammar.members, `A ${type} document`);
  if (grammar.actions.length === 0) return;
  const parameters = members(content["parameters"]);
  for (const [name, parameter] of Object.entries(parameters)) {
    const { type: is, default: value, allowedValues, allowedPattern } = members(parameter);
    if (!PARAMETER_TYPES.includes(String(is)) && !/^(List<)?AWS::/.test(String(is))) {
      invalid(`parameter ${name} has no type that there is: ${String(is)}`);
    }
    if (Array.isArray(allowedValues) && value !== undefined && !allowedValues.includes(value)) {
      invalid(`parameter ${name} has a default that is not allowed`);
    }
    const pattern = typeof allowedPattern === "string" ? allowedPattern : "";
    if (typeof value === "string" && !new RegExp(pattern).test(value)) {
      invalid(`parameter ${name} has a default that its pattern does not allow: ${value}`);
    }
  }
  checkSteps(content, grammar, new Set(Object.keys(parameters)));
}

function checkSteps(content: Content, grammar: Grammar, parameters: ReadonlySet<string>): void {
  const steps = Array.isArray(content["mainSteps"]) ? content["mainSteps"].map(members) : [];
  if (steps.length === 0) invalid("mainSteps has no step");
  const names = steps.map(({ name }) => String(name));
  const known = new Set(parameters);
  steps.forEach((step, index) => {
    const name = names[index] ?? "";
    only(step, grammar.stepMembers, `step ${name}`);
    if (!/^[a-zA-Z0-9_]{3,128}$/.test(name)) invalid(`"${name}" is no name of a step`);
    if (names.indexOf(name) !== index) invalid(`there are two steps ${name}`);
    const action = String(step["action"]);
    if (!grammar.actions.includes(action)) invalid(`step ${name} does ${action}, which is unknown`);
    if (Object.keys(members(step["inputs"])).length === 0) invalid(`step ${name} has no inputs`);
    for (const to of [step["onFailure"], step["nextStep"]].map(target)) {
      if (to !== undefined && !names.includes(to)) invalid(`step ${name} goes on at ${to}`);
    }
    refer(step, known, `step ${name}`);
    const outputs = Array.isArray(step["outputs"]) ? step["outputs"].map(members) : [];
    for (const { Name } of outputs) known.add(`${name}.${String(Name)}`);
  });
  refer(content["assumeRole"], known, "assumeRole");
  for (const output of Array.isArray(content["outputs"]) ? content["outputs"] : []) {
    if (!known.has(String(output))) invalid(`no step has the output ${String(output)}`);
  }
}

/** The step that `step:name` or a name leads to; undefined where the word is one of Automation's own. */
function target(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "Abort" || value === "Continue") return undefined;
  return value.replace(/^step:/, "");
}

/** Each `{{ name }}` is a parameter, an output of a step before, or one of Systems Manager's own. */
function refer(value: unknown, known: ReadonlySet<string>, where: string): void {
  for (const [, name = ""] of JSON.stringify(value ?? "").matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)) {
    const own = /^(global|automation|platform):/.test(name);
    if (!own && !known.has(name)) invalid(`${where} uses {{ ${name} }}, which nothing says`);
  }
}
