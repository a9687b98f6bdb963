import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { metricAlarm } from "../cloudwatch/alarm";
import type { AlarmTopics } from "../cloudwatch/severity";
import { planAdmission, type Ports } from "../networking/admission";
import type { Network } from "../networking/network";
import type { LogBucket } from "../s3/logBucket";
import { admitNetwork, type Listening } from "./admitNetwork";

/** Arguments of {@link NetworkLoadBalancer}. */
export interface NetworkLoadBalancerArgs {
  /** The VPC, in whose private subnets it stands. */
  readonly vpc: Pick<Network, "vpcId" | "privateSubnetIds">;
  /** Networks that may connect, and in which its targets are: the VPC's, and the data centre's. */
  readonly cidrs: readonly string[];
  /** Ports of its listeners. */
  readonly ports: readonly number[];
  /** Certificate of its listeners that speak TLS; undefined where none does. */
  readonly certificateArn?: pulumi.Input<string> | undefined;
  /**
   * Where access logs go: AWS writes some for listeners that speak TLS, and for no others.
   * @default nowhere
   */
  readonly logBucket?: LogBucket | undefined;
  readonly alarmTopics: AlarmTopics;
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
  /**
   * Whether AWS and Pulumi reject its deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The way to services that speak TCP or TLS instead of HTTP: an internal Network Load Balancer across the zones, on which
 * each service has a listener of its own. Zones share their targets, or a zone without one would be dead for whoever
 * has its address.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export class NetworkLoadBalancer extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** The part of the ARN that CloudWatch knows it by. */
  public readonly arnSuffix: pulumi.Output<string>;
  public readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of AWS's that an alias record needs. */
  public readonly hostedZoneId: pulumi.Output<string>;
  /** The security group by which others know it. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Certificate of its listeners that speak TLS. */
  public readonly certificateArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: NetworkLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:elb:NetworkLoadBalancer", name, {}, opts);
    const child = { parent: this };
    const deletionProtection = args.deletionProtection ?? true;
    const tags = { ...args.tags, Name: name };
    const { logBucket } = args;

    const { members, first } = securityGroups(name, args, tags, child);
    const loadBalancer = new lb.LoadBalancer(
      `${name}-nlb`,
      {
        internal: true,
        loadBalancerType: "network",
        subnets: args.vpc.privateSubnetIds,
        // AWS adds security groups to none that was made without.
        securityGroups: members,
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: deletionProtection,
        ...(logBucket && {
          accessLogs: { bucket: logBucket.bucketName, enabled: true, prefix: `${name}/access` },
        }),
        tags,
      },
      { ...child, protect: deletionProtection, dependsOn: logBucket ? [logBucket] : [] },
    );
    metricAlarm(
      `${name}-ports`,
      {
        severity: "critical",
        description: `${name}: no port left for connections to targets, which fail. docs/runbooks/service-alarms.md`,
        namespace: "AWS/NetworkELB",
        metricName: "PortAllocationErrorCount",
        dimensions: { LoadBalancer: loadBalancer.arnSuffix },
        statistic: "Sum",
        comparison: ">",
        threshold: 0,
        periodInSeconds: 60,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
      },
      [args.alarmTopics.critical],
      child,
    );

    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.hostedZoneId = loadBalancer.zoneId;
    this.securityGroupId = first;
    this.certificateArn = args.certificateArn ? pulumi.output(args.certificateArn) : undefined;
    this.registerOutputs({
      arn: this.arn,
      arnSuffix: this.arnSuffix,
      dnsName: this.dnsName,
      hostedZoneId: this.hostedZoneId,
      securityGroupId: this.securityGroupId,
      certificateArn: this.certificateArn,
    });
  }
}

/** Who may connect, at which ports, and where targets may be; more groups than one where one does not hold the rules. */
function securityGroups(
  name: string,
  { cidrs, ports, vpc: { vpcId }, rulesPerSecurityGroup }: NetworkLoadBalancerArgs,
  tags: Readonly<Record<string, string>>,
  child: pulumi.CustomResourceOptions,
): { readonly first: pulumi.Output<string>; readonly members: pulumi.Output<string>[] } {
  const sorted = [...new Set(ports)].sort((one, other) => one - other);
  const wanted = sorted.map((port) => ({ from: port, to: port }));
  const groups = planAdmission(cidrs, wanted, rulesPerSecurityGroup).map((plan, i) => {
    const group = new ec2.SecurityGroup(
      `${name}-${i === 0 ? "sg" : `sg-${i + 1}`}`,
      { description: "Internal network load balancer", vpcId, tags },
      child,
    );
    const listening = plan.ports.map(listeningAt);
    for (const cidr of plan.sources) admitNetwork(name, group.id, cidr, listening, child);
    return group.id;
  });
  const [first = pulumi.output("")] = groups;
  return { first, members: groups };
}

function listeningAt({ from, to }: Ports): Listening {
  const called = from === to ? `${from}` : `${from}-${to}`;
  return { called, title: `Port ${called}`, from, to };
}
