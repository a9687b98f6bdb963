import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as storagegateway from "@pulumi/aws/storagegateway";
import { alarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../cloudwatch/severity";
import { gatewayAlarms } from "./alarmPlan";

/** Arguments of {@link FileGateway}. */
export interface FileGatewayArgs {
  /** Name of the gateway in AWS. */
  readonly gatewayName: string;
  /** How the appliance is activated: by its address, at port 80, or by a key that it has shown. */
  readonly activation: GatewayActivation;
  /** Disk for the cache, by its path in the appliance or by its name in what the appliance runs on. */
  readonly cacheDisk: CacheDisk;
  /** DNS name of the VPC's interface endpoint of Storage Gateway, which the appliance calls. */
  readonly vpcEndpoint: pulumi.Input<string>;
  /**
   * Time zone of the update window: `GMT`, or an offset such as `GMT+1:00`.
   * @default "GMT"
   */
  readonly timezone?: string;
  /**
   * When the gateway may restart to update its software.
   * @default Sunday, 3:30
   */
  readonly softwareUpdates?: UpdateWindow;
  /**
   * Active Directory domain, for SMB shares.
   * @default none: NFS shares only
   */
  readonly activeDirectory?: ActiveDirectory | undefined;
  /** ARN of the customer KMS key of logs; it must admit CloudWatch Logs. */
  readonly logsKmsKeyArn: pulumi.Input<string>;
  /** ARNs of the topics that alarms go to. */
  readonly alarmTopics: AlarmTopics;
  /**
   * How long the gateway's own log is kept, in days.
   * @default 90
   */
  readonly logRetentionInDays?: number;
  /**
   * Whether log groups stay in AWS when they leave the stack.
   * @default true
   */
  readonly retainLogs?: boolean;
  /**
   * Whether Pulumi rejects deletion and replacement of the gateway: what its cache has not uploaded is lost.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether this one may be deleted all the same; its log stays.
   * @default false
   */
  readonly retiring?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A hypervisor calls a disk `SCSI (0:1)`, so an appliance's disks are known by their paths, such as `/dev/sdb`. EC2
 * names them as they are attached, and their paths depend on the instance type.
 * https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_ListLocalDisks.html
 */
export type CacheDisk = { readonly diskPath: string } | { readonly diskNode: string };

/** Either an address or a key. */
export type GatewayActivation =
  { readonly address: pulumi.Input<string> } | { readonly key: pulumi.Input<string> };

/** A time of the week, in the gateway's time zone. */
export interface UpdateWindow {
  /** 0 is Sunday. */
  readonly dayOfWeek: number;
  readonly hour: number;
  readonly minute: number;
}

/** The domain that a gateway joins. */
export interface ActiveDirectory {
  readonly domainName: string;
  /** Secret with `username` and `password`, as JSON. */
  readonly credentialsSecretArn: string;
  readonly organizationalUnit?: string | undefined;
}

/**
 * An S3 File Gateway on an appliance that runs already: in the data centre, or on EC2. It reaches
 * AWS by the VPC's endpoints alone.
 *
 * https://docs.aws.amazon.com/filegateway/latest/files3/gateway-private-link.html
 */
export class FileGateway extends pulumi.ComponentResource {
  /** ARN of the gateway. */
  public readonly arn: pulumi.Output<string>;
  /** ID of the gateway, `sgw-...`. */
  public readonly gatewayId: pulumi.Output<string>;
  /** ARN of the gateway with its cache in place: what shares are made on. */
  public readonly arnWithCache: pulumi.Output<string>;

  constructor(name: string, args: FileGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:storagegateway:FileGateway", name, {}, opts);
    const child = { parent: this };
    const window = args.softwareUpdates ?? { dayOfWeek: 0, hour: 3, minute: 30 };
    const { activation, activeDirectory } = args;

    const logGroup = new cloudwatch.LogGroup(
      `${name}-health`,
      {
        kmsKeyId: args.logsKmsKeyArn,
        retentionInDays: args.logRetentionInDays ?? 90,
        tags: { ...args.tags, Name: `${name}-health` },
      },
      { ...child, retainOnDelete: args.retainLogs ?? true },
    );
    const gateway = new storagegateway.Gateway(
      `${name}-gateway`,
      {
        gatewayName: args.gatewayName,
        gatewayType: "FILE_S3",
        gatewayTimezone: args.timezone ?? "GMT",
        ...("key" in activation
          ? { activationKey: activation.key }
          : { gatewayIpAddress: activation.address }),
        gatewayVpcEndpoint: args.vpcEndpoint,
        cloudwatchLogGroupArn: logGroup.arn,
        maintenanceStartTime: {
          dayOfWeek: `${window.dayOfWeek}`,
          hourOfDay: window.hour,
          minuteOfHour: window.minute,
        },
        smbSecurityStrategy: "MandatoryEncryption",
        ...(activeDirectory && {
          smbActiveDirectorySettings: joinDomain(activeDirectory, this),
        }),
        tags: { ...args.tags, Name: name },
      },
      {
        ...child,
        protect: (args.deletionProtection ?? true) && !(args.retiring ?? false),
        // Both matter for activation only: a key is good for half an hour, an appliance may move.
        ignoreChanges: ["activationKey", "gatewayIpAddress"],
      },
    );
    const disk = storagegateway.getLocalDiskOutput(
      { gatewayArn: gateway.arn, ...args.cacheDisk },
      child,
    );
    const cache = new storagegateway.Cache(
      `${name}-cache`,
      { gatewayArn: gateway.arn, diskId: disk.diskId },
      child,
    );
    alarmGroup(name, gatewayAlarms(args.gatewayName, gateway.gatewayId, args.alarmTopics), child);

    this.arn = gateway.arn;
    this.gatewayId = gateway.gatewayId;
    this.arnWithCache = cache.gatewayArn;
    this.registerOutputs({
      arn: this.arn,
      gatewayId: this.gatewayId,
      arnWithCache: this.arnWithCache,
    });
  }
}

/** The credentials are read from their secret in each run, and are a secret of the stack. */
function joinDomain(directory: ActiveDirectory, parent: pulumi.Resource) {
  const { secretString } = secretsmanager.getSecretVersionOutput(
    { secretId: directory.credentialsSecretArn },
    { parent },
  );
  const credentials = pulumi.secret(
    secretString.apply((json) => JSON.parse(json) as { username: string; password: string }),
  );
  return {
    domainName: directory.domainName,
    username: credentials.username,
    password: credentials.password,
    ...(directory.organizationalUnit !== undefined && {
      organizationalUnit: directory.organizationalUnit,
    }),
  };
}
