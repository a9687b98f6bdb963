import type * as pulumi from "@pulumi/pulumi";
import { outputOf } from "./outputOf";

/** How names of alarms end whose curves are drawn: the longer windows of services' objectives. */
export const OBJECTIVE_CURVE = "-long";

/** Metrics that are looked at together. */
export interface Chart {
  readonly title: string;
  readonly metrics: readonly ChartMetric[];
  /**
   * ARN of an alarm whose curve and threshold are drawn, instead of metrics.
   * @default none
   */
  readonly alarmArn?: pulumi.Output<string>;
}

export interface ChartMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** `Average`, `Sum`, `Maximum`, `Minimum` or a percentile such as `p95`. */
  readonly stat: string;
}

/** By the type of a resource, what CloudWatch has of it that people want to see before there is an alarm. */
export const chartsOf: Readonly<
  Record<string, (resource: pulumi.Resource, name: string) => readonly Chart[]>
> = {
  // What services promise: no metric says it but the alarm's own expression.
  "aws:cloudwatch/metricAlarm:MetricAlarm": (resource, name) =>
    name.endsWith(OBJECTIVE_CURVE)
      ? [{ title: "promised", metrics: [], alarmArn: outputOf(resource, "arn") }]
      : [],

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
  "aws:lb/loadBalancer:LoadBalancer": (resource) => {
    const LoadBalancer = outputOf(resource, "arnSuffix");
    const of = metrics("AWS/ApplicationELB", { LoadBalancer });
    return [
      {
        title: "requests and errors",
        metrics: of("Sum", "RequestCount", "HTTPCode_ELB_5XX_Count"),
      },
      { title: "response time", metrics: of("p95", "TargetResponseTime") },
    ];
  },

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
  "aws:ecs/service:Service": (resource) => {
    const ClusterName = outputOf(resource, "cluster").apply((arn) => arn.split("/").at(-1) ?? arn);
    const of = metrics("AWS/ECS", { ClusterName, ServiceName: outputOf(resource, "name") });
    return [
      { title: "CPU and memory", metrics: of("Average", "CPUUtilization", "MemoryUtilization") },
    ];
  },

  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-cloudwatch-monitoring.html
  "aws:autoscaling/group:Group": (resource) => {
    const AutoScalingGroupName = outputOf(resource, "name");
    const of = metrics("AWS/EC2", { AutoScalingGroupName });
    return [{ title: "CPU of its instances", metrics: of("Average", "CPUUtilization") }];
  },

  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
  "aws:rds/instance:Instance": (resource) => {
    const DBInstanceIdentifier = outputOf(resource, "identifier");
    const of = metrics("AWS/RDS", { DBInstanceIdentifier });
    return [
      { title: "CPU", metrics: of("Average", "CPUUtilization") },
      { title: "connections", metrics: of("Maximum", "DatabaseConnections") },
      { title: "free storage", metrics: of("Minimum", "FreeStorageSpace") },
    ];
  },

  // https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
  "aws:ec2/natGateway:NatGateway": (resource) => {
    const of = metrics("AWS/NATGateway", { NatGatewayId: outputOf(resource, "id") });
    return [
      {
        title: "traffic",
        metrics: [
          ...of("Sum", "BytesOutToDestination", "BytesInFromDestination"),
          ...of("Sum", "ErrorPortAllocation"),
        ],
      },
    ];
  },

  // https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
  "aws:ec2/vpnConnection:VpnConnection": (resource) => {
    const of = metrics("AWS/VPN", { VpnId: outputOf(resource, "id") });
    return [{ title: "traffic", metrics: of("Sum", "TunnelDataIn", "TunnelDataOut") }];
  },

  // https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html
  "aws:directconnect/connection:Connection": (resource) => {
    const ConnectionId = outputOf(resource, "id");
    const of = metrics("AWS/DX", { ConnectionId });
    return [
      { title: "traffic", metrics: of("Average", "ConnectionBpsIngress", "ConnectionBpsEgress") },
    ];
  },

  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-with-cloudwatch.html
  "aws:route53/resolverEndpoint:ResolverEndpoint": (resource) => {
    const EndpointId = outputOf(resource, "id");
    const of = metrics("AWS/Route53Resolver", { EndpointId });
    return [{ title: "queries", metrics: of("Sum", "InboundQueryVolume", "OutboundQueryVolume") }];
  },

  // https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
  "aws:efs/fileSystem:FileSystem": (resource) => {
    const of = metrics("AWS/EFS", { FileSystemId: outputOf(resource, "id") });
    return [
      { title: "reads and writes", metrics: of("Sum", "DataReadIOBytes", "DataWriteIOBytes") },
      { title: "share of its operations", metrics: of("Maximum", "PercentIOLimit") },
    ];
  },

  // https://docs.aws.amazon.com/filegateway/latest/files3/monitoring-file-gateway.html
  "aws:storagegateway/gateway:Gateway": (resource) => {
    const of = metrics("AWS/StorageGateway", {
      GatewayId: outputOf(resource, "gatewayId"),
      GatewayName: outputOf(resource, "gatewayName"),
    });
    return [{ title: "cache", metrics: of("Average", "CacheHitPercent", "CachePercentDirty") }];
  },
};

function metrics(namespace: string, dimensions: ChartMetric["dimensions"]) {
  return (stat: string, ...names: readonly string[]): ChartMetric[] =>
    names.map((name) => ({ namespace, name, dimensions, stat }));
}
