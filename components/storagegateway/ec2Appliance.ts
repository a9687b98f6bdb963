import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as ssm from "@pulumi/aws/ssm";
import * as vpc from "@pulumi/aws/vpc";
import { planAdmission } from "../networking/admission";

/** Arguments of {@link Ec2Appliance}. */
export interface Ec2ApplianceArgs {
  readonly vpcId: pulumi.Input<string>;
  /** A private subnet. The appliance is in one zone, as its cache is. */
  readonly subnetId: pulumi.Input<string>;
  /** Networks whose hosts mount shares, and the one that Pulumi activates the appliance from. */
  readonly clientCidrs: readonly string[];
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
  /** The VPC's own block: endpoints are there. */
  readonly vpcCidr: string;
  /** ARN of the customer KMS key that encrypts both disks. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * x86 instance type with 4 vCPU and 16 GiB at least.
   * @default "m5.xlarge"
   */
  readonly instanceType?: string;
  /**
   * Size of the cache disk in GiB, 150 at least.
   * @default 150
   */
  readonly cacheDiskSize?: number;
  /**
   * Whether Pulumi and EC2 reject deletion of the instance: what its cache has not uploaded is lost.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Tags besides `Name` and the provider's default tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The cache disk's path in the appliance: the first disk besides the system's. */
export const EC2_CACHE_DISK = "/dev/sdb";

/** What clients and the activation need. NFS is not encrypted: these networks are private ones. */
// https://docs.aws.amazon.com/filegateway/latest/files3/Requirements.html#requirements-network
const servedPorts = [
  { port: 80, for: "activation" },
  { port: 111, for: "NFS port mapper" },
  { port: 445, for: "SMB" },
  { port: 2049, for: "NFS" },
  { port: 20048, for: "NFS mount" },
];

/**
 * A file gateway's appliance on EC2, for shares that services in AWS use most: AWS's own image,
 * encrypted disks, no public address.
 *
 * https://docs.aws.amazon.com/filegateway/latest/files3/ec2-gateway-file.html
 */
export class Ec2Appliance extends pulumi.ComponentResource {
  /** Address that it is activated at and that clients mount from. */
  public readonly address: pulumi.Output<string>;
  /** Security group of the appliance. */
  public readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: Ec2ApplianceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:storagegateway:Ec2Appliance", name, {}, opts);
    const child = { parent: this };
    const protect = args.deletionProtection ?? true;
    const tags = { ...args.tags, Name: name };

    const groups = admittingGroups(name, args, tags, child);
    const [group] = groups;
    for (const [fromPort, toPort] of endpointPorts) {
      new vpc.SecurityGroupEgressRule(
        `${name}-to-endpoints-${fromPort}`,
        {
          securityGroupId: group.id,
          description: "VPC endpoints of Storage Gateway and S3",
          ipProtocol: "tcp",
          fromPort,
          toPort,
          cidrIpv4: args.vpcCidr,
          tags,
        },
        child,
      );
    }

    const image = ssm.getParameterOutput(
      { name: "/aws/service/storagegateway/ami/FILE_S3/latest" },
      child,
    );
    const disk = { volumeType: "gp3", encrypted: true, kmsKeyId: args.kmsKeyArn };
    const instance = new ec2.Instance(
      `${name}-instance`,
      {
        ami: image.value,
        instanceType: args.instanceType ?? "m5.xlarge",
        subnetId: args.subnetId,
        vpcSecurityGroupIds: groups.map(({ id }) => id),
        associatePublicIpAddress: false,
        disableApiTermination: protect,
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: { ...disk, volumeSize: 80, tags },
        ebsBlockDevices: [
          {
            ...disk,
            deviceName: EC2_CACHE_DISK,
            volumeSize: args.cacheDiskSize ?? 150,
            deleteOnTermination: false,
            tags,
          },
        ],
        tags,
      },
      // A newer image is for new appliances: a gateway updates its own software.
      { ...child, protect, ignoreChanges: ["ami"] },
    );

    this.address = instance.privateIp;
    this.securityGroupId = group.id;
    this.registerOutputs({ address: this.address, securityGroupId: this.securityGroupId });
  }
}

/** The groups that admit clients: one, and more where one does not hold their networks. The first may call AWS. */
function admittingGroups(
  name: string,
  { vpcId, clientCidrs, rulesPerSecurityGroup }: Ec2ApplianceArgs,
  tags: Readonly<Record<string, string>>,
  child: pulumi.CustomResourceOptions,
): [ec2.SecurityGroup, ...ec2.SecurityGroup[]] {
  const ports = servedPorts.map(({ port }) => ({ from: port, to: port }));
  const plan = planAdmission(clientCidrs, ports, rulesPerSecurityGroup);
  const make = (index: number): ec2.SecurityGroup => {
    const called = `${name}-security-group${index === 0 ? "" : `-${index + 1}`}`;
    const description = `File gateway on EC2${index === 0 ? "" : ", more networks"}`;
    return new ec2.SecurityGroup(called, { vpcId, description, tags }, child);
  };
  const first = make(0);
  const groups: [ec2.SecurityGroup, ...ec2.SecurityGroup[]] = [
    first,
    ...plan.slice(1).map((_, index) => make(index + 1)),
  ];
  plan.forEach(({ sources, ports: open }, index) => {
    for (const cidr of sources) {
      for (const { from, to } of open) {
        const served = servedPorts.find(({ port }) => port === from && port === to);
        new vpc.SecurityGroupIngressRule(
          `${name}-tcp-${from === to ? from : `${from}-${to}`}-from-${cidr.replace("/", "-")}`,
          {
            securityGroupId: (groups[index] ?? first).id,
            description: `${served?.for ?? "File shares"} from ${cidr}`,
            ipProtocol: "tcp",
            fromPort: from,
            toPort: to,
            cidrIpv4: cidr,
            tags,
          },
          child,
        );
      }
    }
  });
  return groups;
}

/** HTTPS, and the control channels of Storage Gateway's endpoint. */
const endpointPorts = [
  [443, 443],
  [1026, 1028],
  [1031, 1031],
  [2222, 2222],
] as const;
