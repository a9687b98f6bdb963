import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props, Resource } from "../../provider/store";
import { blocks, isUnset, text, texts } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findSubnet } from "../ec2/vpc";
import { findTargetGroup, isAssociated } from "../lb/targetGroups";
import { matches, oneOf, plan } from "../shared/planChecks";
import { deploymentRules } from "./deployments";
import { containersOf, taskDefinitionType } from "./taskDefinition";

const serviceType = "aws:ecs/service:Service";
const clusterType = "aws:ecs/cluster:Cluster";

export const ecsServices: Service = {
  [serviceType]: {
    id: ({ inputs }, cloud) => cloud.arn("ecs", serviceResource(inputs)),
    arnResource: ({ inputs }) => serviceResource(inputs),
    defaults: {
      schedulingStrategy: "REPLICA",
      enableEcsManagedTags: false,
      waitForSteadyState: false,
    },
    immutable: ["name", "cluster", "launchType", "schedulingStrategy", "iamRole"],
    // In place as long as forceNewDeployment goes with it, as the real provider has it.
    mutable: ["capacityProviderStrategies"],
    plan: plan(
      matches("name", /^[a-zA-Z0-9_-]{1,255}$/, "1 to 255 of a-zA-Z0-9_-"),
      oneOf("launchType", ["EC2", "FARGATE", "EXTERNAL"]),
      oneOf("availabilityZoneRebalancing", ["ENABLED", "DISABLED"]),
      oneOf("propagateTags", ["SERVICE", "TASK_DEFINITION", "NONE"]),
    ),
    rules: serviceRules,
    outputs: ({ inputs }) => ({
      launchType: isUnset(inputs["capacityProviderStrategies"]) ? "EC2" : "",
      // ECS counts the servers.
      ...(inputs["schedulingStrategy"] === "DAEMON" && { desiredCount: 1 }),
    }),
  },
};

function serviceResource({ cluster, name }: Props): string {
  const clusterName = (text(cluster) ?? "default").split("/").pop() ?? "default";
  return `service/${clusterName}/${String(name)}`;
}

function serviceRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const cluster = cloud
    .all(clusterType)
    .find(({ id, attributes }) =>
      [id, attributes["arn"], attributes["name"]].includes(inputs["cluster"]),
    );
  if (cluster === undefined) throw new AwsError("ClusterNotFoundException", "Cluster not found.");
  const task = findTask(inputs["taskDefinition"], cloud);
  if (inputs["launchType"] === "EXTERNAL") checkExternal(inputs, task);
  if (!isUnset(inputs["launchType"]) && present(inputs["capacityProviderStrategies"])) {
    reject("Specifying both a launch type and capacity provider strategy is not supported.");
  }
  checkNetwork(inputs, task, cloud);
  for (const loadBalancer of blocks(inputs["loadBalancers"])) {
    checkLoadBalancer(loadBalancer, task, cloud);
  }
  if (inputs["schedulingStrategy"] === "DAEMON") checkDaemon(inputs);
  checkRebalancing(inputs);
  deploymentRules(inputs, cloud);
  checkServiceConnect(inputs, task);
}

export function findTask(arn: unknown, cloud: Cloud): Resource {
  const found = cloud
    .all(taskDefinitionType)
    .find(
      ({ attributes }) => attributes["arn"] === arn || attributes["arnWithoutRevision"] === arn,
    );
  return found ?? reject(`TaskDefinition not found: ${String(arn)}`, "ClientException");
}

/** What external instances can't do. */
export function checkExternal(inputs: Props, task: Resource): void {
  const unsupported: Readonly<Record<string, string>> = {
    loadBalancers: "load balancers",
    serviceRegistries: "service registries",
    networkConfiguration: "a network configuration",
    serviceConnectConfiguration: "Service Connect",
  };
  for (const [property, what] of Object.entries(unsupported)) {
    if (present(inputs[property])) reject(`The EXTERNAL launch type does not support ${what}.`);
  }
  if (inputs["availabilityZoneRebalancing"] === "ENABLED") {
    reject("The EXTERNAL launch type does not support Availability Zone rebalancing.");
  }
  if (!texts(task.attributes["requiresCompatibilities"]).includes("EXTERNAL")) {
    reject("Task definition does not support launch_type EXTERNAL.");
  }
}

export function checkNetwork(inputs: Props, task: Resource, cloud: Cloud): void {
  const awsvpc = task.attributes["networkMode"] === "awsvpc";
  const [network] = blocks(inputs["networkConfiguration"]);
  if (awsvpc && network === undefined) {
    reject("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  }
  if (!awsvpc && network !== undefined) {
    reject("Network Configuration is not valid for the given networkMode of this task definition.");
  }
  texts(network?.["subnets"]).forEach((id) => findSubnet(cloud, id));
  const groups = texts(network?.["securityGroups"]);
  if (groups.length > 5) {
    reject("securityGroup can have at most 5 items.");
  }
  groups.forEach((id) => {
    findSecurityGroup(cloud, id);
  });
}

function checkLoadBalancer(loadBalancer: Props, task: Resource, cloud: Cloud): void {
  const { targetGroupArn, containerName, containerPort } = loadBalancer;
  const group = findTargetGroup(cloud, targetGroupArn);
  if (!isAssociated(targetGroupArn, cloud)) {
    reject(
      `The target group with targetGroupArn ${String(targetGroupArn)} does not have an associated load balancer.`,
    );
  }
  if (task.attributes["networkMode"] === "awsvpc" && group.attributes["targetType"] !== "ip") {
    reject(
      `The provided target group ${String(targetGroupArn)} has target type ${String(group.attributes["targetType"])}, which is incompatible with the awsvpc network mode specified in the task definition.`,
    );
  }
  const container = containersOf(task.attributes).find(({ name }) => name === containerName);
  if (container === undefined) {
    reject(`The container ${String(containerName)} does not exist in the task definition.`);
  }
  if (
    !blocks(container["portMappings"]).some((mapping) => mapping["containerPort"] === containerPort)
  ) {
    reject(
      `The container ${String(containerName)} did not have a container port ${String(containerPort)} defined.`,
    );
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html, schedulingStrategy */
function checkDaemon(inputs: Props): void {
  const what = [
    ...(isUnset(inputs["desiredCount"]) ? [] : ["a desired count"]),
    ...(present(inputs["orderedPlacementStrategies"]) ? ["placement strategies"] : []),
    ...(inputs["availabilityZoneRebalancing"] === "ENABLED"
      ? ["Availability Zone rebalancing"]
      : []),
    ...(Number(inputs["deploymentMaximumPercent"] ?? 100) === 100
      ? []
      : ["another maximumPercent than 100"]),
  ];
  if (what.length > 0) {
    reject(`The DAEMON scheduling strategy does not support ${what.join(", ")}.`);
  }
}

function checkRebalancing(inputs: Props): void {
  if (inputs["availabilityZoneRebalancing"] !== "ENABLED") return;
  const [first] = blocks(inputs["orderedPlacementStrategies"]);
  const spreads = first === undefined || first["field"] === "attribute:ecs.availability-zone";
  if (!spreads || Number(inputs["deploymentMaximumPercent"] ?? 200) <= 100) {
    reject(
      "Availability Zone rebalancing needs a spread over attribute:ecs.availability-zone as the first placement strategy, and a maximumPercent above 100.",
    );
  }
}

function checkServiceConnect(inputs: Props, task: Resource): void {
  const names = containersOf(task.attributes).flatMap((container) =>
    blocks(container["portMappings"]).map(({ name }) => name),
  );
  for (const configuration of blocks(inputs["serviceConnectConfiguration"])) {
    for (const { portName } of blocks(configuration["services"])) {
      if (!names.includes(portName)) {
        reject(`portName(s) [${String(portName)}] not found in task definition.`);
      }
    }
  }
}

export function present(value: unknown): boolean {
  return blocks(value).length > 0;
}

function reject(message: string, code = "InvalidParameterException"): never {
  throw new AwsError(code, message);
}
