/** Services that can have an interface endpoint, as AWS names them after the region. */
export const interfaceEndpointServices = [
  "backup",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "kms",
  "logs",
  "monitoring",
  "s3",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "storagegateway",
  "sts",
] as const;

/** Name of a service that can have an interface endpoint. */
export type InterfaceEndpointService = (typeof interfaceEndpointServices)[number];

/**
 * What private ECS nodes call before any application does: pulling images, the ECS agent, logs,
 * secrets handed to tasks, Session Manager and ECS Exec. Image layers come by the S3 gateway
 * endpoint, which is always there. `ec2messages` is not among them: since version 3.3.40.0 the SSM
 * Agent uses `ssmmessages`, and newer regions don't have the other.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export const essentialEndpointServices: readonly InterfaceEndpointService[] = [
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "kms",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
];

/** Which interface endpoints there are: none, what private ECS nodes need, or the ones listed. */
export type InterfaceEndpointChoice = "none" | "essential" | readonly string[];

/** An interface endpoint to be. */
export interface PlannedEndpoint {
  readonly service: InterfaceEndpointService;
  /** Whether the service's public name leads to the endpoint. */
  readonly privateDns: "everywhere" | "from-data-centre" | "off";
  /** TCP ports that the endpoint answers on besides 443. */
  readonly extraPorts: readonly PortRange[];
}

/** TCP ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The endpoints that a choice stands for: each once, in alphabetical order however listed. Without NAT
 * the essential ones include EC2's: the ECS agent asks it once for the instance's tags, and ends
 * where nobody answers; with NAT that one call is not worth an address in each zone.
 */
export function plannedEndpoints(
  choice: InterfaceEndpointChoice,
  hasNat = true,
): PlannedEndpoint[] {
  return [...new Set(servicesOf(choice, hasNat))].sort().map((service) => ({
    service,
    privateDns: privateDnsOf(service),
    extraPorts: service === "storagegateway" ? storageGatewayPorts : [],
  }));
}

/**
 * Activation and the control channel of an appliance.
 * https://docs.aws.amazon.com/filegateway/latest/files3/gateway-private-link.html
 */
const storageGatewayPorts: readonly PortRange[] = [
  { from: 1026, to: 1028 },
  { from: 1031, to: 1031 },
  { from: 2222, to: 2222 },
];

function servicesOf(
  choice: InterfaceEndpointChoice,
  hasNat: boolean,
): readonly InterfaceEndpointService[] {
  if (choice === "none") {
    return [];
  }
  if (choice === "essential") {
    return [...essentialEndpointServices, ...(hasNat ? [] : (["ec2"] as const))];
  }
  return choice.map(knownService);
}

function knownService(service: string): InterfaceEndpointService {
  const known = interfaceEndpointServices.find((each) => each === service);
  if (!known) {
    throw new RangeError(`no interface endpoint is known for "${service}"`);
  }
  return known;
}

/**
 * S3's name leads to the interface endpoint only for who asks the Resolver's inbound endpoint, the
 * data centre: the VPC itself keeps to the gateway endpoint, which costs nothing. A Storage Gateway
 * appliance is given its endpoint's own name, and private DNS would hide the public one from it.
 */
function privateDnsOf(service: InterfaceEndpointService): PlannedEndpoint["privateDns"] {
  const exceptions: Partial<Record<InterfaceEndpointService, PlannedEndpoint["privateDns"]>> = {
    s3: "from-data-centre",
    storagegateway: "off",
  };
  return exceptions[service] ?? "everywhere";
}

/**
 * Services whose interface endpoints have another prefix than `com.amazonaws` where that is not the name of
 * every service's, as AWS's CDK lists them from `aws ec2 describe-vpc-endpoint-services`
 * (aws-ec2/lib/vpc-endpoint.ts of aws-cdk-lib). S3's gateway endpoint is `com.amazonaws` everywhere.
 */
const foreignPrefixes: readonly {
  readonly regions: RegExp;
  readonly prefix: string;
  readonly services: ReadonlySet<InterfaceEndpointService>;
}[] = [
  {
    regions: /^cn-/,
    prefix: "cn.com.amazonaws",
    services: new Set(["backup", "ec2", "ecr.api", "ecr.dkr", "monitoring", "s3", "sts"]),
  },
  { regions: /^eusc-/, prefix: "eu.amazonaws", services: new Set(["ecr.api", "ecr.dkr"]) },
];

/** The whole name of a service's interface endpoint in a Region. */
export function interfaceServiceName(region: string, service: InterfaceEndpointService): string {
  const foreign = foreignPrefixes.find(
    ({ regions, services }) => regions.test(region) && services.has(service),
  );
  return `${foreign?.prefix ?? "com.amazonaws"}.${region}.${service}`;
}
