/**
 * About how many minutes AWS takes to create a resource, for types that take noticeably long. Only
 * used when LANDBRIDGE_SANDBOX_MINUTE_MS says how long a minute of the stand-in lasts.
 */
const creation: Readonly<Record<string, number>> = {
  "aws:ec2/natGateway:NatGateway": 2,
  "aws:ec2/vpcEndpoint:VpcEndpoint": 2,
  "aws:rds/instance:Instance": 12,
  "aws:rds/cluster:Cluster": 5,
  "aws:efs/mountTarget:MountTarget": 2,
  "aws:lb/loadBalancer:LoadBalancer": 3,
  "aws:ecs/service:Service": 3,
  "aws:autoscaling/group:Group": 2,
  "aws:ec2/vpnConnection:VpnConnection": 4,
  "aws:ec2/vpnGateway:VpnGateway": 1,
  "aws:directconnect/gateway:Gateway": 1,
  "aws:directconnect/gatewayAssociation:GatewayAssociation": 8,
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": 2,
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": 2,
  "aws:ec2transitgateway/transitGateway:TransitGateway": 2,
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": 2,
  "aws:route53/resolverEndpoint:ResolverEndpoint": 2,
  "aws:storagegateway/gateway:Gateway": 2,
};

const otherwise = 0.1;

/** Minutes that an operation takes: updates and deletions half of a creation, reads nothing. */
export function minutes(type: string, op: "create" | "update" | "delete" | "read"): number {
  const whole = creation[type] ?? otherwise;
  return { create: whole, update: whole / 2, delete: whole / 2, read: 0 }[op];
}
