import { SIGNATURE } from "../events";
import { hex, text } from "../provider/values";

type Props = Readonly<Record<string, unknown>>;

/** What the stand-in knows of a type: provider/pkg/resources/ and schema.json of pulumi/pulumi-pulumiservice 1.3.0. */
export interface CloudType {
  readonly required: readonly string[];
  /** Properties whose change replaces the resource. */
  readonly replaces: readonly string[];
  readonly id: (inputs: Props, seed: string) => string;
  /** What Pulumi Cloud adds. */
  readonly outputs?: (id: string) => Props;
  /** Inputs as the provider keeps them. @default as they are */
  readonly kept?: (inputs: Props) => Props;
  /** The rest of a sentence about a property that is wrong. */
  readonly check?: (
    inputs: Props,
  ) => { readonly property: string; readonly reason: string } | undefined;
}

const ofStack = ["organization", "project", "stack"];

const part = (inputs: Props, name: string): string => text(inputs[name]) ?? "";
const stackId = (inputs: Props): string => ofStack.map((name) => part(inputs, name)).join("/");

/** Ends with the schedule's own id, which is also a property. */
const schedule = (kind: string) => (inputs: Props, seed: string) =>
  `${stackId(inputs)}/${kind}/${hex(seed, 8)}-${hex(`${seed}-2`, 12)}`;
const scheduleId = (id: string): Props => ({ scheduleId: id.split("/").at(-1) });

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

export const cloudTypes: Readonly<Record<string, CloudType>> = {
  "pulumiservice:index:DeploymentSettings": {
    required: ofStack,
    replaces: ofStack,
    id: stackId,
  },
  "pulumiservice:index:DriftSchedule": {
    required: [...ofStack, "scheduleCron"],
    replaces: ofStack,
    id: schedule("drift"),
    outputs: scheduleId,
  },
  "pulumiservice:index:TtlSchedule": {
    required: [...ofStack, "timestamp"],
    replaces: [...ofStack, "timestamp"],
    id: schedule("ttl"),
    outputs: scheduleId,
    check: (inputs) =>
      time.test(part(inputs, "timestamp"))
        ? undefined
        : { property: "timestamp", reason: "timestamp must be in RFC 3339 format" },
  },
  "pulumiservice:index:PolicyGroup": {
    required: ["name", "organizationName"],
    replaces: ["entityType", "mode", "name"],
    id: (inputs) => `${part(inputs, "organizationName")}/${part(inputs, "name")}`,
  },
  "pulumiservice:index:Environment": {
    required: ["organization", "project", "name", "yaml"],
    replaces: ["organization", "project", "name"],
    id: (inputs) => ["organization", "project", "name"].map((key) => part(inputs, key)).join("/"),
    outputs: () => ({ revision: 1 }),
    kept: (inputs) => ({ ...inputs, yaml: yamlOf(inputs["yaml"]) }),
    check: (inputs) => {
      const property = ["organization", "project", "name"].find((key) =>
        part(inputs, key).includes("/"),
      );
      return property === undefined
        ? undefined
        : { property, reason: `'${property}' property contains \`/\` illegal character` };
    },
  },
  "pulumiservice:index:TeamEnvironmentPermission": {
    required: ["organization", "team", "environment", "permission"],
    replaces: ["organization", "team", "project", "environment", "permission", "maxOpenDuration"],
    id: (inputs) =>
      `${part(inputs, "organization")}/${part(inputs, "team")}/${part(inputs, "project")}+${part(inputs, "environment")}`,
  },
};

/** The provider keeps what an asset says, trimmed. */
function yamlOf(yaml: unknown): unknown {
  const isAsset = typeof yaml === "object" && yaml !== null && SIGNATURE in yaml;
  return isAsset ? (text((yaml as Props)["text"]) ?? "").trim() : yaml;
}
