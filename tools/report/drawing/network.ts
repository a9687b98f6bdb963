import type { Resource } from "../state";
import { count, record, records, text, texts } from "../values";
import { boxId, label, type Context } from "./context";
import { fileGateways, serviceBox } from "./dataCentre";
import { databases } from "./databases";
import type { Box, Frame } from "./diagram";
import { jobsInAws } from "./jobs";

const SUBNET = "aws:ec2/subnet:Subnet";
const TIERS = ["public", "private", "isolated"];

/** The network of the stack, tier by tier, with what runs and waits in each. */
export function vpcFrame(context: Context): Frame | undefined {
  const [vpc] = context.here("aws:ec2/vpc:Vpc");
  const { outputs } = context.state;
  const id = vpc?.id ?? text(outputs, "vpcId");
  if (id === "") return undefined;
  const children = TIERS.flatMap((tier) => tierFrame(context, tier) ?? []);
  return {
    id: "draw-vpc",
    urns: vpc === undefined ? [] : [vpc.urn],
    tone: "vpc",
    title: "VPC",
    subtitle: text(vpc?.properties ?? {}, "cidrBlock") || text(outputs, "vpcCidrBlock"),
    children,
  };
}

/** The id of a tier's frame. */
export function tierId(tier: string): string {
  return `draw-tier-${tier}`;
}

function tierFrame(context: Context, tier: string): Frame | undefined {
  const subnets = context
    .here(SUBNET)
    .filter(({ properties }) => text(record(properties, "tags"), "landbridge:tier") === tier);
  const adopted = texts(context.state.outputs, `${tier}SubnetIds`);
  const inside = { public: publicTier, private: privateTier, isolated: databases }[tier];
  const children = inside?.(context) ?? [];
  if (subnets.length + adopted.length + children.length === 0) return undefined;
  const chips = subnets.map(
    ({ properties }) =>
      `${text(properties, "availabilityZone").slice(-1)} ${text(properties, "cidrBlock")}`,
  );
  const found = adopted.length > 0 ? [count(adopted.length, "subnet")] : [];
  return {
    id: tierId(tier),
    urns: subnets.map(({ urn }) => urn),
    tone: "tier",
    title: `${tier.slice(0, 1).toUpperCase()}${tier.slice(1)} subnets`,
    subtitle: "",
    chips: chips.length > 0 ? chips : found,
    children,
  };
}

function publicTier(context: Context): Box[] {
  const gateways = context.here("aws:ec2/natGateway:NatGateway");
  const [first] = gateways;
  if (first === undefined) return [];
  const subnets = gateways.map(({ properties }) => text(properties, "subnetId"));
  const title = gateways.length === 1 ? "NAT gateway" : "NAT gateways";
  return [
    {
      id: boxId(first),
      urns: gateways.map(({ urn }) => urn),
      icon: "gateway",
      tone: "network",
      title,
      details: ["the only way out"],
      zones: context.zonesOf(subnets),
    },
  ];
}

function privateTier(context: Context): (Box | Frame)[] {
  return [
    ...resolverEndpoints(context),
    ...loadBalancers(context),
    ...clusterFrame(context),
    ...fileGateways(context, (host) => host === "EC2"),
    ...interfaceEndpoints(context),
  ];
}

function loadBalancers(context: Context): Box[] {
  return context.here("aws:lb/loadBalancer:LoadBalancer").map((each) => ({
    id: boxId(each),
    urns: [each.urn],
    icon: "balancer",
    tone: "network",
    title: "Load balancer",
    details: [label(each), "HTTPS"],
    zones: context.zonesOf(texts(each.properties, "subnets")),
  }));
}

/** The cluster's capacity in AWS, class by class, with the services that run on each. */
function clusterFrame(context: Context): (Box | Frame)[] {
  const services = context
    .here("aws:ecs/service:Service")
    .filter((each) => context.siteOf(each) === undefined);
  const groups = context.here("aws:autoscaling/group:Group");
  const classes = groups.map((group) => {
    const providers = context
      .here("aws:ecs/capacityProvider:CapacityProvider")
      .filter(({ properties }) => {
        const of = record(properties, "autoScalingGroupProvider");
        return text(of, "autoScalingGroupArn") === text(group.properties, "arn");
      });
    const names = providers.map(({ properties }) => text(properties, "name"));
    return { group, names, urns: providers.map(({ urn }) => urn) };
  });
  const on = (isProvider: (name: string) => boolean) => [
    ...services.filter(runsOn(isProvider)).map((each) => serviceBox(context, each)),
    ...jobsInAws(context, isProvider),
  ];
  const frames = classes.map(({ group, names, urns }) =>
    capacityFrame(
      context,
      group,
      urns,
      on((name) => names.includes(name)),
    ),
  );
  const drawn = classes.flatMap(({ names }) => names);
  const children = [...frames, ...on((name) => !drawn.includes(name))];
  const clusters = context.here("aws:ecs/cluster:Cluster");
  if (clusters.length === 0) return children;
  return clusters.map((cluster) => ({
    id: boxId(cluster),
    urns: [cluster.urn],
    tone: "group",
    title: "ECS cluster",
    subtitle: "in AWS",
    children,
  }));
}

/** By the first of its capacity providers; a service that names none is on "". */
function runsOn(isProvider: (name: string) => boolean) {
  return ({ properties }: Resource) => {
    const [first = {}] = records(properties, "capacityProviderStrategies");
    return isProvider(text(first, "capacityProvider"));
  };
}

function capacityFrame(
  context: Context,
  group: Resource,
  providers: readonly string[],
  children: readonly Box[],
): Frame {
  const { properties } = group;
  const mixed = record(record(properties, "mixedInstancesPolicy"), "launchTemplate");
  const types = records(mixed, "overrides").map((each) => text(each, "instanceType"));
  const sizes = `${text(properties, "minSize") || "0"} to ${text(properties, "maxSize")}`;
  const component = context.state.ancestors(group)[0];
  return {
    id: boxId(group),
    urns: [group.urn, ...providers],
    tone: "group",
    title: component?.name ?? label(group),
    subtitle: "",
    chips: [sizes, types[0] ?? ""].filter(Boolean),
    children,
  };
}

function interfaceEndpoints(context: Context): Box[] {
  const endpoints = context
    .here("aws:ec2/vpcEndpoint:VpcEndpoint")
    .filter(({ properties }) => text(properties, "vpcEndpointType") !== "Gateway");
  const interfaces = endpoints.filter((each) => context.securityGroupsOf(each).length > 0);
  const [first] = interfaces;
  if (first === undefined) return [];
  const zones = context.zonesOf(
    interfaces.flatMap(({ properties }) => texts(properties, "subnetIds")),
  );
  const urns = interfaces.map(({ urn }) => urn);
  const details = [count(interfaces.length, "API of AWS", "APIs of AWS")];
  const title = "Interface endpoints";
  return [{ id: boxId(first), urns, icon: "endpoint", tone: "network", title, details, zones }];
}

function resolverEndpoints(context: Context): Box[] {
  return context.here("aws:route53/resolverEndpoint:ResolverEndpoint").map((each) => {
    const addresses = records(each.properties, "ipAddresses");
    const isInbound = text(each.properties, "direction") === "INBOUND";
    return {
      id: boxId(each),
      urns: [each.urn],
      icon: "dns",
      tone: "network",
      title: isInbound ? "DNS inbound" : "DNS outbound",
      details: [count(addresses.length, "address", "addresses")],
      zones: context.zonesOf(addresses.map((of) => text(of, "subnetId"))),
    };
  });
}
