import type * as pulumi from "@pulumi/pulumi";
import { NFS_PORT } from "../../efs/fileSystem";
import type { FileSystemAccess } from "../../efs/fileSystems";
import { allowBetween, type Party } from "../../networking/allowBetween";
import { allowPostgres } from "../../rds/databaseSecurityGroup";
import type { DatabaseAccess } from "../../rds/databasesArgs";
import type { Way } from "./clientWays";

/** What stores data that services connect to, by name. */
interface Stores {
  readonly databases: Readonly<Record<string, DatabaseAccess>>;
  readonly fileSystems?: Readonly<Record<string, FileSystemAccess>>;
}

/** Lets the members of a security group connect to a store; none, where the way is not to one. */
export function allowStore(
  name: string,
  { kind, name: called }: Way,
  from: Party,
  { databases, fileSystems = {} }: Stores,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const store = {
    database: databases[called],
    "file-system": fileSystems[called],
    service: undefined,
  };
  const to = store[kind];
  if (to === undefined) return [];
  const target = { securityGroupId: to.securityGroupId, called };
  if (kind === "database") return allowPostgres(name, from, target, opts);
  // Inside of the TLS tunnel that the mount makes.
  return allowBetween(name, from, target, { protocol: "NFS over TLS", port: NFS_PORT }, opts);
}
