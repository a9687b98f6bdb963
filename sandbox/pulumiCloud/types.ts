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
};
