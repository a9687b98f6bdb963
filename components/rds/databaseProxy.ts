import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";
import { awsName } from "../names";
import { UserError } from "../userError";
import {
  allowPostgres,
  databaseSecurityGroups,
  idsOf,
  type FrontGroups,
  type NetworkRule,
} from "./databaseSecurityGroup";
import type { Postgres } from "./postgres";

/** Arguments of {@link DatabaseProxy}. */
export interface DatabaseProxyArgs {
  /** Identifier of the database, which the proxy is named after. */
  readonly identifier: string;
  /** Name of the database in config, for messages. */
  readonly called: string;
  /** The database behind the proxy. */
  readonly database: Postgres;
  readonly vpcId: pulumi.Input<string>;
  /** The isolated subnets, one for each zone. */
  readonly subnetIds: ZoneSubnets;
  /**
   * Letters of the zones that the proxy stands in, two or more. With others, a new proxy is made before the old one goes.
   * @default the zones of its first day: RDS moves no proxy, and a zone more is none that it needs
   */
  readonly zones?: readonly string[] | undefined;
  /** Networks that may connect. */
  readonly admitted: readonly NetworkRule[];
  /** ARN of the customer KMS key of logs; it must admit CloudWatch Logs. */
  readonly logsKmsKeyArn: pulumi.Input<string>;
  /** Account, partition and Region. */
  readonly context: AwsContext;
  /**
   * How long logs are kept, in days.
   * @default 90
   */
  readonly logRetentionInDays?: number;
  /**
   * Whether log groups stay in AWS when they leave the stack.
   * @default true
   */
  readonly retainLogs?: boolean;
  /** Tags besides `Name` and the provider's default tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Subnets by the letters of their zones. */
export type ZoneSubnets = Readonly<Record<string, pulumi.Input<string>>>;

/**
 * An RDS Proxy, which pools connections and holds them over a failover. Clients come by TLS with IAM
 * tokens, and so does the proxy to the database: no password is anywhere on the way.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-setup.html
 */
export class DatabaseProxy extends pulumi.ComponentResource {
  /** Host name that clients connect to. */
  public readonly address: pulumi.Output<string>;
  /** Security groups that clients must be admitted to: services to the first, networks as planned. */
  public readonly securityGroupIds: FrontGroups;
  /** ID that IAM policies name for IAM authentication: `prx-...`. */
  public readonly resourceId: pulumi.Output<string>;

  constructor(name: string, args: DatabaseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:rds:DatabaseProxy", name, {}, opts);
    const child = { parent: this };
    const { database, tags } = args;
    const zones = args.zones && [...args.zones].sort();
    // Another name for other zones, so that both proxies are there for a moment.
    const proxyName = zones
      ? awsName("database", args.identifier, "in", zones.join(""))
      : args.identifier;

    const securityGroups = databaseSecurityGroups(
      name,
      {
        vpcId: args.vpcId,
        description: `Proxy of database ${args.identifier}`,
        admitted: args.admitted,
        tags,
      },
      child,
    );
    allowPostgres(
      `${name}-to-database`,
      { securityGroupId: securityGroups[0].id, called: "its proxy" },
      { securityGroupId: database.securityGroupIds[0], called: "the database" },
      child,
    );
    const logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: `/aws/rds/proxy/${proxyName}`,
        kmsKeyId: args.logsKmsKeyArn,
        retentionInDays: args.logRetentionInDays ?? 90,
        tags: { ...tags, Name: `${name}-logs` },
      },
      { ...child, retainOnDelete: args.retainLogs ?? true },
    );
    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Lets an RDS Proxy sign in to its database",
        assumeRolePolicy: pulumi.jsonStringify(serviceTrust("rds.amazonaws.com", args.context)),
        tags: { ...tags, Name: `${name}-role` },
      },
      child,
    );
    const policy = new iam.RolePolicy(
      `${name}-policy`,
      { role: role.name, policy: pulumi.jsonStringify(connectTo(database, args.context)) },
      child,
    );
    const proxy = new rds.Proxy(
      `${name}-proxy`,
      {
        name: proxyName,
        engineFamily: "POSTGRESQL",
        defaultAuthScheme: "IAM_AUTH",
        requireTls: true,
        roleArn: role.arn,
        vpcSubnetIds: (zones ?? Object.keys(args.subnetIds)).flatMap(
          (zone) => args.subnetIds[zone] ?? [],
        ),
        vpcSecurityGroupIds: securityGroups.map(({ id }) => id),
        tags: { ...tags, Name: args.identifier },
      },
      {
        ...child,
        dependsOn: [logGroup, policy],
        ignoreChanges: zones ? [] : ["vpcSubnetIds"],
      },
    );
    if (!zones) requireSubnets(args, proxy);
    const targets = new rds.ProxyDefaultTargetGroup(
      `${name}-targets`,
      { dbProxyName: proxy.name, connectionPoolConfig: { maxConnectionsPercent: 90 } },
      child,
    );
    new rds.ProxyTarget(
      `${name}-target`,
      {
        dbProxyName: proxy.name,
        targetGroupName: targets.name,
        dbInstanceIdentifier: database.identifier,
      },
      child,
    );

    this.address = proxy.endpoint;
    this.securityGroupIds = idsOf(securityGroups);
    // arn:...:db-proxy:prx-0123
    this.resourceId = proxy.arn.apply((arn) => arn.split(":").at(-1) ?? "");
    this.registerOutputs({
      address: this.address,
      securityGroupIds: this.securityGroupIds,
      resourceId: this.resourceId,
    });
  }
}

/**
 * A proxy keeps its subnets, so no zone that it stands in may go: AWS would keep the subnet, and the update would end
 * there. Known in a preview already, where subnets are only taken away.
 */
function requireSubnets({ called, subnetIds }: DatabaseProxyArgs, proxy: rds.Proxy): void {
  pulumi
    .all([proxy.vpcSubnetIds, pulumi.all(Object.values(subnetIds))])
    .apply(([standsIn, there]) => {
      if (standsIn.every((id) => there.includes(id))) return;
      throw new UserError(
        `database "${called}": its proxy stands in a zone that landbridge:network.availabilityZones no longer has, and RDS moves no proxy; give the database proxyZones: [${Object.keys(subnetIds).join(", ")}] in the same update, which makes a new proxy there before the old one goes`,
      );
    });
}

/** As any user that the database itself lets in by IAM: users are PostgreSQL's to grant. */
function connectTo(database: Postgres, context: AwsContext): iam.PolicyDocument {
  const { partition, region, accountId } = context;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: pulumi.interpolate`arn:${partition}:rds-db:${region}:${accountId}:dbuser:${database.resourceId}/*`,
      },
    ],
  };
}
