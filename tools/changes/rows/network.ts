import type { Change } from "../change";

/** The VPC. */
export const network: readonly Change[] = [
  {
    what: "A zone less (c), with `proxyZones: [a, b]` for the database behind a proxy",
    edits: { "network.availabilityZones": ["a", "b"], "databases[0].proxyZones": ["a", "b"] },
    cut: "Tasks of zone c are replaced in the others, rolling. Clients of the database connect anew once, within the 30 seconds of its name.",
    plan: {
      updates: {
        "autoscaling Group": 2,
        "cloudwatch Dashboard": 1,
        "ec2 VpcEndpoint": 12,
        "ecs Service": 3,
        "iam RolePolicy": 2,
        "lb LoadBalancer": 1,
        "rds SubnetGroup": 1,
        "route53 Record": 1,
        "scheduler Schedule": 1,
      },
      deletes: {
        "ec2 Eip": 1,
        "ec2 NatGateway": 1,
        "ec2 NetworkAclAssociation": 1,
        "ec2 Route": 1,
        "ec2 RouteTable": 2,
        "ec2 RouteTableAssociation": 3,
        "ec2 Subnet": 3,
        "ec2 VpcEndpointRouteTableAssociation": 2,
        "ec2 VpnGatewayRoutePropagation": 2,
      },
      replaces: [
        "databases-orders-proxy-logs",
        "databases-orders-proxy-proxy",
        "databases-orders-proxy-target",
        "databases-orders-proxy-targets",
      ],
    },
  },
  {
    what: "A zone less while a proxy stands in it",
    edits: { "network.availabilityZones": ["a", "b"] },
    cut: "Nobody: nothing is changed.",
    plan: {
      error:
        'database "orders": its proxy stands in a zone that landbridge:network.availabilityZones no longer has, and RDS moves no proxy; give the database proxyZones: [a, b] in the same update, which makes a new proxy there before the old one goes',
    },
  },
  {
    what: "One NAT gateway for all zones",
    edits: { "network.natGateways": "single" },
    cut: "Nobody: nothing is changed. Production has one for each zone.",
    plan: {
      error:
        'landbridge:network.natGateways: "single" is lost with its zone, and takes every other zone\'s way out with it; a production stack has per-zone, or none',
    },
  },
  {
    what: "An interface endpoint more (sts)",
    edits: {
      "network.interfaceEndpoints": [
        "ecr.api",
        "ecr.dkr",
        "ecs",
        "ecs-agent",
        "ecs-telemetry",
        "kms",
        "logs",
        "s3",
        "secretsmanager",
        "ssm",
        "ssmmessages",
        "storagegateway",
        "sts",
      ],
    },
    cut: "Nobody; names of that service lead to the endpoint from then on.",
    plan: { creates: { "ec2 VpcEndpoint": 1 } },
  },
  {
    what: "An interface endpoint less that instances call",
    edits: {
      "network.interfaceEndpoints": [
        "ecr.api",
        "ecr.dkr",
        "ecs",
        "ecs-agent",
        "kms",
        "logs",
        "s3",
        "secretsmanager",
        "ssm",
        "ssmmessages",
        "storagegateway",
      ],
    },
    cut: "Nobody: nothing is changed.",
    plan: {
      error:
        'landbridge:network.interfaceEndpoints: ["ecr.api","ecr.dkr","ecs","ecs-agent","kms","logs","s3","secretsmanager","ssm","ssmmessages","storagegateway"] has no ecs-telemetry: images, logs and commands of the instances would go by NAT and stop with it; use essential, or list them',
    },
  },
  {
    what: "Flow logs kept longer",
    edits: { "network.flowLogs.retentionInDays": 731 },
    cut: "Nobody.",
    plan: { updates: { "cloudwatch LogGroup": 1 } },
  },
  {
    what: "A network of another stack more",
    edits: { "network.peerCidrs": ["10.20.0.0/16", "10.40.0.0/16", "10.50.0.0/16"] },
    cut: "Nobody: it is for config's own checks.",
    plan: {},
  },
  {
    what: "Another block for the VPC",
    edits: { "network.vpcCidr": "10.31.0.0/16" },
    cut: "Nobody: nothing is changed. A new VPC is a new stack.",
    plan: {
      error:
        'landbridge:network.vpcCidr: "10.31.0.0/16" takes the place of 10.30.0.0/16, and a VPC keeps its block: everything in it would be made anew, databases included. Make another stack, and move services and data there',
    },
  },
];
