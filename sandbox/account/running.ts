import { hex } from "../provider/values";

/** A resource of a stack, as Pulumi's state has it. */
interface StateResource {
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** An ECS service whose tasks all run, as the stand-in would have them. */
export interface RunningService {
  readonly name: string;
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly launchType: string;
  readonly desired: number;
  readonly exec: boolean;
  readonly containers: readonly { readonly name: string; readonly image: string }[];
  /** IDs of its tasks. */
  readonly tasks: readonly string[];
}

/** A target of a target group. */
export interface RunningTarget {
  readonly group: string;
  readonly address: string;
  readonly port: number;
  readonly healthy: boolean;
}

/** What runs in the account. */
export interface Running {
  readonly services: readonly RunningService[];
  readonly targets: readonly RunningTarget[];
  /** Names of alarms on metrics. */
  readonly alarms: readonly string[];
}

type Outputs = Readonly<Record<string, unknown>>;

/**
 * What would run of a stack when all is well: as many tasks as each service wants, one on each server of a site,
 * and the servers without one unhealthy.
 */
export function runningOf(resources: readonly StateResource[]): Running {
  const of = (type: string): Outputs[] =>
    resources.filter((each) => each.type === type).map(({ outputs = {} }) => outputs);
  const definitions = of("aws:ecs/taskDefinition:TaskDefinition");
  const attachments = of("aws:lb/targetGroupAttachment:TargetGroupAttachment");
  const all = of("aws:ecs/service:Service").map((outputs) => {
    const name = text(outputs["name"]);
    const desired = Number(outputs["desiredCount"] ?? 0);
    const definition = definitions.find(({ arn }) => arn === outputs["taskDefinition"]);
    const service: RunningService = {
      name,
      cluster: text(outputs["cluster"]),
      taskDefinition: text(outputs["taskDefinition"]),
      launchType: text(outputs["launchType"]) || "EC2",
      desired,
      exec: outputs["enableExecuteCommand"] === true,
      containers: JSON.parse(text(definition?.["containerDefinitions"]) || "[]") as [],
      tasks: Array.from({ length: desired }, (_, i) => hex(`${name} ${i}`, 32)),
    };
    return { outputs, service };
  });
  const ownTargets = all.flatMap(({ outputs, service }) =>
    list(outputs["loadBalancers"]).flatMap(({ targetGroupArn, containerPort }) =>
      service.tasks.map((_, i) => ({
        group: text(targetGroupArn),
        address: `10.255.0.${10 + i}`,
        port: Number(containerPort),
        healthy: true,
      })),
    ),
  );
  const onPremises = all.filter(({ service }) => service.launchType === "EXTERNAL");
  const servers = attachments.map(({ targetGroupArn, targetId, port }) => {
    const group = text(targetGroupArn);
    const before = attachments.filter((each) => each["targetGroupArn"] === targetGroupArn);
    const place = before.findIndex((each) => each["targetId"] === targetId);
    const tasks = onPremises.find(({ service }) => isOf(service, Number(port), definitions));
    const healthy = place < (tasks?.service.desired ?? 0);
    return { group, address: text(targetId), port: Number(port), healthy };
  });
  const alarms = of("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name }) => text(name));
  const services = all.map(({ service }) => service);
  return { services, targets: [...ownTargets, ...servers], alarms };
}

/** Whether a service has a fixed port of the servers. */
function isOf({ taskDefinition }: RunningService, port: number, definitions: Outputs[]): boolean {
  const definition = definitions.find(({ arn }) => arn === taskDefinition);
  return text(definition?.["containerDefinitions"]).includes(`"hostPort":${port}`);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): Outputs[] {
  return Array.isArray(value) ? (value as Outputs[]) : [];
}
