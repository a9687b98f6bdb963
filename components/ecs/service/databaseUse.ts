import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { DatabaseAccess } from "../../rds/databasesArgs";
import type { DatabaseUse, ServiceDescription } from "./description";

/** What a container gets to know of a service's databases. */
export interface DatabaseVariables {
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Keys of secrets, by the environment variable that gets their value. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What the environment variables of a database begin with: `ORDERS_DATABASE`. */
function variablePrefix(database: string): string {
  return `${database.toUpperCase().replaceAll("-", "_")}_DATABASE`;
}

/** Names of the environment variables that a service gets for a database. */
export function variableNames({ name, credentials = "iam" }: Partial<DatabaseUse>): string[] {
  const parts = ["HOST", "PORT", "NAME", "USER", ...(credentials === "secret" ? ["PASSWORD"] : [])];
  return name === undefined ? [] : parts.map((part) => `${variablePrefix(name)}_${part}`);
}

/** Where a service's databases are and as whom it signs in; passwords by reference. */
export function databaseVariables(
  service: ServiceDescription,
  access: Readonly<Record<string, DatabaseAccess>>,
): DatabaseVariables {
  const used = service.databases.map((use) => ({ use, database: find(service, use, access) }));
  const environment = used.flatMap(({ use, database }): [string, pulumi.Input<string>][] => {
    const prefix = variablePrefix(use.name);
    return [
      [`${prefix}_HOST`, database.hostname],
      [`${prefix}_PORT`, String(database.port)],
      [`${prefix}_NAME`, database.databaseName],
      ...(use.credentials === "iam"
        ? [[`${prefix}_USER`, userOf(service, use)] satisfies [string, string]]
        : []),
    ];
  });
  const secrets = used.flatMap(({ use, database }): [string, pulumi.Input<string>][] => {
    const prefix = variablePrefix(use.name);
    const key = (name: string) => pulumi.interpolate`${database.secretArn}:${name}::`;
    return use.credentials === "secret"
      ? [
          [`${prefix}_USER`, key("username")],
          [`${prefix}_PASSWORD`, key("password")],
        ]
      : [];
  });
  return { environment: Object.fromEntries(environment), secrets: Object.fromEntries(secrets) };
}

/** Lets a task sign in by IAM, as its own user of each database and no other. */
export function connectStatements(
  service: ServiceDescription,
  access: Readonly<Record<string, DatabaseAccess>>,
): iam.PolicyStatement[] {
  const own = service.databases.filter(({ credentials }) => credentials === "iam");
  return own.length === 0
    ? []
    : [
        {
          Sid: "ConnectToDatabases",
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: own.map((use) => {
            const { connectArn } = find(service, use, access);
            // The ARN admits every user; a service is one of them.
            return connectArn.apply((arn) => arn.replace(/\*$/, userOf(service, use)));
          }),
        },
      ];
}

/** Lets ECS read the passwords of databases before a task starts. */
export function passwordStatements(
  service: ServiceDescription,
  access: Readonly<Record<string, DatabaseAccess>>,
  kmsKeyArn: pulumi.Input<string>,
): iam.PolicyStatement[] {
  const own = service.databases.filter(({ credentials }) => credentials === "secret");
  return own.length === 0
    ? []
    : [
        {
          Sid: "ReadDatabasePasswords",
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: own.map((use) => find(service, use, access).secretArn),
        },
        {
          Sid: "DecryptDatabasePasswords",
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: kmsKeyArn,
        },
      ];
}

function userOf({ name }: ServiceDescription, { user }: DatabaseUse): string {
  return user ?? name.replaceAll("-", "_");
}

function find(
  { name: service }: ServiceDescription,
  { name }: DatabaseUse,
  access: Readonly<Record<string, DatabaseAccess>>,
): DatabaseAccess {
  const found = access[name];
  if (found === undefined) {
    throw new Error(`service ${service}: there is no database ${name}`);
  }
  return found;
}
