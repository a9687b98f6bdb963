import { Provider } from "@pulumi/aws";
import * as alb from "@pulumi/aws/alb";
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as lb from "@pulumi/aws/lb";
import * as sns from "@pulumi/aws/sns";
import * as transit from "@pulumi/aws/ec2transitgateway";
import { key, Network, type Pair } from "./pair";

const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/1";

function balancers(
  subnets: (network: Network) => lb.LoadBalancerArgs["subnets"],
  secure: boolean,
): void {
  const network = new Network();
  const args = { internal: secure, subnets: subnets(network) };
  const one = new lb.LoadBalancer("one", args);
  const other = new alb.LoadBalancer("other", args);
  const action = { type: "fixed-response", fixedResponse: { contentType: "text/plain" } };
  for (const [name, balancer] of [
    ["one", one],
    ["other", other],
  ] as const) {
    const how = secure
      ? {
          port: 443,
          protocol: "HTTPS",
          certificateArn,
          sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        }
      : { port: 80, protocol: "HTTP" };
    const listener = { loadBalancerArn: balancer.arn, defaultActions: [action], ...how };
    if (name === "one") new lb.Listener(name, listener);
    else new alb.Listener(name, listener);
  }
}

function mixedGroup(
  template: object,
  subnetIds: autoscaling.GroupArgs["vpcZoneIdentifiers"],
): void {
  const made = new ec2.LaunchTemplate("nodes", { imageId: "ami-0123456789abcdef0", ...template });
  new autoscaling.Group("nodes", {
    minSize: 2,
    maxSize: 6,
    vpcZoneIdentifiers: subnetIds,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: made.id, version: "$Latest" },
        overrides: [{ instanceType: "m7g.large" }, { instanceType: "m8g.large" }],
      },
    },
  });
}

function fargate(network: object): void {
  const task = new ecs.TaskDefinition("web", {
    family: "web",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: "arn:aws:iam::123456789012:role/execution",
    taskRoleArn: "arn:aws:iam::123456789012:role/web",
    containerDefinitions: JSON.stringify([
      { name: "web", image: "nginx:1.27.3", readonlyRootFilesystem: true },
    ]),
  });
  new ecs.Service("web", {
    cluster: "main",
    launchType: "FARGATE",
    desiredCount: 2,
    taskDefinition: task.arn,
    networkConfiguration: { securityGroups: ["sg-1"], subnets: [], ...network },
  });
}

/** A private subnet whose routes stand in its table: to a transit gateway, and to whatever else. */
function behindTransitGateway(more: (network: Network) => ec2.RouteTableArgs["routes"]): void {
  const network = new Network();
  const hub = new transit.TransitGateway("hub");
  const subnet = new ec2.Subnet("branch", {
    vpcId: network.vpc.id,
    availabilityZone: "eu-west-1a",
    cidrBlock: "10.8.20.0/24",
    tags: { tier: "private" },
  });
  new transit.VpcAttachment("branch", {
    vpcId: network.vpc.id,
    subnetIds: [subnet.id],
    transitGatewayId: hub.id,
  });
  const toHub = { cidrBlock: "10.0.0.0/8", transitGatewayId: hub.id };
  const others = more(network) as { cidrBlock: string }[];
  const table = new ec2.RouteTable("branch", {
    vpcId: network.vpc.id,
    routes: [toHub, ...others],
  });
  new ec2.RouteTableAssociation("branch", { subnetId: subnet.id, routeTableId: table.id });
}

function inRegions(provider: "eu-central-1" | "us-east-1", region: string): void {
  const elsewhere = new Provider("elsewhere", { region: provider });
  new cloudwatch.LogGroup("there", { kmsKeyId: key, retentionInDays: 30 }, { provider: elsewhere });
  new cloudwatch.LogGroup("by-itself", { region, kmsKeyId: key, retentionInDays: 30 });
}

const assume = (principal: object): string =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }],
  });

export const networkPairs: readonly Pair[] = [
  {
    what: "load balancers under both of their names, aws.lb and aws.alb",
    good: () => {
      balancers(({ privateIds }) => privateIds, true);
    },
    bad: () => {
      balancers(({ publicIds }) => publicIds, false);
    },
    caught: {
      "disallow-public-load-balancers": ["one", "other"],
      "require-tls-listeners": ["one", "other"],
    },
  },
  {
    what: "an Auto Scaling group of mixed instances",
    good: () => {
      const disk = { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key } };
      const metadataOptions = { httpTokens: "required", httpPutResponseHopLimit: 1 };
      const template = { metadataOptions, blockDeviceMappings: [disk] };
      mixedGroup(template, new Network().privateIds);
    },
    bad: () => {
      const disk = { deviceName: "/dev/xvda", ebs: { volumeSize: 50 } };
      const networkInterfaces = [{ associatePublicIpAddress: "true" }];
      mixedGroup({ blockDeviceMappings: [disk], networkInterfaces }, new Network().publicIds);
    },
    caught: {
      "require-imdsv2": ["nodes"],
      "require-ebs-encryption": ["nodes"],
      "disallow-public-addresses": ["nodes"],
      "require-private-compute-subnets": ["nodes"],
    },
  },
  {
    what: "a service on Fargate",
    good: () => {
      fargate({ subnets: new Network().privateIds });
    },
    bad: () => {
      fargate({ subnets: new Network().publicIds, assignPublicIp: true });
    },
    caught: {
      "disallow-public-addresses": ["web"],
      "require-private-compute-subnets": ["web"],
    },
  },
  {
    what: "a transit gateway behind routes that stand in their table",
    good: () => {
      behindTransitGateway(() => []);
    },
    bad: () => {
      behindTransitGateway(({ gateway }) => [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }]);
    },
    caught: { "disallow-internet-route-from-private-subnets": ["branch"] },
  },
  {
    what: "two providers, and a resource with a Region of its own",
    good: () => {
      inRegions("eu-central-1", "eu-west-1");
    },
    bad: () => {
      inRegions("us-east-1", "us-west-2");
    },
    caught: { "require-allowed-region": ["by-itself", "elsewhere"] },
  },
  {
    what: "policies by getPolicyDocumentOutput, of values that are not known yet",
    good: () => {
      const topic = new sns.Topic("topic", { kmsMasterKeyId: key });
      const role = new iam.Role("publisher", {
        assumeRolePolicy: assume({ Service: "ecs-tasks.amazonaws.com" }),
      });
      new iam.RolePolicy("publisher", {
        role: role.id,
        policy: iam.getPolicyDocumentOutput({
          statements: [{ actions: ["sns:Publish"], resources: [topic.arn] }],
        }).json,
      });
    },
    bad: () => {
      const role = new iam.Role("publisher", { assumeRolePolicy: assume({ AWS: "*" }) });
      const Statement = [{ Effect: "Allow", Action: "*", Resource: "*" }];
      new iam.RolePolicy("publisher", { role: role.id, policy: JSON.stringify({ Statement }) });
    },
    caught: {
      "disallow-public-trust": ["publisher"],
      "disallow-wildcard-permissions": ["publisher"],
    },
  },
];
