/** A step of an Automation runbook. */
export type AutomationStep = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly action: string;
};

/** How long a node's tasks may take to move away, in seconds. */
const DRAINING_SECONDS = 3600;

/** What a runbook about a node is told. */
export const nodeParameters = {
  InstanceId: {
    type: "String",
    description: "The node: i-... of EC2, mi-... of a site.",
    allowedPattern: "^(i-[0-9a-f]{8,17}|mi-[0-9a-f]{17})$",
  },
  AutomationAssumeRole: {
    type: "String",
    description: "ARN of the role that the steps work by; left out, whoever starts the runbook.",
    default: "",
  },
} as const;

/**
 * Takes a node's tasks away: ECS places none there any more and moves those of services. A task that is of no service
 * ends by itself, or holds the draining up.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateContainerInstancesState.html
 *
 * @param more What to add to the wait for the last task: where to go on if it does not end.
 */
export function drainSteps(
  cluster: string,
  more: Readonly<Record<string, unknown>> = {},
): AutomationStep[] {
  return [
    {
      name: "find",
      action: "aws:executeAwsApi",
      inputs: {
        Service: "ecs",
        Api: "ListContainerInstances",
        cluster,
        filter: "ec2InstanceId in ['{{ InstanceId }}']",
      },
      outputs: [{ Name: "Arn", Selector: "$.containerInstanceArns[0]", Type: "String" }],
    },
    { name: "drain", ...setState(cluster, "DRAINING") },
    {
      name: "wait",
      action: "aws:waitForAwsResourceProperty",
      timeoutSeconds: DRAINING_SECONDS,
      ...more,
      inputs: {
        Service: "ecs",
        Api: "DescribeContainerInstances",
        cluster,
        containerInstances: ["{{ find.Arn }}"],
        PropertySelector: "$.containerInstances[0].runningTasksCount",
        DesiredValues: ["0"],
      },
    },
  ];
}

/** Lets ECS place tasks on the node again. */
export function returnStep(cluster: string): AutomationStep {
  return { name: "return", ...setState(cluster, "ACTIVE"), isEnd: true };
}

function setState(cluster: string, status: "ACTIVE" | "DRAINING") {
  return {
    action: "aws:executeAwsApi",
    inputs: {
      Service: "ecs",
      Api: "UpdateContainerInstancesState",
      cluster,
      containerInstances: ["{{ find.Arn }}"],
      status,
    },
  };
}

/** A shell script that runs as root on Linux. */
export function shellStep(name: string, runCommand: readonly string[], timeoutSeconds = 600) {
  return {
    name,
    action: "aws:runShellScript",
    precondition: { StringEquals: ["platformType", "Linux"] },
    inputs: { timeoutSeconds: String(timeoutSeconds), runCommand },
  };
}
