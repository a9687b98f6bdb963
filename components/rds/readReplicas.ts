import type * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import { awsName } from "../names";
import { isProtected, type PostgresInstanceArgs, type SharedArgs } from "./postgresArgs";

/** One read replica. */
export interface ReadReplica {
  /** Its identifier. */
  readonly called: string;
  readonly address: pulumi.Output<string>;
}

/**
 * Read replicas of an instance in the same VPC. Storage, engine and subnet group follow the primary,
 * and so do backups: a replica has none of its own, nor a final snapshot.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
 */
export function readReplicas(
  name: string,
  args: PostgresInstanceArgs,
  of: { readonly shared: SharedArgs; readonly primary: rds.Instance },
  opts: pulumi.CustomResourceOptions,
): ReadReplica[] {
  const count = args.readReplicas ?? 0;
  if (count > 0 && args.credentials !== "generated") {
    throw new RangeError("read replicas need generated credentials: RDS copies no managed ones");
  }
  return Array.from({ length: count }, (_, index) => {
    const called = awsName("database", args.identifier, `ro-${index + 1}`);
    const replica = new rds.Instance(
      `${name}-ro-${index + 1}`,
      {
        ...of.shared,
        identifier: called,
        replicateSourceDb: of.primary.identifier,
        skipFinalSnapshot: true,
        tags: { ...args.tags, Name: called },
      },
      {
        ...opts,
        protect: isProtected(args),
        // A replica in the same Region is under its primary's key, and a restored primary under another's.
        ...(args.restoreFrom !== undefined && { ignoreChanges: ["kmsKeyId"] }),
      },
    );
    return { called, address: replica.address };
  });
}
