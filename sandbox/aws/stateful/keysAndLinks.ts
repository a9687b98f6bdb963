import type { ProviderFacts } from "./providerFacts";

/** Keys, secrets, images, logs, and the links with the data centre. */
export const keyAndLinkFacts: Readonly<Record<string, ProviderFacts>> = {
  "aws:kms/key:Key": {
    file: "kms/key.go",
    forceNew: { customKeyStoreId: 57, customerMasterKeySpec: 63, keyUsage: 95, multiRegion: 103 },
    forceNewLater: ["xksKeyId"],
    unread: { bypassPolicyLockoutSafetyCheck: 49, deletionWindowInDays: 67 },
  },
  "aws:kms/alias:Alias": {
    file: "kms/alias.go",
    forceNew: { name: 43, namePrefix: 52 },
  },
  "aws:ecr/repository:Repository": {
    file: "ecr/repository.go",
    forceNew: { encryptionConfigurations: 59, name: 101 },
    unread: { forceDelete: 74 },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    file: "ecr/lifecycle_policy.go",
    forceNew: { repository: 43, policy: 48 },
    deleteFirst: true,
  },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    file: "ecr/pull_through_cache_rule.go",
    forceNew: { ecrRepositoryPrefix: 36, upstreamRegistryUrl: 51 },
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    file: "ecr/replication_configuration.go",
    forceNew: {},
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    file: "logs/group.go",
    forceNew: { name: 50, namePrefix: 58 },
    forceNewLater: ["logGroupClass"],
    unread: { skipDestroy: 68 },
  },
  "aws:secretsmanager/secret:Secret": {
    file: "secretsmanager/secret.go",
    forceNew: { name: 67, namePrefix: 75 },
    unread: { forceOverwriteReplicaSecret: 54, recoveryWindowInDays: 91 },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    file: "secretsmanager/secret_version.go",
    forceNew: { secretId: 45, secretString: 50, secretBinary: 57 },
    forceNewLater: ["secretStringWoVersion"],
  },
  "aws:ssm/parameter:Parameter": {
    file: "ssm/parameter.go",
    forceNew: { name: 86 },
    unread: { overwrite: 89 },
    // Line 131: an advanced parameter can't become a standard one.
    forceNewIf: { tier: (before, after) => before === "Advanced" && after === "Standard" },
  },
  "aws:directconnect/connection:Connection": {
    file: "directconnect/connection.go",
    forceNew: { bandwidth: 44, location: 65, requestMacsec: 77, name: 82, providerName: 100 },
    unread: { skipDestroy: 222 },
  },
  "aws:directconnect/connectionAssociation:ConnectionAssociation": {
    file: "directconnect/connection_association.go",
    forceNew: { connectionId: 32, lagId: 37 },
    unread: { connectionId: 29, lagId: 34 },
  },
  "aws:directconnect/linkAggregationGroup:LinkAggregationGroup": {
    file: "directconnect/lag.go",
    forceNew: { connectionId: 45, connectionsBandwidth: 50, location: 69, providerName: 83 },
    unread: { connectionId: 42, forceDestroy: 53 },
  },
  "aws:directconnect/gateway:Gateway": {
    file: "directconnect/gateway.go",
    forceNew: { amazonSideAsn: 39 },
  },
  "aws:directconnect/gatewayAssociation:GatewayAssociation": {
    file: "directconnect/gateway_association.go",
    forceNew: { associatedGatewayId: 57, associatedGatewayOwnerAccountId: 66, dxGatewayId: 86 },
  },
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": {
    file: "directconnect/private_virtual_interface.go",
    forceNew: {
      addressFamily: 42,
      amazonAddress: 52,
      bgpAsn: 69,
      bgpAuthKey: 75,
      connectionId: 80,
      customerAddress: 86,
      dxGatewayId: 91,
      name: 107,
      vlan: 118,
      vpnGatewayId: 124,
    },
    forceNewLater: ["bgpAsnLong"],
  },
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": {
    file: "directconnect/transit_virtual_interface.go",
    forceNew: {
      addressFamily: 42,
      amazonAddress: 52,
      bgpAsn: 69,
      bgpAuthKey: 75,
      connectionId: 80,
      customerAddress: 86,
      dxGatewayId: 91,
      name: 106,
      vlan: 117,
    },
    forceNewLater: ["bgpAsnLong"],
  },
  "aws:ec2/customerGateway:CustomerGateway": {
    file: "ec2/vpnsite_customer_gateway.go",
    forceNew: { bgpAsn: 47, certificateArn: 53, deviceName: 59, ipAddress: 65, type: 73 },
    forceNewLater: ["bgpAsnExtended"],
  },
  "aws:ec2/vpnGateway:VpnGateway": {
    file: "ec2/vpnsite_gateway.go",
    forceNew: { amazonSideAsn: 43, availabilityZone: 54 },
  },
  "aws:ec2/vpnConnection:VpnConnection": {
    file: "ec2/vpnsite_connection.go",
    forceNew: {
      enableAcceleration: 71,
      staticRoutesOnly: 130,
      tunnelInsideIpVersion: 151,
      tunnel1InsideCidr: 208,
      tunnel1InsideIpv6Cidr: 215,
      tunnel2InsideCidr: 425,
      tunnel2InsideIpv6Cidr: 432,
      type: 591,
    },
  },
  "aws:ec2transitgateway/transitGateway:TransitGateway": {
    file: "ec2/transitgateway_.go",
    forceNew: { multicastSupport: 104 },
    // Lines 48 and 52: what has been disabled can be enabled by none but a new one.
    forceNewIf: { defaultRouteTableAssociation: enabled, defaultRouteTablePropagation: enabled },
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    file: "ec2/transitgateway_vpc_attachment.go",
    forceNew: { transitGatewayId: 80, vpcId: 86 },
    deleteFirst: true,
  },
};

function enabled(before: unknown, after: unknown): boolean {
  return before === "disable" && after === "enable";
}
