import type { Permissions } from "./account";
import type { Agent } from "./agents";

/** What prod has on top of its committed configuration, so that these agents have work there. */
export const optionsOfProd = {
  "landbridge:recovery.strategy": "warm-standby",
  "landbridge:services.2.executeCommand": true, // customers
  "landbridge:databases.1": {
    name: "archive",
    dataClassification: "internal",
    backupPlan: "silver",
    engineVersion: "17",
    instanceClass: "db.t4g.medium",
    storage: { allocated: 50, maxAllocated: 100 },
    databaseName: "archive",
    credentials: "generated",
  },
  "landbridge:jobs.0.databases": [{ name: "archive", credentials: "secret" }], // nightly-report
};

const tasks = {
  service: "ecs-tasks.amazonaws.com",
  sourceArn: "arn:aws:ecs:eu-west-1:123456789012:*",
};
const viaRegion = (service: string, region: string) => ({
  "kms:ViaService": `${service}.${region}.amazonaws.com`,
});

/** Agents that work only where the configuration asks for them: ECS Exec, encrypted secrets, replication. */
export function optionalAgents(account: Permissions): Agent[] {
  const key = (name: string) => account.arn(":Key", name);
  const session = `${account.arn(":LogGroup", "cluster-exec-logs")}:log-stream:session`;
  const another = `${account.arn(":LogGroup", "orders-logs")}:log-stream:session`;
  const channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel"];

  const replication = (share: string, other: string): Agent => {
    const bucket = (name: string) => account.arn(":Bucket", name);
    const own = { "aws:ResourceAccount": "123456789012", "aws:SecureTransport": "true" };
    const source = bucket(`files-${share}-bucket`);
    const replica = bucket(`recovery-files-${share}-bucket`);
    const from = { elsewhere: bucket(`files-${other}-bucket`), context: own };
    const into = { elsewhere: `${bucket(`recovery-files-${other}-bucket`)}/a`, context: own };
    return {
      agent: `S3, replicating share ${share}`,
      role: `recovery-files-${share}-replication`,
      service: "s3.amazonaws.com",
      source:
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html",
      calls: [
        { action: "s3:GetReplicationConfiguration", on: source, ...from },
        { action: "s3:ListBucket", on: source, ...from },
        ...["ForReplication", "Acl", "Tagging"].map((what) => ({
          action: `s3:GetObjectVersion${what}`,
          on: `${source}/a`,
          elsewhere: `${from.elsewhere}/a`,
          context: own,
        })),
        ...["Object", "Delete", "Tags"].map((what) => ({
          action: `s3:Replicate${what}`,
          on: `${replica}/a`,
          ...into,
        })),
        {
          action: "kms:Decrypt",
          on: key("keys-storage-key"),
          elsewhere: key("keys-database-key"),
          context: viaRegion("s3", "eu-west-1"),
        },
        {
          action: "kms:Encrypt",
          on: key("recovery-storage-key"),
          elsewhere: key("recovery-database-key"),
          context: viaRegion("s3", "eu-central-1"),
        },
      ],
    };
  };

  return [
    {
      agent: "the agent of ECS Exec in a task",
      role: "customers-roles-task",
      ...tasks,
      source:
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions",
      calls: [
        ...channels.map((name) => ({ action: `ssmmessages:${name}`, on: "*" })),
        { action: "ssmmessages:OpenDataChannel", on: "*" },
        { action: "logs:DescribeLogGroups", on: "*" },
        ...["CreateLogStream", "DescribeLogStreams", "PutLogEvents"].map((name) => ({
          action: `logs:${name}`,
          on: session,
          elsewhere: another,
        })),
        {
          action: "kms:Decrypt",
          on: key("keys-compute-key"),
          elsewhere: key("keys-database-key"),
          context: { "kms:EncryptionContext:aws:ssm:SessionId": "session-1" },
        },
      ],
    },
    {
      agent: "ECS, for a secret that a customer key encrypts",
      role: "nightly-report-roles-execution",
      ...tasks,
      source:
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets",
      calls: [
        {
          action: "secretsmanager:GetSecretValue",
          on: account.arn(":Secret", "databases-archive-credentials-secret"),
          elsewhere: account.arn(":Secret", "databases-orders-credentials-secret"),
        },
        {
          action: "kms:Decrypt",
          on: key("keys-database-key"),
          elsewhere: key("keys-storage-key"),
          context: viaRegion("secretsmanager", "eu-west-1"),
        },
      ],
    },
    replication("reports", "scans"),
    replication("scans", "reports"),
  ];
}
