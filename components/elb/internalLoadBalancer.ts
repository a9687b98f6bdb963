import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { planAdmission } from "../networking/admission";
import type { Network } from "../networking/network";
import type { LogBucket } from "../s3/logBucket";
import { admitNetwork, type Listening } from "./admitNetwork";
import { admitProvider, loginProvider, type LoginProvider, type OpenIdConnect } from "./login";
import { mutualAuthentication, type MutualAuthentication } from "./mutualAuthentication";
import { privateCertificate, type PrivateCertificateArgs } from "./privateCertificate";

/** TLS 1.3 and the best of 1.2. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** Arguments of {@link InternalLoadBalancer}. */
export interface InternalLoadBalancerArgs extends PrivateCertificateArgs {
  /** The VPC, in whose private subnets it stands: two zones at least. */
  readonly vpc: Pick<Network, "vpcId" | "privateSubnetIds">;
  /** Networks that may connect, and in which its targets are: the VPC's, and the data centre's. */
  readonly cidrs: readonly string[];
  /** ARN of an ACM certificate. Either this or `certificateAuthorityArn`. */
  readonly certificateArn?: string | undefined;
  /**
   * Where access and connection logs go.
   * @default nowhere
   */
  readonly logBucket?: LogBucket | undefined;
  /**
   * Rules of a security group in a direction.
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number | undefined;
  /**
   * Another one, whose security groups and certificate it has as well: who may reach one may reach the other.
   * @default none: it has its own
   */
  readonly beside?: InternalLoadBalancer | undefined;
  /**
   * Whether AWS and Pulumi reject its deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * How long a connection may be silent, in seconds, 1 to 4000.
   * @default 60
   */
  readonly idleTimeoutInSeconds?: number;
  /**
   * Whether callers show certificates as well, and who looks at them.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
   * @default they don't
   */
  readonly mutualAuthentication?: MutualAuthentication | undefined;
  /**
   * By whom people log in, for services that want it.
   * @default nobody can
   */
  readonly openIdConnect?: OpenIdConnect | undefined;
  /**
   * TLS security policy.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   * @default "ELBSecurityPolicy-TLS13-1-2-2021-06", TLS 1.3 and the best of 1.2
   */
  readonly sslPolicy?: string;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What services have to know of a load balancer. */
export type LoadBalancerFront = Pick<
  InternalLoadBalancer,
  "arnSuffix" | "dnsName" | "hostedZoneId" | "httpsListenerArn" | "securityGroupId"
> & { readonly login?: LoginProvider | undefined };

/**
 * The one way to the company's services, from the data centre and from AWS: an internal Application
 * Load Balancer across the zones. HTTPS only; plain HTTP is redirected. Each service adds its own rule.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 */
export class InternalLoadBalancer extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** The part of the ARN that CloudWatch and autoscaling know it by. */
  public readonly arnSuffix: pulumi.Output<string>;
  public readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of AWS's that an alias record needs. */
  public readonly hostedZoneId: pulumi.Output<string>;
  public readonly httpsListenerArn: pulumi.Output<string>;
  /** The security group by which others know it. */
  public readonly securityGroupId: pulumi.Output<string>;
  public readonly securityGroupIds: readonly pulumi.Output<string>[];
  public readonly certificateArn: pulumi.Output<string>;
  /** By whom people log in. */
  public readonly login: LoginProvider | undefined;

  constructor(
    name: string,
    args: InternalLoadBalancerArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("landbridge:elb:InternalLoadBalancer", name, {}, opts);
    const child = { parent: this };
    const deletionProtection = args.deletionProtection ?? true;
    const tags = { ...args.tags, Name: name };

    const { beside } = args;
    const securityGroups = beside?.securityGroupIds ?? admittingGroups(name, args, tags, child);
    const [securityGroupId = ""] = securityGroups;
    const { openIdConnect } = args;
    this.login = beside ? beside.login : openIdConnect && loginProvider(openIdConnect, this);
    if (openIdConnect && !beside) admitProvider(name, securityGroupId, openIdConnect, child);

    const { logBucket } = args;
    const logs = (prefix: string) =>
      logBucket && { bucket: logBucket.bucketName, enabled: true, prefix: `${name}/${prefix}` };
    const loadBalancer = new lb.LoadBalancer(
      `${name}-alb`,
      {
        internal: true,
        loadBalancerType: "application",
        subnets: args.vpc.privateSubnetIds,
        securityGroups: [...securityGroups],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: deletionProtection,
        idleTimeout: args.idleTimeoutInSeconds ?? 60,
        accessLogs: logs("access"),
        connectionLogs: logs("connection"),
        tags,
      },
      // AWS tries the bucket's policy when logs are switched on.
      { ...child, protect: deletionProtection, dependsOn: logBucket ? [logBucket] : [] },
    );
    const listener = { loadBalancerArn: loadBalancer.arn, tags };
    new lb.Listener(
      `${name}-http`,
      {
        ...listener,
        port: 80,
        protocol: "HTTP",
        defaultActions: [
          {
            type: "redirect",
            redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
          },
        ],
      },
      child,
    );
    const certificateArn =
      args.certificateArn ??
      beside?.certificateArn ??
      privateCertificate(`${name}-certificate`, args, child).arn;
    const https = new lb.Listener(
      `${name}-https`,
      {
        ...listener,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: args.sslPolicy ?? TLS_POLICY,
        certificateArn,
        ...(args.mutualAuthentication && {
          mutualAuthentication: mutualAuthentication(args.mutualAuthentication),
        }),
        defaultActions: [
          {
            type: "fixed-response",
            fixedResponse: {
              contentType: "text/plain",
              messageBody: "No service has this name and path.",
              statusCode: "404",
            },
          },
        ],
      },
      child,
    );

    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.hostedZoneId = loadBalancer.zoneId;
    this.httpsListenerArn = https.arn;
    this.securityGroupId = pulumi.output(securityGroupId);
    this.securityGroupIds = securityGroups;
    this.certificateArn = pulumi.output(certificateArn);
    this.registerOutputs({
      arn: this.arn,
      arnSuffix: this.arnSuffix,
      dnsName: this.dnsName,
      hostedZoneId: this.hostedZoneId,
      httpsListenerArn: this.httpsListenerArn,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** The security groups that admit the networks: one, and more where one does not hold them. */
function admittingGroups(
  name: string,
  { cidrs, vpc: { vpcId }, rulesPerSecurityGroup }: InternalLoadBalancerArgs,
  tags: Readonly<Record<string, string>>,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string>[] {
  return planAdmission(cidrs, LISTENING, rulesPerSecurityGroup).map(({ sources }, i) => {
    const suffix = i === 0 ? "sg" : `sg-${i + 1}`;
    const securityGroup = new ec2.SecurityGroup(
      `${name}-${suffix}`,
      { description: "Internal load balancer", vpcId, tags },
      child,
    );
    for (const cidr of sources) admitNetwork(name, securityGroup.id, cidr, LISTENING, child);
    return securityGroup.id;
  });
}

/** Whether there is a certificate, and so a load balancer. */
export function hasCertificate({
  certificateArn,
  certificateAuthorityArn,
}: Pick<InternalLoadBalancerArgs, "certificateArn" | "certificateAuthorityArn">): boolean {
  return (certificateArn ?? certificateAuthorityArn) !== undefined;
}

/**
 * Who may connect. Where targets may be is said by networks, not by each service: a security group takes 60 rules, and every
 * service's own security group says which of its ports is open to this one.
 */
const LISTENING: readonly Listening[] = [
  { called: "https", title: "HTTPS", from: 443, to: 443 },
  { called: "http", title: "HTTP", from: 80, to: 80 },
];
