import type { Mappings } from "../mapping";

const ec2 = (name: string, operation?: string): readonly string[] => [
  `AWS::EC2::${name}`,
  ...(operation ? [`ec2:${operation}`] : []),
];

const association = "links two ids, which the stand-in looks up itself";

const securityGroupRule = {
  cidrIpv4: "CidrIp",
  cidrIpv6: "CidrIpv6",
  securityGroupId: "GroupId",
};

export const networking: Mappings = {
  "aws:directconnect/connection:Connection": {
    models: ["AWS::DirectConnect::Connection", "directconnect:CreateConnection"],
    renames: { name: "ConnectionName" },
  },
  "aws:directconnect/gateway:Gateway": {
    models: [
      "AWS::DirectConnect::DirectConnectGateway",
      "directconnect:CreateDirectConnectGateway",
    ],
    renames: { name: "DirectConnectGatewayName" },
  },
  "aws:directconnect/gatewayAssociation:GatewayAssociation": {
    models: ["AWS::DirectConnect::DirectConnectGatewayAssociation"],
    renames: { allowedPrefixes: "AllowedPrefixesToDirectConnectGateway" },
  },
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": {
    models: [
      "AWS::DirectConnect::PrivateVirtualInterface",
      "directconnect:CreatePrivateVirtualInterface/newPrivateVirtualInterface",
    ],
    renames: { name: "VirtualInterfaceName", bgpAsn: "Asn", bgpAuthKey: "AuthKey" },
  },
  "aws:ec2/customerGateway:CustomerGateway": { models: ec2("CustomerGateway") },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": { models: ec2("RouteTable") },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    models: ec2("SecurityGroup"),
    renames: {
      ingress: "SecurityGroupIngress",
      egress: "SecurityGroupEgress",
      "ingress.protocol": "SecurityGroupIngress.IpProtocol",
      "egress.protocol": "SecurityGroupEgress.IpProtocol",
    },
  },
  "aws:ec2/eip:Eip": { models: ec2("EIP", "AllocateAddress") },
  "aws:ec2/flowLog:FlowLog": {
    models: ec2("FlowLog", "CreateFlowLogs"),
    renames: {
      iamRoleArn: "DeliverLogsPermissionArn",
      maxAggregationInterval: "MaxAggregationInterval",
    },
  },
  "aws:ec2/internetGateway:InternetGateway": { models: ec2("InternetGateway") },
  "aws:ec2/natGateway:NatGateway": { models: ec2("NatGateway", "CreateNatGateway") },
  "aws:ec2/networkAcl:NetworkAcl": {
    models: ["AWS::EC2::NetworkAcl", "ec2:CreateNetworkAclEntry"],
    renames: Object.fromEntries(
      ["ingress", "egress"].flatMap((way) => [
        [way, null],
        [`${way}.action`, "RuleAction"],
        [`${way}.ruleNo`, "RuleNumber"],
        [`${way}.fromPort`, "PortRange.From"],
        [`${way}.toPort`, "PortRange.To"],
        [`${way}.cidrBlock`, "CidrBlock"],
      ]),
    ),
  },
  "aws:ec2/networkAclAssociation:NetworkAclAssociation": { none: association },
  "aws:ec2/route:Route": { models: ec2("Route", "CreateRoute") },
  "aws:ec2/routeTable:RouteTable": { models: ec2("RouteTable") },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { none: association },
  "aws:ec2/securityGroup:SecurityGroup": {
    models: ec2("SecurityGroup", "CreateSecurityGroup"),
    renames: { name: "GroupName", description: "GroupDescription" },
  },
  "aws:ec2/subnet:Subnet": { models: ec2("Subnet", "CreateSubnet") },
  "aws:ec2/vpc:Vpc": { models: ec2("VPC", "CreateVpc") },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    models: ec2("VPCEndpoint", "CreateVpcEndpoint"),
    renames: { policy: "PolicyDocument" },
  },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    none: association,
  },
  "aws:ec2/vpnConnection:VpnConnection": {
    models: ec2("VPNConnection", "CreateVpnConnection"),
    renames: tunnels(),
  },
  "aws:ec2/vpnGateway:VpnGateway": { models: ec2("VPNGateway", "CreateVpnGateway") },
  "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation": { none: association },
  "aws:route53/record:Record": {
    models: [
      "AWS::Route53::RecordSet",
      "route53:ChangeResourceRecordSets/ChangeBatch/Changes/ResourceRecordSet",
    ],
    renames: {
      zoneId: "HostedZoneId",
      records: "ResourceRecords",
      ttl: "TTL",
      aliases: "AliasTarget",
      "aliases.name": "AliasTarget.DNSName",
      "aliases.zoneId": "AliasTarget.HostedZoneId",
      "latencyRoutingPolicies.region": "Region",
    },
  },
  "aws:route53/resolverEndpoint:ResolverEndpoint": {
    models: ["AWS::Route53Resolver::ResolverEndpoint", "route53resolver:CreateResolverEndpoint"],
  },
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": {
    models: [
      "AWS::Route53Resolver::ResolverQueryLoggingConfig",
      "route53resolver:CreateResolverQueryLogConfig",
    ],
  },
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": {
    models: [
      "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation",
      "route53resolver:AssociateResolverQueryLogConfig",
    ],
  },
  "aws:route53/resolverRule:ResolverRule": {
    models: ["AWS::Route53Resolver::ResolverRule", "route53resolver:CreateResolverRule"],
  },
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": {
    models: [
      "AWS::Route53Resolver::ResolverRuleAssociation",
      "route53resolver:AssociateResolverRule",
    ],
  },
  "aws:route53/zone:Zone": {
    models: ["AWS::Route53::HostedZone", "route53:CreateHostedZone"],
    renames: { comment: "HostedZoneConfig.Comment" },
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    models: ["AWS::EC2::SecurityGroupEgress"],
    renames: securityGroupRule,
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    models: ["AWS::EC2::SecurityGroupIngress"],
    renames: securityGroupRule,
  },
};

/** Both tunnels' options are numbered in Pulumi (`tunnel1InsideCidr`) and a list in the models. */
function tunnels(): Record<string, string> {
  const options = {
    DpdTimeoutAction: "DPDTimeoutAction",
    DpdTimeoutSeconds: "DPDTimeoutSeconds",
    EnableTunnelLifecycleControl: "EnableTunnelLifecycleControl",
    IkeVersions: "IKEVersions.Value",
    InsideCidr: "TunnelInsideCidr",
    LogOptions: "LogOptions",
    Phase1DhGroupNumbers: "Phase1DHGroupNumbers.Value",
    Phase1EncryptionAlgorithms: "Phase1EncryptionAlgorithms.Value",
    Phase1IntegrityAlgorithms: "Phase1IntegrityAlgorithms.Value",
    Phase1LifetimeSeconds: "Phase1LifetimeSeconds",
    Phase2DhGroupNumbers: "Phase2DHGroupNumbers.Value",
    Phase2EncryptionAlgorithms: "Phase2EncryptionAlgorithms.Value",
    Phase2IntegrityAlgorithms: "Phase2IntegrityAlgorithms.Value",
    Phase2LifetimeSeconds: "Phase2LifetimeSeconds",
    PresharedKey: "PreSharedKey",
    StartupAction: "StartupAction",
  };
  return Object.fromEntries(
    [1, 2].flatMap((number) =>
      Object.entries(options).map(([name, path]) => [
        `tunnel${number}${name}`,
        `VpnTunnelOptionsSpecifications.${path}`,
      ]),
    ),
  );
}
