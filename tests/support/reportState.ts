import type { Deployment, Properties } from "../../tools/report/state";

const STACK = "urn:pulumi:small::landbridge::pulumi:pulumi:Stack::landbridge-small";
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A secret as the state has it: encrypted, or in clear after `--show-secrets`. */
export function secret(plaintext: string): object {
  return { [MARK]: SECRET, plaintext: JSON.stringify(plaintext) };
}

/** What nobody may find in a report. */
export const SECRETS = ["hunter2-password", "output-token-4711"];

/** A name that would be a script, if it were not text. */
export const HOSTILE = `</script><img src=x onerror="alert(1)">`;

type StateResource = NonNullable<Deployment["resources"]>[number];

function resource(type: string, name: string, outputs: Properties = {}, parent = STACK) {
  const isComponent = type.startsWith("landbridge:");
  const urn = `urn:pulumi:small::landbridge::${type}::${name}`;
  const id = typeof outputs["id"] === "string" ? outputs["id"] : `${name}-id`;
  return { urn, type, parent, outputs, ...(!isComponent && { id }) } satisfies StateResource;
}

function rule(way: "Ingress" | "Egress", name: string, outputs: Properties) {
  const type = `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`;
  return resource(type, name, { ipProtocol: "tcp", ...outputs });
}

/** A small stack on both sides: a router with a link and a tunnel, one service on each side, a database and its copy. */
export function smallState(more: readonly StateResource[] = []): Deployment {
  const home = { region: "eu-west-1" };
  const service = resource("landbridge:ecs:Service", "orders");
  const outputs = {
    region: "eu-west-1",
    token: secret(SECRETS[1] ?? ""),
    recovery: { strategy: "backup-restore", role: "primary", recoveryTime: "24 hours" },
    connectivity: {
      onPremisesCidrs: ["10.100.0.0/16"],
      links: [{ name: "primary", device: "router-1", virtualInterfaceId: "dxvif-1" }],
    },
    sites: [{ site: "berlin", servers: [{ name: "app-1" }], activationId: "activation" }],
    databases: { orders: {} },
  };
  const subnets = ["private", "isolated"].flatMap((tier, number) =>
    ["a", "b"].map((zone, index) =>
      resource("aws:ec2/subnet:Subnet", `network-${tier}-${zone}`, {
        ...home,
        id: `subnet-${tier}-${zone}`,
        availabilityZone: `eu-west-1${zone}`,
        cidrBlock: `10.30.${number * 32 + index * 16}.0/20`,
        tags: { "landbridge:tier": tier },
      }),
    ),
  );
  const inAws = { subnets: ["subnet-private-a", "subnet-private-b"] };
  return {
    manifest: { time: "2026-11-26T22:14:30Z" },
    resources: [
      { urn: STACK, type: "pulumi:pulumi:Stack", outputs },
      service,
      resource("aws:ec2/vpc:Vpc", "network-vpc", {
        ...home,
        id: "vpc-1",
        cidrBlock: "10.30.0.0/16",
      }),
      ...subnets,
      resource("aws:ec2/vpnGateway:VpnGateway", "hub", {
        ...home,
        id: "vgw-1",
        amazonSideAsn: "64530",
      }),
      resource("aws:ec2/customerGateway:CustomerGateway", "router", {
        ...home,
        id: "cgw-1",
        deviceName: "router-1",
        ipAddress: "203.0.113.10",
        bgpAsn: "65010",
      }),
      resource("aws:ec2/vpnConnection:VpnConnection", "vpn", {
        ...home,
        customerGatewayId: "cgw-1",
        vpnGatewayId: "vgw-1",
        tunnel1PresharedKey: secret("preshared"),
      }),
      resource("aws:directconnect/gateway:Gateway", "dx", { id: "dxgw-1", amazonSideAsn: "64531" }),
      resource("aws:directconnect/privateVirtualInterface:PrivateVirtualInterface", "vif", {
        ...home,
        id: "dxvif-1",
        dxGatewayId: "dxgw-1",
        vlan: 101,
        mtu: 9001,
      }),
      resource("aws:directconnect/gatewayAssociation:GatewayAssociation", "association", {
        dxGatewayId: "dxgw-1",
        associatedGatewayId: "vgw-1",
      }),
      resource(
        "aws:ecs/service:Service",
        "orders-cloud",
        {
          ...home,
          desiredCount: 3,
          networkConfiguration: { ...inAws, securityGroups: ["sg-tasks"] },
        },
        service.urn,
      ),
      resource(
        "aws:ecs/service:Service",
        "orders-on-prem",
        {
          ...home,
          launchType: "EXTERNAL",
          desiredCount: 2,
          placementConstraints: [{ expression: "attribute:landbridge.site == berlin" }],
        },
        service.urn,
      ),
      resource("aws:rds/instance:Instance", "database", {
        ...home,
        identifier: "small-orders",
        arn: "arn:db",
        engine: "postgres",
        engineVersion: "17",
        multiAz: true,
        password: secret(SECRETS[0] ?? ""),
        vpcSecurityGroupIds: ["sg-db"],
      }),
      resource(
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        "copy",
        { region: "eu-central-1", sourceDbInstanceArn: "arn:db", retentionPeriod: 35 },
      ),
      resource("aws:s3/bucket:Bucket", "hostile", {
        ...home,
        id: HOSTILE,
        tags: { Name: HOSTILE },
      }),
      resource("aws:ec2/securityGroup:SecurityGroup", "tasks", {
        id: "sg-tasks",
        description: "Tasks",
      }),
      resource("aws:ec2/securityGroup:SecurityGroup", "db", {
        id: "sg-db",
        description: "Database",
      }),
      resource("aws:ec2/securityGroup:SecurityGroup", "other", {
        id: "sg-other",
        description: "Other",
      }),
      rule("Ingress", "db-from-tasks", {
        securityGroupId: "sg-db",
        referencedSecurityGroupId: "sg-tasks",
        fromPort: 5432,
        toPort: 5432,
        description: "PostgreSQL",
      }),
      rule("Ingress", "db-from-other", {
        securityGroupId: "sg-db",
        referencedSecurityGroupId: "sg-other",
        fromPort: 5432,
        toPort: 5432,
      }),
      rule("Ingress", "db-from-reporting", {
        securityGroupId: "sg-db",
        cidrIpv4: "10.100.10.0/24",
        fromPort: 5432,
        toPort: 5432,
      }),
      rule("Egress", "tasks-to-db", {
        securityGroupId: "sg-tasks",
        referencedSecurityGroupId: "sg-db",
        fromPort: 5000,
        toPort: 6000,
      }),
      rule("Egress", "tasks-to-site", {
        securityGroupId: "sg-tasks",
        cidrIpv4: "10.100.8.0/24",
        fromPort: 1521,
        toPort: 1521,
      }),
      ...more,
    ],
  };
}

/** Somebody's way to more resources of the same stack. */
export const smallResource = resource;
