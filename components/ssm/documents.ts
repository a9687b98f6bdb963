import { drainSteps, nodeParameters, returnStep, shellStep } from "./documentParts";

/** What a document says, as its JSON. */
type Content = Readonly<Record<string, unknown>>;

/** The type of each document that the fleet has, by the last part of its name. */
export const documentTypes = {
  "drain-ecs-node": "Automation",
  "patch-node": "Automation",
  "rotate-activation": "Automation",
  "collect-diagnostics": "Command",
  "clean-images": "Command",
  "check-ecs-agent": "Command",
} as const;

/** The last part of a document's name. */
export type DocumentName = keyof typeof documentTypes;

/** All of them. */
export const documentNames = Object.keys(documentTypes) as readonly DocumentName[];

/**
 * What operators do to nodes, and what the fleet does by itself, as documents: who may run which is a matter of IAM, and each
 * run is recorded.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
 *
 * @param clusterName Name of the ECS cluster whose servers the nodes are.
 */
export function documentContents(clusterName: string): Readonly<Record<DocumentName, Content>> {
  return {
    "drain-ecs-node": automation(
      "Takes the tasks of one node away, and waits until none is left. ECS starts none there until somebody makes it ACTIVE.",
      nodeParameters,
      drainSteps(clusterName),
    ),
    "patch-node": automation(
      "Drains a node, installs what its patch baseline approves, starts it anew where needed, and takes it back.",
      {
        ...nodeParameters,
        RebootOption: {
          type: "String",
          description: "Whether the node starts anew where a patch asks for it.",
          allowedValues: ["RebootIfNeeded", "NoReboot"],
          default: "RebootIfNeeded",
        },
      },
      patchSteps(clusterName),
    ),
    "rotate-activation": automation(
      "Ends an activation: nobody registers by its code any more. Says who has. Then give the site another activation.rotation and run pulumi refresh and up.",
      {
        ActivationId: {
          type: "String",
          description: "ID of the activation, from the stack's output.",
          allowedPattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        },
        AutomationAssumeRole: nodeParameters.AutomationAssumeRole,
      },
      activationSteps,
      ["nodes.InstanceIds"],
    ),
    "collect-diagnostics": command(
      "What a node says of itself: disks, memory, containers, and the last lines of its agents. No environment variables of containers.",
      {},
      [shellStep("collect", diagnostics)],
    ),
    "clean-images": command(
      "Removes images that no container uses, and stopped containers' layers with them.",
      {
        OlderThanHours: {
          type: "String",
          description: "Images made before that many hours.",
          allowedPattern: "^[0-9]{1,4}$",
          default: "168",
        },
      },
      [
        shellStep("prune", [
          'docker image prune --all --force --filter "until={{ OlderThanHours }}h"',
          "df --human-readable /var/lib/docker",
        ]),
      ],
    ),
    "check-ecs-agent": command("Starts the ECS agent anew where it does not answer.", {}, [
      shellStep("check", agentCheck, 120),
    ]),
  };
}

function automation(
  description: string,
  parameters: Readonly<Record<string, unknown>>,
  mainSteps: readonly unknown[],
  outputs?: readonly string[],
): Content {
  const assumeRole = "{{ AutomationAssumeRole }}";
  const content = { schemaVersion: "0.3", description, assumeRole, parameters, mainSteps };
  return outputs ? { ...content, outputs } : content;
}

function command(
  description: string,
  parameters: Readonly<Record<string, unknown>>,
  mainSteps: readonly unknown[],
): Content {
  return { schemaVersion: "2.2", description, parameters, mainSteps };
}

/** Whatever goes wrong once it is drained, the node comes back, and the run fails. */
function patchSteps(clusterName: string): readonly unknown[] {
  const onFailure = "step:return";
  return [
    ...drainSteps(clusterName, { onFailure }),
    {
      name: "patch",
      action: "aws:runCommand",
      onFailure,
      timeoutSeconds: 7200,
      inputs: {
        DocumentName: "AWS-RunPatchBaseline",
        InstanceIds: ["{{ InstanceId }}"],
        Parameters: { Operation: "Install", RebootOption: "{{ RebootOption }}" },
      },
    },
    returnStep(clusterName),
  ];
}

const activationSteps = [
  {
    name: "end",
    action: "aws:executeAwsApi",
    inputs: { Service: "ssm", Api: "DeleteActivation", ActivationId: "{{ ActivationId }}" },
  },
  {
    name: "nodes",
    action: "aws:executeAwsApi",
    isEnd: true,
    inputs: {
      Service: "ssm",
      Api: "DescribeInstanceInformation",
      Filters: [{ Key: "ActivationIds", Values: ["{{ ActivationId }}"] }],
    },
    outputs: [
      {
        Name: "InstanceIds",
        Selector: "$.InstanceInformationList..InstanceId",
        Type: "StringList",
      },
    ],
  },
];

const diagnostics = [
  "uname --all && uptime",
  "df --human-readable && free --mebi",
  "docker ps --all --no-trunc",
  "docker stats --no-stream --no-trunc",
  "journalctl --unit ecs --unit amazon-ssm-agent --unit docker --since '-1 hour' --no-pager | tail --lines 500",
];

/** Its own address, which it answers on while it works. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html */
const ASK_AGENT = "curl --fail --silent --max-time 5 http://localhost:51678/v1/metadata";

const agentCheck = [
  `${ASK_AGENT} && exit 0`,
  "systemctl restart ecs",
  "sleep 45", // It answers once it has registered.
  ASK_AGENT,
];
