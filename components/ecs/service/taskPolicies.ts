import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../../awsContext";
import type { ServiceDescription } from "./description";

/**
 * Lets tasks of this account's clusters, and nothing else, take a role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function tasksTrust({ accountId, partition, region }: AwsContext): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: {
            "aws:SourceArn": pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:*`,
          },
        },
      },
    ],
  };
}

/** What ECS does before the container starts: pulls this image, reads these secrets, writes this log. */
export function executionPolicy(
  service: ServiceDescription,
  logGroupArn: pulumi.Output<string>,
  { partition }: AwsContext,
): iam.PolicyDocument {
  const byService = (name: string) =>
    [
      ...Object.values(service.secrets),
      ...(service.repositoryCredentials ? [service.repositoryCredentials] : []),
    ]
      .filter((arn) => arn.split(":")[2] === name)
      .map(withoutKey);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroupArn}:*`,
      },
      ...pullFromEcr(service.image, partition),
      ...allow("ReadSecrets", "secretsmanager:GetSecretValue", byService("secretsmanager")),
      ...allow("ReadParameters", "ssm:GetParameters", byService("ssm")),
      ...allow("DecryptSecrets", "kms:Decrypt", service.secretsKmsKeyArns),
    ],
  };
}

/** What the service itself does; undefined when it needs nothing from AWS. */
export function taskPolicy(
  { taskRoleStatements, executeCommand }: ServiceDescription,
  execStatements: readonly iam.PolicyStatement[],
): iam.PolicyDocument | undefined {
  const statements: iam.PolicyStatement[] = [
    ...taskRoleStatements.map(({ actions, resources }) => ({
      Effect: "Allow" as const,
      Action: [...actions],
      Resource: [...resources],
    })),
    ...(executeCommand ? execStatements : []),
  ];
  return statements.length === 0 ? undefined : { Version: "2012-10-17", Statement: statements };
}

const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

/** The repository that an image in ECR is in; images from elsewhere need no permission. */
function pullFromEcr(image: string, partition: pulumi.Output<string>): iam.PolicyStatement[] {
  const [, account, region, repository] = ECR.exec(image) ?? [];
  if (account === undefined || region === undefined || repository === undefined) {
    return [];
  }
  return [
    {
      Sid: "LogInToRegistry",
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      Resource: "*", // The login is for the whole registry: AWS takes no narrower resource.
    },
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      Resource: pulumi.interpolate`arn:${partition}:ecr:${region}:${account}:repository/${repository}`,
    },
  ];
}

function allow(Sid: string, Action: string, arns: readonly string[]): iam.PolicyStatement[] {
  const Resource = [...new Set(arns)].sort();
  return Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
}

/** `arn:...:secret:orders-AbCdEf:password::` names one key of a secret's JSON; permission is for the whole. */
function withoutKey(arn: string): string {
  return arn.split(":").slice(0, 7).join(":");
}
