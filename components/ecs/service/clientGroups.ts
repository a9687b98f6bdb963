import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import type { DatabaseAccess } from "../../rds/databasesArgs";
import type { FileSystemAccess } from "../../efs/fileSystems";
import { clientGroupKey, type Way } from "./clientWays";
import { allowStore } from "./storeRules";

/** Arguments of {@link ClientGroups}. */
export interface ClientGroupsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** What has clients, each once or more often. */
  readonly ways: readonly Way[];
  /** The stack's databases, by name. */
  readonly databases: Readonly<Record<string, DatabaseAccess>>;
  /** The stack's file systems, by name. */
  readonly fileSystems?: Readonly<Record<string, FileSystemAccess>>;
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
 * One security group for the clients of each database, file system and reached service. The target admits the group by one
 * rule, whoever is in it: a target has as many clients as there are services, and a further one changes nothing of
 * the target's. Databases and file systems admit theirs here; services do so once they are there.
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
            description: `Clients of ${way.kind.replace("-", " ")} ${way.name}`,
            vpcId: args.vpcId,
            tags: { ...args.tags, Name: called },
          },
          child,
        );
        const from = { securityGroupId: group.id, called: "its clients" };
        const rules = allowStore(called, way, from, args, child);
        return [key, { securityGroupId: group.id, rules }];
      }),
    );
    this.registerOutputs({ groups: this.groups });
  }
}
