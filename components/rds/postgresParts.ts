import type * as pulumi from "@pulumi/pulumi";
import { GeneratedCredentials } from "./credentials";
import { databaseLogGroups } from "./databaseLogs";
import { databaseSecurityGroups } from "./databaseSecurityGroup";
import { planParameters } from "./parameterPlan";
import { isProtected, type PostgresArgs } from "./postgresArgs";

/** What an instance and a cluster have beside them: the way in, logs, parameters and credentials. */
export function postgresParts(
  name: string,
  args: PostgresArgs,
  kind: "instance" | "cluster",
  opts: pulumi.CustomResourceOptions,
) {
  const { identifier, tags } = args;
  const securityGroups = databaseSecurityGroups(
    name,
    {
      vpcId: args.vpcId,
      description: `Database ${identifier}`,
      admitted: args.admitted ?? [],
      tags,
    },
    opts,
  );
  const logGroups = databaseLogGroups(
    name,
    {
      identifier,
      kind,
      kmsKeyArn: args.logsKmsKeyArn,
      retentionInDays: args.logRetentionInDays ?? 90,
      retainOnDelete: args.retainLogs ?? true,
      tags,
    },
    opts,
  );
  const { family, parameters } = planParameters(args.engineVersion, args.parameters);
  return {
    protect: isProtected(args),
    securityGroups,
    logGroups,
    /** Arguments of the parameter group, which is of another type for each kind. */
    parameters: {
      description: `Parameters of ${identifier}`,
      family,
      parameters: [...parameters],
      tags,
    },
    generated: generatedCredentials(name, args, opts),
  };
}

/** Credentials that the stack keeps, when RDS does not. */
function generatedCredentials(
  name: string,
  args: PostgresArgs,
  opts: pulumi.CustomResourceOptions,
): GeneratedCredentials | undefined {
  if ((args.credentials ?? "managed") === "managed") {
    return undefined;
  }
  return new GeneratedCredentials(
    `${name}-credentials`,
    {
      username: args.masterUsername,
      version: args.credentialsVersion ?? 1,
      kmsKeyArn: args.kmsKeyArn,
      tags: args.tags,
    },
    opts,
  );
}
