import type * as pulumi from "@pulumi/pulumi";
import * as directconnect from "@pulumi/aws/directconnect";
import * as ec2 from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as kms from "@pulumi/aws/kms";
import * as route53 from "@pulumi/aws/route53";
import * as s3 from "@pulumi/aws/s3";

const region = "eu-west-1";
const zones = ["a", "b"];

/** For the classes database and logs: docs/adopting.md. */
const keyPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: [
        "kms:Encrypt*",
        "kms:Decrypt*",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:Describe*",
      ],
      Resource: "*",
    },
  ],
};

const logPolicy = {
  Version: "2012-10-17",
  Statement: ["logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"].map(
    (Service) => ({
      Effect: "Allow",
      Principal: { Service },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::company-access-logs/*",
    }),
  ),
};

/**
 * A network that a company has already, as another team's program made it: three subnets in each of two zones, one way
 * out, an endpoint, a transit gateway with the data centre behind it, a zone, DNS both ways, keys, a
 * bucket of logs. Its outputs are what configuration names.
 */
export function companyNetwork() {
  const vpc = new ec2.Vpc("company", { cidrBlock: "10.60.0.0/16", enableDnsHostnames: true });
  new ec2.VpcIpv4CidrBlockAssociation("more", { vpcId: vpc.id, cidrBlock: "100.64.0.0/24" });
  const [frontTier, appTier, dataTier] = ["public", "app", "data"].map((tier, i) =>
    zones.map((zone, j) => subnet(vpc, tier, zone, `10.60.${16 * i + j}.0/24`)),
  ) as [Subnet[], Subnet[], Subnet[]];

  const internet = new ec2.InternetGateway("internet", { vpcId: vpc.id });
  const address = new ec2.Eip("out", { domain: "vpc" });
  const [{ subnetId }] = frontTier as [Subnet];
  const nat = new ec2.NatGateway("out", { subnetId, allocationId: address.allocationId });
  const gateway = new tgw.TransitGateway("company");
  const attachment = new tgw.VpcAttachment("company", {
    transitGatewayId: gateway.id,
    vpcId: vpc.id,
    subnetIds: appTier.map((each) => each.subnetId),
  });
  const out = { destinationCidrBlock: "0.0.0.0/0" };
  const home = { destinationCidrBlock: "10.100.0.0/15", transitGatewayId: gateway.id };
  for (const { name, routeTableId } of frontTier) {
    new ec2.Route(`${name}-out`, { routeTableId, ...out, gatewayId: internet.id });
  }
  for (const { name, routeTableId } of appTier) {
    new ec2.Route(`${name}-out`, { routeTableId, ...out, natGatewayId: nat.id });
  }
  for (const { name, routeTableId } of [...appTier, ...dataTier]) {
    new ec2.Route(`${name}-home`, { routeTableId, ...home }, { dependsOn: [attachment] });
  }

  const group = new ec2.SecurityGroup("endpoints", { vpcId: vpc.id, description: "Endpoints" });
  const logs = new ec2.VpcEndpoint("logs", {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.logs`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: appTier.map((each) => each.subnetId),
    securityGroupIds: [group.id],
  });
  const zone = new route53.Zone("company", { name: "aws.example.com", vpcs: [{ vpcId: vpc.id }] });
  const dns = centralDns(appTier, group.id);
  const [key, off] = [true, false].map(
    (isEnabled) =>
      new kms.Key(isEnabled ? "data" : "off", { isEnabled, policy: JSON.stringify(keyPolicy) }),
  ) as [kms.Key, kms.Key];
  const bucket = new s3.Bucket("logs", { bucket: "company-access-logs" });
  new s3.BucketPolicy("logs", { bucket: bucket.bucket, policy: JSON.stringify(logPolicy) });
  return {
    keyArn: key.arn,
    disabledKeyArn: off.arn,
    logBucket: bucket.bucket,
    vpcId: vpc.id,
    publicSubnets: frontTier.map((each) => each.subnetId),
    appSubnets: appTier.map((each) => each.subnetId),
    logsEndpoint: logs.id,
    endpointGroupId: group.id,
    transitGatewayId: gateway.id,
    attachmentId: attachment.id,
    zoneId: zone.zoneId,
    dxGatewayId: new directconnect.Gateway("company", { amazonSideAsn: "64513" }).id,
    ...dns,
  };
}

/** Resolver endpoints for all of the company's VPCs, and a rule that it shares. */
function centralDns(subnets: readonly Subnet[], groupId: pulumi.Input<string>) {
  const [inbound, outbound] = ["INBOUND", "OUTBOUND"].map(
    (direction) =>
      new route53.ResolverEndpoint(direction.toLowerCase(), {
        direction,
        securityGroupIds: [groupId],
        ipAddresses: subnets.map(({ subnetId }) => ({ subnetId })),
      }),
  ) as [route53.ResolverEndpoint, route53.ResolverEndpoint];
  const rule = new route53.ResolverRule("corp", {
    domainName: "corp.example.com",
    ruleType: "FORWARD",
    resolverEndpointId: outbound.id,
    targetIps: [{ ip: "10.100.0.10" }],
  });
  return {
    inboundEndpointId: inbound.id,
    inboundAddresses: inbound.ipAddresses.apply((all) => all.map(({ ip }) => ip).sort()),
    outboundEndpointId: outbound.id,
    resolverRuleId: rule.id,
  };
}

type Subnet = ReturnType<typeof subnet>;

function subnet(vpc: ec2.Vpc, tier: string, zone: string, cidrBlock: string) {
  const name = `${tier}-${zone}`;
  const made = new ec2.Subnet(name, {
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: region + zone,
    tags: { tier },
  });
  const table = new ec2.RouteTable(name, { vpcId: vpc.id });
  new ec2.RouteTableAssociation(name, { subnetId: made.id, routeTableId: table.id });
  return { name, subnetId: made.id, routeTableId: table.id };
}
