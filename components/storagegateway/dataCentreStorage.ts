import * as pulumi from "@pulumi/pulumi";
import type { FileStorageArgs, MountTarget } from "./fileStorageArgs";

/** What the data centre has to know about file gateways and shares. */
export interface DataCentreStorage {
  readonly gateways: readonly {
    readonly name: string;
    /** Name in AWS. */
    readonly gatewayName: string;
    readonly host: "on-premises" | "ec2";
    /** Address of the appliance; empty while the gateway waits for it. */
    readonly address: string;
  }[];
  readonly shares: readonly {
    readonly name: string;
    readonly gateway: string;
    readonly protocol: "nfs" | "smb";
    /** Path on the gateway; empty while the share waits for it. */
    readonly path: string;
    readonly readOnly: boolean;
    /** Networks that may mount it. */
    readonly clients: readonly string[];
  }[];
  /** DNS names of the VPC's endpoints, which the appliance calls instead of the public ones. */
  readonly endpoints: { readonly storagegateway: string; readonly s3: string };
}

/** Collects it from config and from what was made. */
export function dataCentreSide(
  args: FileStorageArgs,
  active: ReadonlyMap<string, { readonly address: pulumi.Output<string> }>,
  mountTargets: Readonly<Record<string, MountTarget>>,
): pulumi.Output<DataCentreStorage> {
  const { interfaceEndpointDnsNames: names } = args.vpc;
  return pulumi.output({
    gateways: args.gateways.map(({ name, host }) => ({
      name,
      gatewayName: `${args.namePrefix}-${name}`,
      host,
      address: active.get(name)?.address ?? "",
    })),
    shares: args.shares.map(({ name, gateway, protocol, readOnly, clients }) => ({
      name,
      gateway,
      protocol,
      readOnly,
      clients,
      path: mountTargets[name]?.path ?? "",
    })),
    endpoints: {
      storagegateway: names["storagegateway"] ?? "",
      s3: names["s3"] ?? "",
    },
  });
}
