import type { Permissions } from "./account";
import type { Call } from "./evaluator";

/** Something that works under a role of ours, and the calls that it makes. */
export interface Agent {
  readonly agent: string;
  /** Name of the role in the program; none for what asks without a name. */
  readonly role?: string;
  /** The service that takes the role, and for which of its resources. */
  readonly service: string;
  readonly sourceArn?: string;
  /** Where these calls are said to be made. */
  readonly source: string;
  readonly calls: readonly (Call & {
    /** The same thing of another cluster, bucket or service, on which the call must fail. */
    readonly elsewhere?: string;
  })[];
}

const home = "eu-west-1:123456789012";
const arnOf = (service: string, path: string): string => `arn:aws:${service}:${home}:${path}`;

/** Each agent of prod by its contract: what it calls, and on what. */
export function agents(account: Permissions): Agent[] {
  const cluster = account.arn(":Cluster", "cluster-cluster");
  const inCluster = (kind: string, path: string) => ({
    on: `${cluster.replace(":cluster/", `:${kind}/`)}/${path}`,
    elsewhere: arnOf("ecs", `${kind}/another/${path}`),
  });
  const onCluster = { on: cluster, elsewhere: arnOf("ecs", "cluster/another") };
  const instance = inCluster("container-instance", "0123");
  const context = { "ecs:cluster": cluster };

  const ecsAgent = [
    { action: "ecs:DiscoverPollEndpoint", on: "*" },
    { action: "ecs:RegisterContainerInstance", ...onCluster },
    { action: "ecs:TagResource", ...instance },
    { action: "ecs:Poll", ...instance, context },
    { action: "ecs:StartTelemetrySession", ...instance, context },
    { action: "ecs:UpdateContainerInstancesState", ...instance, context },
    { action: "ecs:SubmitTaskStateChange", ...onCluster },
    { action: "ecs:SubmitContainerStateChange", ...onCluster },
    { action: "ecs:SubmitAttachmentStateChanges", ...onCluster },
  ];
  const ssmAgent = [
    { action: "ssm:UpdateInstanceInformation", on: arnOf("ssm", "managed-instance/mi-1") },
    { action: "ssm:ListInstanceAssociations", on: arnOf("ssm", "managed-instance/mi-1") },
    ...["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
      (name) => ({ action: `ssmmessages:${name}`, on: "*" }),
    ),
  ];
  const ec2 = { role: "capacity-role", service: "ec2.amazonaws.com" };
  const site = {
    role: "site-frankfurt-role",
    service: "ssm.amazonaws.com",
    sourceArn: arnOf("ssm", "*"),
  };

  const stream = (group: string) => `${account.arn(":LogGroup", group)}:log-stream:one`;
  const logs = (group: string, another: string) =>
    ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
      action,
      on: stream(group),
      elsewhere: stream(another),
    }));
  const login = { action: "ecr:GetAuthorizationToken", on: "*" };
  const repository = (path: string, another: string) => ({
    on: arnOf("ecr", `repository/${path}`),
    elsewhere: arnOf("ecr", `repository/${another}`),
  });
  const pull = (path: string, another: string) =>
    ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"].map((name) => ({
      action: `ecr:${name}`,
      ...repository(path, another),
    }));
  const secret = (name: string) => ({
    action: "secretsmanager:GetSecretValue",
    on: arnOf("secretsmanager", `secret:${name}`),
    elsewhere: arnOf("secretsmanager", "secret:another-AbCdEf"),
  });
  const execution = (name: string) => ({
    role: `${name}-roles-execution`,
    service: "ecs-tasks.amazonaws.com",
    sourceArn: arnOf("ecs", "*"),
    source:
      "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  });

  const files = (share: string, another: string): Agent => {
    const [bucket, other] = [share, another].map((name) =>
      account.arn(":Bucket", `files-${name}-bucket`),
    );
    const own = { "aws:ResourceAccount": "123456789012", "aws:SecureTransport": "true" };
    const onBucket = { on: bucket ?? "", elsewhere: other ?? "", context: own };
    const onFile = { on: `${bucket}/a/b`, elsewhere: `${other}/a/b`, context: own };
    const viaS3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com" };
    const key = account.arn(":Key", "keys-storage-key");
    return {
      agent: `Storage Gateway, for share ${share}`,
      role: `files-${share}-share-role`,
      service: "storagegateway.amazonaws.com",
      sourceArn: arnOf("storagegateway", "gateway/sgw-1"),
      source:
        "https://docs.aws.amazon.com/filegateway/latest/files3/add-file-share.html#grant-access-s3",
      calls: [
        ...["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"].map(
          (action) => ({ action, ...onBucket }),
        ),
        ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"].map(
          (action) => ({ action, ...onFile }),
        ),
        ...["kms:Decrypt", "kms:GenerateDataKey"].map((action) => ({
          action,
          on: key,
          context: viaS3,
          elsewhere: account.arn(":Key", "keys-database-key"),
        })),
      ],
    };
  };

  const scheduler = (job: string, another: string): Agent => {
    const task = account.arn(":TaskDefinition", `${job}-task`);
    const other = account.arn(":TaskDefinition", `${another}-task`);
    const roles = ["execution", "task"].map((suffix) => ({
      action: "iam:PassRole",
      on: account.arn(":Role", `${job}-roles-${suffix}`),
      elsewhere: account.arn(":Role", `${another}-roles-${suffix}`),
      context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }));
    const run = { action: "ecs:RunTask", on: task };
    return {
      agent: `EventBridge Scheduler, for job ${job}`,
      role: `${job}-schedule-role`,
      service: "scheduler.amazonaws.com",
      sourceArn: account.arn(":ScheduleGroup", `${job}-schedule-group`),
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html",
      calls: [
        { ...run, elsewhere: other, context },
        {
          action: "ecs:TagResource",
          ...inCluster("task", "0123"),
          context: { "ecs:CreateAction": "RunTask" },
        },
        ...roles,
        {
          action: "sqs:SendMessage",
          on: account.arn(":Queue", `${job}-schedule-dead-letters`),
          elsewhere: account.arn(":Queue", `${another}-schedule-dead-letters`),
          context: { "aws:SecureTransport": "true" },
        },
        ...["kms:Decrypt", "kms:GenerateDataKey"].map((action) => ({
          action,
          on: account.arn(":Key", "keys-compute-key"),
          elsewhere: account.arn(":Key", "keys-database-key"),
          context: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" },
        })),
      ],
    };
  };

  const flowLogs = "network-flow-logs-group";
  const databaseId = (name: string) => account.attribute(":Instance", name, "resourceId");
  const proxyId = account.arn(":Proxy", "databases-orders-proxy-proxy").split(":").at(-1) ?? "";
  return [
    {
      agent: "the ECS agent on EC2",
      ...ec2,
      source: "amazon-ecs-agent: ecs-agent/api/ecs/client/ecs_client.go, agent/app/agent.go",
      calls: [...ecsAgent, { action: "ec2:DescribeTags", on: "*" }],
    },
    {
      agent: "the ECS agent in the data centre",
      ...site,
      source: "amazon-ecs-agent: ecs-agent/api/ecs/client/ecs_client.go",
      calls: ecsAgent,
    },
    {
      agent: "Service Connect's relay",
      ...ec2,
      source: "https://github.com/aws/amazon-ecs-service-connect-agent/issues/142",
      calls: [{ action: "ecs:Poll", ...inCluster("task-set", "orders/ecs-svc/1") }],
    },
    ...[ec2, site].map((where) => ({
      agent: `the SSM agent of ${where.role}`,
      ...where,
      source:
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html",
      calls: ssmAgent,
    })),
    {
      agent: "ECS, for an image of the stack's repository, a secret and a log (awslogs)",
      ...execution("orders"),
      calls: [
        login,
        ...pull("landbridge-prod/orders", "landbridge-prod/another"),
        secret("prod/orders/payment-AbCdEf"),
        ...logs("orders-logs", "pricing-logs"),
      ],
    },
    {
      agent: "ECS, for one key of a secret, of a container that starts before the service's own",
      ...execution("orders-api"),
      calls: [secret("prod/orders-api/tls-AbCdEf"), ...logs("orders-api-logs", "orders-logs")],
    },
    {
      agent: "ECS, for an image of the pull-through cache",
      ...execution("pricing"),
      calls: [
        login,
        ...pull("landbridge-prod-hub/stefanprodan/podinfo", "landbridge-prod/orders"),
        ...["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"].map((action) => ({
          action,
          ...repository("landbridge-prod-hub/stefanprodan/podinfo", "landbridge-prod/orders"),
        })),
      ],
    },
    {
      agent: "ECS, for a registry with credentials and an SSM parameter",
      ...execution("customers"),
      calls: [
        secret("prod/docker-hub-AbCdEf"),
        {
          action: "ssm:GetParameters",
          on: arnOf("ssm", "parameter/prod/customers/database-password"),
          elsewhere: arnOf("ssm", "parameter/prod/orders/database-password"),
        },
      ],
    },
    {
      agent: "a task that signs in to its database",
      role: "orders-roles-task",
      service: "ecs-tasks.amazonaws.com",
      sourceArn: arnOf("ecs", "*"),
      source:
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
      calls: [
        {
          action: "rds-db:connect",
          on: arnOf("rds-db", `dbuser:${proxyId}/orders`),
          elsewhere: arnOf("rds-db", `dbuser:${proxyId}/orders_api`),
        },
      ],
    },
    {
      agent: "RDS Proxy, as any user of its database",
      role: "databases-orders-proxy-role",
      service: "rds.amazonaws.com",
      source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-setup.html",
      calls: [
        {
          action: "rds-db:connect",
          on: arnOf("rds-db", `dbuser:${databaseId("databases-orders-instance")}/orders`),
          elsewhere: arnOf("rds-db", `dbuser:${databaseId("databases-orders-ro-1")}/orders`),
        },
      ],
    },
    {
      agent: "VPC flow logs",
      role: "network-flow-logs-role",
      service: "vpc-flow-logs.amazonaws.com",
      sourceArn: arnOf("ec2", "vpc-flow-log/fl-1"),
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
      calls: [
        ...logs(flowLogs, "orders-logs"),
        { action: "logs:DescribeLogGroups", on: "*" },
        {
          action: "logs:DescribeLogStreams",
          on: account.arn(":LogGroup", flowLogs),
          elsewhere: account.arn(":LogGroup", "orders-logs"),
        },
      ],
    },
    scheduler("nightly-report", "stock-check"),
    scheduler("stock-check", "nightly-report"),
    files("reports", "scans"),
    files("scans", "reports"),
    // RDS monitoring, Backup and restore work by AWS's own policies: the trust is ours.
    ...[
      ["RDS Enhanced Monitoring", "databases-monitoring-role", "monitoring.rds.amazonaws.com"],
      ["AWS Backup", "backup-roles-backup", "backup.amazonaws.com"],
      ["AWS Backup, restoring", "backup-roles-restore", "backup.amazonaws.com"],
      ["ECR, making cached repositories", "registry-cache-role", "ecr.amazonaws.com"],
    ].map(([agent = "", role = "", service = ""]) => ({
      agent,
      role,
      service,
      calls: [],
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    })),
  ];
}
