import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import type * as iam from "@pulumi/aws/iam";
import * as vpc from "@pulumi/aws/vpc";
import type { AwsContext } from "../awsContext";
import { planAdmission } from "./admission";
import {
  interfaceServiceName,
  plannedEndpoints,
  type InterfaceEndpointChoice,
  type PortRange,
} from "./endpointPlan";
import type { ZoneSubnet } from "./subnets";

/** Arguments of {@link VpcEndpoints}. */
export interface VpcEndpointsArgs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** CIDR of the VPC, whose hosts may use the endpoints. */
  readonly vpcCidr: string;
  /** CIDRs of the data centre, whose hosts may use the interface endpoints. */
  readonly onPremisesCidrs: readonly string[];
  /** Private subnets: they hold the interface endpoints and reach S3 by the gateway endpoint. */
  readonly privateZones: readonly ZoneSubnet[];
  /** Isolated subnets, which reach S3 by the gateway endpoint. */
  readonly isolatedZones: readonly ZoneSubnet[];
  /** Which interface endpoints there are. Each costs by the hour and zone. */
  readonly interfaceEndpoints: InterfaceEndpointChoice;
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
  /** Whether private subnets have another way out. */
  readonly hasNat: boolean;
  /** Account, partition and region. */
  readonly context: AwsContext;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Ways to AWS's own services that stay off the internet: the S3 gateway endpoint, always, and
 * interface endpoints behind one security group, for the VPC and the data centre alike.
 *
 * https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** ID of the S3 gateway endpoint. */
  public readonly s3GatewayEndpointId: pulumi.Output<string>;
  /** IDs of the interface endpoints, by service. */
  public readonly interfaceEndpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** DNS names of the interface endpoints, by service, for callers outside the VPC's own DNS. */
  public readonly interfaceEndpointDnsNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ID of the interface endpoints' security group, unless there are none. */
  public readonly securityGroupId: pulumi.Output<string> | undefined;

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:VpcEndpoints", name, {}, opts);
    const child = { parent: this };
    const { context, vpcId } = args;
    const s3Policy = pulumi.jsonStringify(s3EndpointPolicy(context));

    const s3Gateway = new ec2.VpcEndpoint(
      `${name}-s3-gateway`,
      {
        vpcId,
        serviceName: pulumi.interpolate`com.amazonaws.${context.region}.s3`,
        vpcEndpointType: "Gateway",
        policy: s3Policy,
        tags: { ...args.tags, Name: `${name}-s3-gateway` },
      },
      child,
    );
    const tiers = { private: args.privateZones, isolated: args.isolatedZones };
    for (const [tier, zones] of Object.entries(tiers)) {
      for (const { zone, routeTableId } of zones) {
        new ec2.VpcEndpointRouteTableAssociation(
          `${name}-s3-gateway-${tier}-${zone}`,
          { vpcEndpointId: s3Gateway.id, routeTableId },
          child,
        );
      }
    }

    const planned = plannedEndpoints(args.interfaceEndpoints, args.hasNat);
    const extraPorts = planned.flatMap((endpoint) => endpoint.extraPorts);
    const securityGroupIds =
      planned.length > 0 ? endpointSecurityGroups(name, args, extraPorts, child) : [];
    [this.securityGroupId] = securityGroupIds;

    const interfaceEndpoints = planned.map(({ service, privateDns }) => {
      const endpoint = new ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId,
          serviceName: context.region.apply((region) => interfaceServiceName(region, service)),
          vpcEndpointType: "Interface",
          subnetIds: args.privateZones.map((zone) => zone.subnetId),
          securityGroupIds,
          privateDnsEnabled: privateDns !== "off",
          ...(privateDns === "from-data-centre" && {
            dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: true },
          }),
          ...(service === "s3" && { policy: s3Policy }),
          tags: { ...args.tags, Name: `${name}-${service}` },
        },
        // AWS requires the gateway endpoint first where both lead to the same service.
        service === "s3" ? { ...child, dependsOn: [s3Gateway] } : child,
      );
      return [service, endpoint] as const;
    });

    this.s3GatewayEndpointId = s3Gateway.id;
    this.interfaceEndpointIds = Object.fromEntries(
      interfaceEndpoints.map(([service, { id }]) => [service, id]),
    );
    this.interfaceEndpointDnsNames = Object.fromEntries(
      interfaceEndpoints.map(([service, { dnsEntries }]) => [service, ownDnsName(dnsEntries)]),
    );
    this.registerOutputs({
      s3GatewayEndpointId: this.s3GatewayEndpointId,
      interfaceEndpointIds: this.interfaceEndpointIds,
      interfaceEndpointDnsNames: this.interfaceEndpointDnsNames,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** The name of the endpoint in all zones, which AWS lists first; S3's stands for any bucket's name. */
function ownDnsName(entries: ec2.VpcEndpoint["dnsEntries"]): pulumi.Output<string> {
  return entries.apply(([first]) => (first?.dnsName ?? "").replace(/^\*\./, ""));
}

/** Admit the VPC and the data centre on 443 and the extra ports. Endpoints call nobody: no egress. */
function endpointSecurityGroups(
  name: string,
  args: VpcEndpointsArgs,
  extraPorts: readonly PortRange[],
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string>[] {
  const sources = [args.vpcCidr, ...args.onPremisesCidrs];
  const served = [{ from: 443, to: 443 }, ...extraPorts];
  return planAdmission(sources, served, args.rulesPerSecurityGroup).map((admitting, i) => {
    const called = i === 0 ? `${name}-security-group` : `${name}-security-group-${i + 1}`;
    const tags = { ...args.tags, Name: called };
    const description =
      i === 0 ? "Interface VPC endpoints" : "Interface VPC endpoints, more networks";
    const group = new ec2.SecurityGroup(called, { vpcId: args.vpcId, description, tags }, child);
    for (const { from, to } of admitting.ports) {
      const ports = from === to ? `${from}` : `${from}-${to}`;
      for (const cidr of admitting.sources) {
        const isVpc = cidr === args.vpcCidr;
        new vpc.SecurityGroupIngressRule(
          `${name}-tcp-${ports}-from-${isVpc ? "vpc" : cidr.replace("/", "-")}`,
          {
            securityGroupId: group.id,
            description: `TCP ${ports} from ${isVpc ? "the VPC" : "the data centre"}`,
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
    return group.id;
  });
}

/**
 * Buckets of this account, and AWS's own that nodes read from; so the endpoint is no way to carry
 * data to a bucket of somebody else. It grants nothing: callers still need their own permissions.
 */
function s3EndpointPolicy({ accountId, partition, region }: AwsContext): iam.PolicyDocument {
  const awsBuckets = [
    pulumi.interpolate`prod-${region}-starport-layer-bucket`, // Image layers of ECR.
    pulumi.interpolate`al2023-repos-${region}-de612dc2`, // Packages of Amazon Linux 2023.
    // The ECS agent's package, which the installer of ECS Anywhere gets (scripts/ecs-anywhere-install.sh
    // of amazon-ecs-agent): a data centre that asks the VPC for S3's names comes by this endpoint.
    pulumi.interpolate`amazon-ecs-agent-${region}`,
    pulumi.interpolate`amazon-ssm-${region}`, // Systems Manager: agent, documents, patches.
    pulumi.interpolate`aws-ssm-${region}`,
    pulumi.interpolate`aws-ssm-document-attachments-${region}`,
    pulumi.interpolate`amazon-ssm-packages-${region}`,
    pulumi.interpolate`patch-baseline-snapshot-${region}`,
  ];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "BucketsOfThisAccount",
        Effect: "Allow",
        Principal: "*", // Any caller, and any bucket, that the condition leaves.
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceAccount": accountId } },
      },
      {
        Sid: "BucketsOfAws",
        Effect: "Allow",
        Principal: "*", // Nodes read these unsigned or by signed links of AWS's.
        Action: "s3:GetObject",
        Resource: awsBuckets.map((bucket) => pulumi.interpolate`arn:${partition}:s3:::${bucket}/*`),
      },
    ],
  };
}
