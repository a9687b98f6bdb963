import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../awsContext";
import { dataCentreSide, type DataCentreStorage } from "./dataCentreStorage";
import { Ec2Appliance, EC2_CACHE_DISK } from "./ec2Appliance";
import { FileGateway } from "./fileGateway";
import { FileShare } from "./fileShare";
import { FileShareBucket } from "./fileShareBucket";
import type { FileGatewaySpec, FileStorageArgs, MountTarget } from "./fileStorageArgs";

/** Days as AWS numbers them. */
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** A gateway that is there, and where clients find it. */
interface ActiveGateway {
  readonly gateway: FileGateway;
  readonly address: pulumi.Output<string>;
}

/**
 * The stack's file shares: a bucket for each, and a share on its gateway. A gateway whose appliance
 * does not run yet is left out, and said so; the buckets of its shares are there already.
 */
export class FileStorage extends pulumi.ComponentResource {
  /** Where each share is mounted from, by its name; none for shares that wait for a gateway. */
  public readonly mountTargets: Readonly<Record<string, MountTarget>>;
  /** Buckets that were made for shares, by the shares' names. */
  public readonly buckets: Readonly<Record<string, FileShareBucket>>;
  /** Names of all shares' buckets, by the shares' names. */
  public readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** What the data centre has to know: gateways, shares and the endpoints that appliances call. */
  public readonly dataCentreSide: pulumi.Output<DataCentreStorage>;

  constructor(name: string, args: FileStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:storagegateway:FileStorage", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);

    const active = new Map<string, ActiveGateway>();
    for (const spec of args.gateways) {
      if (spec.host === "ec2" || spec.appliance) {
        active.set(spec.name, activeGateway(`${name}-${spec.name}`, args, spec, child));
      } else {
        noteWaiting(args, spec, this);
      }
    }

    const mountTargets: [string, MountTarget][] = [];
    const buckets: [string, FileShareBucket][] = [];
    const bucketNames: [string, pulumi.Output<string>][] = [];
    for (const { name: shareName, replica, ...spec } of args.shares) {
      const tags = {
        "data-classification": spec.dataClassification,
        "backup-plan": spec.backupPlan,
      };
      const { noncurrentVersionDays } = spec;
      const own = { ...args, noncurrentVersionDays, deletionProtection: isKept(args, spec), tags };
      const bucket = replica
        ? pulumi.output(replica)
        : new FileShareBucket(`${name}-${shareName}`, own, child);
      if (bucket instanceof FileShareBucket) buckets.push([shareName, bucket]);
      bucketNames.push([shareName, bucket.bucketName]);
      const on = active.get(spec.gateway);
      if (!on) {
        continue;
      }
      const share = new FileShare(
        `${name}-${shareName}-share`,
        {
          ...spec,
          shareName,
          bucket,
          context,
          tags,
          gatewayArn: on.gateway.arnWithCache,
          s3Endpoint: args.vpc.interfaceEndpointDnsNames["s3"] ?? "",
          kmsKeyArn: replica?.kmsKeyArn ?? args.kmsKeyArn,
          logsKmsKeyArn: args.logsKeyArn,
          retainLogs: args.retainOnDelete ?? true,
        },
        child,
      );
      const { gateway, protocol, readOnly } = spec;
      const { address } = on;
      mountTargets.push([shareName, { gateway, protocol, readOnly, address, path: share.path }]);
    }

    this.mountTargets = Object.fromEntries(mountTargets);
    this.buckets = Object.fromEntries(buckets);
    this.bucketNames = Object.fromEntries(bucketNames);
    this.dataCentreSide = dataCentreSide(args, active, this.mountTargets);
    this.registerOutputs({
      mountTargets: this.mountTargets,
      bucketNames: this.bucketNames,
      dataCentreSide: this.dataCentreSide,
    });
  }
}

/** Whether Pulumi and AWS reject deletion of a gateway's appliance or a share's bucket. */
function isKept(
  { deletionProtection = true }: FileStorageArgs,
  { retiring = false }: { readonly retiring?: boolean | undefined },
): boolean {
  return deletionProtection && !retiring;
}

/** Says what is left out, and what to do about it. */
function noteWaiting(
  { shares }: FileStorageArgs,
  { name }: FileGatewaySpec,
  resource: pulumi.Resource,
): void {
  const own = shares.filter(({ gateway }) => gateway === name).map((share) => `"${share.name}"`);
  void pulumi.log.info(
    `file gateway "${name}" and its shares (${own.join(", ") || "none"}) are left out until its appliance runs; then give landbridge:fileGateways its appliance.address (npm run onprem writes the steps)`,
    resource,
  );
}

function activeGateway(
  name: string,
  args: FileStorageArgs,
  spec: FileGatewaySpec,
  opts: pulumi.ComponentResourceOptions,
): ActiveGateway {
  const onEc2 = spec.appliance === undefined ? ec2Appliance(name, args, spec, opts) : undefined;
  const address = pulumi.output(onEc2?.address ?? spec.appliance?.address ?? "");
  const key = spec.appliance?.activationKey;
  const { dayOfWeek, hour, minute } = spec.softwareUpdates;
  const gateway = new FileGateway(
    name,
    {
      gatewayName: `${args.namePrefix}-${spec.name}`,
      activation: key === undefined ? { address } : { key },
      cacheDisk: spec.appliance
        ? { diskPath: spec.appliance.cacheDisk }
        : { diskNode: EC2_CACHE_DISK },
      vpcEndpoint: args.vpc.interfaceEndpointDnsNames["storagegateway"] ?? "",
      timezone: spec.timezone,
      softwareUpdates: { dayOfWeek: weekdays.indexOf(dayOfWeek), hour, minute },
      activeDirectory: spec.activeDirectory,
      logsKmsKeyArn: args.logsKeyArn,
      alarmTopics: args.alarmTopics,
      logRetentionInDays: spec.logRetentionInDays,
      retainLogs: args.retainOnDelete ?? true,
      deletionProtection: args.deletionProtection ?? true,
      ...(spec.retiring && { retiring: true }),
    },
    opts,
  );
  return { gateway, address };
}

function ec2Appliance(
  name: string,
  args: FileStorageArgs,
  spec: FileGatewaySpec,
  opts: pulumi.ComponentResourceOptions,
): Ec2Appliance {
  const [subnetId] = args.vpc.privateSubnetIds;
  if (subnetId === undefined) {
    throw new RangeError(`${name} runs on EC2 and needs a private subnet`);
  }
  return new Ec2Appliance(
    `${name}-appliance`,
    {
      ...spec.ec2,
      vpcId: args.vpc.vpcId,
      subnetId,
      vpcCidr: args.vpcCidr,
      clientCidrs: [args.vpcCidr, ...args.onPremisesCidrs],
      rulesPerSecurityGroup: args.rulesPerSecurityGroup,
      kmsKeyArn: args.kmsKeyArn,
      deletionProtection: isKept(args, spec),
      tags: {},
    },
    opts,
  );
}
