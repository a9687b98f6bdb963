import { hex, text } from "../provider/values";
import type { AccountFacts } from "./facts";
import { Refused, type Input, type Operation } from "./operation";
import type { RunningService } from "./running";

/** When whatever runs here was started: the stand-in has no clock of its own. */
const STARTED = 1_767_225_600; // 2026-01-01T00:00:00Z

function servicesIn(input: Input, { running }: AccountFacts): RunningService[] {
  const cluster = String(input["cluster"]);
  const found = running.services.filter((each) => each.cluster.split("/").at(-1) === cluster);
  if (found.length === 0) throw new Refused("ClusterNotFoundException", "Cluster not found.");
  return found;
}

const taskArn = ({ cluster }: RunningService, id: string): string =>
  `${cluster.replace(":cluster/", ":task/")}/${id}`;

/** Calls about what runs in the account. */
export const serviceOperations: Readonly<Record<string, Operation>> = {
  "ecs:DescribeServices": (input, facts) => {
    const names = input["services"] as string[];
    const found = servicesIn(input, facts).filter(({ name }) => names.includes(name));
    return {
      services: found.map((each) => ({
        serviceName: each.name,
        status: "ACTIVE",
        desiredCount: each.desired,
        runningCount: each.tasks.length,
        pendingCount: 0,
        taskDefinition: each.taskDefinition,
        enableExecuteCommand: each.exec,
        deployments: [
          {
            status: "PRIMARY",
            rolloutState: "COMPLETED",
            rolloutStateReason: `ECS deployment of ${each.name} completed.`,
            updatedAt: STARTED,
          },
        ],
        events: [
          {
            createdAt: STARTED,
            message: `(service ${each.name}) has reached a steady state.`,
          },
        ],
      })),
      failures: [],
    };
  },

  "ecs:ListTasks": (input, facts) => {
    const found = servicesIn(input, facts).find(({ name }) => name === input["serviceName"]);
    if (!found) throw new Refused("ServiceNotFoundException", "Service not found.");
    return { taskArns: found.tasks.map((id) => taskArn(found, id)) };
  },

  "ecs:DescribeTasks": (input, facts) => {
    const arns = input["tasks"] as string[];
    const all = servicesIn(input, facts).flatMap((each) =>
      each.tasks.map((id) => ({ each, arn: taskArn(each, id) })),
    );
    return {
      tasks: all
        .filter(({ arn }) => arns.includes(arn))
        .map(({ each, arn }) => ({
          taskArn: arn,
          lastStatus: "RUNNING",
          healthStatus: "UNKNOWN",
          launchType: each.launchType,
          enableExecuteCommand: each.exec,
          startedAt: STARTED,
          containers: each.containers.map(({ name, image }) => ({
            name,
            image,
            imageDigest: `sha256:${hex(image, 64)}`,
            lastStatus: "RUNNING",
          })),
        })),
      failures: [],
    };
  },

  "elasticloadbalancing:DescribeTargetHealth": (input, { running }) => ({
    TargetHealthDescriptions: running.targets
      .filter(({ group }) => group === input["TargetGroupArn"])
      .map(({ address, port, healthy }) => ({
        Target: { Id: address, Port: port },
        TargetHealth: healthy
          ? { State: "healthy" }
          : {
              State: "unhealthy",
              Reason: "Target.Timeout",
              Description: "Request timed out",
            },
      })),
  }),

  "monitoring:DescribeAlarms": (input, { running, ringing }) => ({
    MetricAlarms: running.alarms
      .filter((name) =>
        Object.entries(input).some(
          ([key, value]) => key.startsWith("AlarmNames.member.") && value === name,
        ),
      )
      .map((name) => ({
        AlarmName: name,
        StateValue: ringing.some((each) => name.startsWith(each)) ? "ALARM" : "OK",
      })),
    CompositeAlarms: [],
  }),

  "logs:FilterLogEvents": (input, { running }) => ({
    events: running.services
      .filter(({ name }) => String(input["logGroupName"]).startsWith(`${baseOf(name)}-logs`))
      .flatMap((each) =>
        each.tasks.flatMap((id) =>
          each.containers.map(({ name }) => ({
            logStreamName: `${name}/${name}/${id}`,
            timestamp: STARTED * 1000,
            message: `stand-in for AWS: container ${name} has written nothing`,
          })),
        ),
      )
      .filter(({ logStreamName }) =>
        logStreamName.startsWith(text(input["logStreamNamePrefix"]) ?? ""),
      ),
  }),
};

/** The service of an ECS service: `orders` of `orders-cloud-service-1a2b3c4`. */
function baseOf(ecsService: string): string {
  return ecsService.replace(/-(cloud|on-prem)-service-[0-9a-f]+$/, "");
}
