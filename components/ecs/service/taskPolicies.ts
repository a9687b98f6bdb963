import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../../awsContext";
import { serviceTrust } from "../../iam/serviceTrust";
import { containersOf, withoutKey } from "./container";
import { connectStatements, passwordStatements } from "./databaseUse";
import { mountStatements } from "./fileSystemUse";
import type { ServiceDescription } from "./description";
import type { ServicePlatform } from "./platform";

/**
 * Lets tasks of this account's clusters, and nothing else, take a role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function tasksTrust(context: AwsContext): iam.PolicyDocument {
  const { partition, region, accountId } = context;
  const tasks = pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:*`;
  return serviceTrust("ecs-tasks.amazonaws.com", context, tasks);
}

/** What ECS does before the containers start: pulls these images, reads these secrets, writes this log. */
export function executionPolicy(
  service: ServiceDescription,
  logGroupArn: pulumi.Output<string>,
  platform: ServicePlatform,
): iam.PolicyDocument {
  const containers = containersOf(service);
  const byService = (name: string) =>
    containers
      .flatMap(({ secrets, repositoryCredentials }) => [
        ...Object.values(secrets),
        ...(repositoryCredentials ? [repositoryCredentials] : []),
      ])
      .filter((arn) => arn.split(":")[2] === name)
      .map(withoutKey);
  const files = containers.flatMap(({ environmentFiles = [] }) => environmentFiles);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroupArn}:*`,
      },
      ...together(containers.flatMap((each) => platform.registry.image(each).pullStatements)),
      ...allow("ReadSecrets", "secretsmanager:GetSecretValue", byService("secretsmanager")),
      ...allow("ReadParameters", "ssm:GetParameters", byService("ssm")),
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
      ...allow("ReadEnvironmentFiles", "s3:GetObject", files),
      ...allow(
        "FindEnvironmentFiles",
        "s3:GetBucketLocation",
        files.map((arn) => arn.split("/")[0] ?? arn),
      ),
      ...allow("DecryptSecrets", "kms:Decrypt", service.secretsKmsKeyArns),
      ...passwordStatements(service, platform.databases, platform.databaseKmsKeyArn),
    ],
  };
}

/** One statement for each Sid, which a document has once: about the resources of all. */
function together(statements: readonly iam.PolicyStatement[]): iam.PolicyStatement[] {
  const sids = [...new Set(statements.map(({ Sid }) => Sid))];
  return sids.flatMap((sid) => {
    const [first, ...others] = statements.filter(({ Sid }) => Sid === sid);
    if (first === undefined) return [];
    const resources = [first, ...others].map(({ Resource }) => pulumi.output(Resource));
    const Resource = pulumi.all(resources).apply((all) => {
      const once = [...new Set(all.flatMap((each) => each ?? []))];
      return once.length === 1 ? (once[0] ?? "") : once;
    });
    return [others.length === 0 ? first : { ...first, Resource }];
  });
}

/** What the service itself does; undefined when it needs nothing from AWS. */
export function taskPolicy(
  service: ServiceDescription,
  { databases, accessPoints, execStatements }: ServicePlatform,
): iam.PolicyDocument | undefined {
  const statements: iam.PolicyStatement[] = [
    ...service.taskRoleStatements.map(({ actions, resources }) => ({
      Effect: "Allow" as const,
      Action: [...actions],
      Resource: [...resources],
    })),
    ...connectStatements(service, databases),
    ...mountStatements(service, accessPoints),
    ...(service.executeCommand ? execStatements : []),
  ];
  return statements.length === 0 ? undefined : { Version: "2012-10-17", Statement: statements };
}

function allow(Sid: string, Action: string, arns: readonly string[]): iam.PolicyStatement[] {
  const Resource = [...new Set(arns)].sort();
  return Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
}
