import type * as pulumi from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";
import { NFS_PORT } from "../../efs/fileSystem";
import type { FileSystemAccess } from "../../efs/fileSystems";
import { allowPostgres } from "../../rds/databaseSecurityGroup";
import type { DatabaseAccess } from "../../rds/databasesArgs";
import type { Way } from "./clientWays";

/** What stores data that services connect to, by name. */
interface Stores {
  readonly databases: Readonly<Record<string, DatabaseAccess>>;
  readonly fileSystems?: Readonly<Record<string, FileSystemAccess>>;
}

interface Client {
  readonly securityGroupId: pulumi.Input<string>;
  readonly called: string;
}

/** Lets the members of a security group connect to a store; none, where the way is not to one. */
export function allowStore(
  name: string,
  { kind, name: called }: Way,
  from: Client,
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
  const allow = kind === "database" ? allowPostgres : allowNfs;
  return allow(name, from, target, opts);
}

/** NFS, inside of the TLS tunnel that the mount makes: a rule on both sides. */
function allowNfs(
  name: string,
  from: Client,
  to: Client,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const port = { ipProtocol: "tcp", fromPort: NFS_PORT, toPort: NFS_PORT };
  const ingress = new vpc.SecurityGroupIngressRule(
    `${name}-ingress`,
    {
      ...port,
      securityGroupId: to.securityGroupId,
      referencedSecurityGroupId: from.securityGroupId,
      description: `NFS over TLS from ${from.called}`,
      tags: { Name: `${name}-ingress` },
    },
    opts,
  );
  const egress = new vpc.SecurityGroupEgressRule(
    `${name}-egress`,
    {
      ...port,
      securityGroupId: from.securityGroupId,
      referencedSecurityGroupId: to.securityGroupId,
      description: `NFS over TLS to ${to.called}`,
      tags: { Name: `${name}-egress` },
    },
    opts,
  );
  return [ingress, egress];
}
