import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { allowPostgres } from "../../rds/databaseSecurityGroup";
import type { DatabaseAccess } from "../../rds/databasesArgs";
import { clientGroupKey, type Way } from "./clientWays";

/** Arguments of {@link ClientGroups}. */
export interface ClientGroupsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** What has clients, each once or more often. */
  readonly ways: readonly Way[];
  /** The stack's databases, by name. */
  readonly databases: Readonly<Record<string, DatabaseAccess>>;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The security group of a target's clients. */
export interface ClientGroup {
  readonly securityGroupId: pulumi.Output<string>;
  /** What lets its members in, as far as it is made here: there before their tasks start. */
  readonly rules: readonly pulumi.Resource[];
}

/**
 * One security group for the clients of each database and each reached service. The target admits the group by one
 * rule, whoever is in it: a target has as many clients as there are services, and a further one changes nothing of
 * the target's. Databases admit theirs here; services do so once they are there.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 */
export class ClientGroups extends pulumi.ComponentResource {
  /** The groups, by {@link clientGroupKey}. */
  public readonly groups: Readonly<Record<string, ClientGroup>>;

  constructor(name: string, args: ClientGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:ClientGroups", name, {}, opts);
    const child = { parent: this };
    const ways = new Map(args.ways.map((way) => [clientGroupKey(way), way]));

    this.groups = Object.fromEntries(
      [...ways].map(([key, way]) => {
        const called = `${name}-${key}`;
        const group = new ec2.SecurityGroup(
          called,
          {
            description: `Clients of ${way.kind} ${way.name}`,
            vpcId: args.vpcId,
            tags: { ...args.tags, Name: called },
          },
          child,
        );
        const database = way.kind === "database" ? args.databases[way.name] : undefined;
        const from = { securityGroupId: group.id, called: "its clients" };
        const rules = database
          ? allowPostgres(
              called,
              from,
              { securityGroupId: database.securityGroupId, called: way.name },
              child,
            )
          : [];
        return [key, { securityGroupId: group.id, rules }];
      }),
    );
    this.registerOutputs({ groups: this.groups });
  }
}
