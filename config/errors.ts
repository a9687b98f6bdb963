import { UserError } from "../components/userError";

/** The namespace of this project's keys in `Pulumi.<stack>.yaml`. */
export const NAMESPACE = "landbridge";

/** Where the stack's Region is: the one key that we read from another namespace. */
export const REGION: readonly PropertyKey[] = ["aws:region"];

/** One thing that is wrong, and where. */
export interface Problem {
  /** Where in the project's namespace: `["network", "availabilityZones", 1]`; or {@link REGION}. */
  readonly path: readonly PropertyKey[];
  /** What is wrong with the value, what is allowed and what to do, as the rest of a sentence. */
  readonly text: string;
  /** Whether the value is absent: not reported again when a misspelt key explains it. */
  readonly missing?: boolean;
}

/** Everything that is wrong with a stack's configuration, one line each. Nothing is created. */
export class ConfigError extends UserError {
  /** One line per problem: `landbridge:network.vpcCidr: ...`. */
  readonly problems: readonly string[];

  constructor(stack: string, problems: readonly Problem[]) {
    const lines = problems.map(({ path, text }) => `${formatPath(path)}: ${text}`);
    const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
    super(
      [
        `${count} in the configuration of stack "${stack}" (docs/CONFIG.md describes every key):`,
        ...lines.map((line) => `  ${line}`),
      ].join("\n"),
    );
    this.name = "ConfigError";
    this.problems = lines;
  }
}

/** A path the way people write it: `landbridge:services[2].placement`. */
export function formatPath(path: readonly PropertyKey[]): string {
  if (path[0] === REGION[0]) {
    return String(path[0]);
  }
  const steps = path.map((step, index) => {
    if (typeof step === "number") {
      return `[${step}]`;
    }
    const name = String(step);
    if (!/^[\w-]+$/.test(name)) {
      return `[${JSON.stringify(name)}]`;
    }
    return index === 0 ? name : `.${name}`;
  });
  return `${NAMESPACE}:${steps.join("")}`;
}
