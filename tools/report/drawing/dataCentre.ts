import type { Resource } from "../state";
import { count, record, records, text, texts } from "../values";
import { boxId, dataFacts, label, type Context } from "./context";
import type { Box, Frame } from "./diagram";
import { jobsAtSite } from "./jobs";

export const FILE_SHARES = [
  "aws:storagegateway/nfsFileShare:NfsFileShare",
  "aws:storagegateway/smbFileShare:SmbFileShare",
];

/** The company's own side: routers, servers with what runs on them, file gateways and name servers. */
export function dataCentre(context: Context): Frame | undefined {
  const children = [
    ...routers(context),
    ...sites(context),
    ...fileGateways(context, (host) => host !== "EC2"),
    ...nameServers(context),
  ];
  if (children.length === 0) return undefined;
  const networks = texts(record(context.state.outputs, "connectivity"), "onPremisesCidrs");
  const chips = networks.length > 3 ? [count(networks.length, "network")] : networks;
  const title = "Data centre";
  return {
    id: "draw-data-centre",
    urns: [],
    tone: "dataCentre",
    title,
    subtitle: "",
    chips,
    children,
  };
}

/** The id of a router or firewall by its name in config. */
export function routerId(device: string): string {
  return `draw-device-${device}`.replace(/[^\w-]+/g, "-").toLowerCase();
}

function routers(context: Context): Box[] {
  const gateways = context.state.ofType("aws:ec2/customerGateway:CustomerGateway");
  const links = records(record(context.state.outputs, "connectivity"), "links");
  const named = [...gateways.map(deviceOf), ...links.map((link) => text(link, "device"))];
  return [...new Set(named)]
    .filter((device) => device !== "")
    .sort()
    .map((device) => {
      const ends = gateways.filter((each) => deviceOf(each) === device);
      const details = ends.flatMap(({ properties }) => [
        text(properties, "ipAddress"),
        `AS ${text(properties, "bgpAsn")}`,
      ]);
      const id = routerId(device);
      const urns = ends.map(({ urn }) => urn);
      return { id, urns, icon: "router", tone: "network", title: device, details };
    });
}

/** The device that ends a customer gateway's tunnels. */
export function deviceOf(gateway: Resource): string {
  return text(gateway.properties, "deviceName") || label(gateway);
}

function sites(context: Context): Frame[] {
  const services = context.state.ofType("aws:ecs/service:Service");
  const described = records(context.state.outputs, "sites");
  const names = [
    ...described.map((each) => text(each, "site")),
    ...services.flatMap((each) => context.siteOf(each) ?? []),
  ];
  return [...new Set(names)].sort().map((site) => {
    const facts = described.find((each) => text(each, "site") === site) ?? {};
    const servers = records(facts, "servers").map((each) => text(each, "name"));
    const joined = context.state
      .ofType("aws:ssm/activation:Activation")
      .filter(({ id }) => id === text(facts, "activationId"));
    return {
      id: `draw-site-${site}`.replace(/[^\w-]+/g, "-").toLowerCase(),
      urns: joined.map(({ urn }) => urn),
      tone: "group",
      title: site === "" ? "Servers" : `Site ${site}`,
      subtitle: "ECS Anywhere",
      chips: servers.length > 6 ? [count(servers.length, "server")] : servers,
      children: [
        ...services
          .filter((each) => context.siteOf(each) === site)
          .map((each) => serviceBox(context, each)),
        ...jobsAtSite(context, site),
      ],
    };
  });
}

/** One side of a service. */
export function serviceBox(context: Context, service: Resource): Box {
  const { properties, urn } = service;
  const tasks = Number(text(properties, "desiredCount") || "0");
  const network = record(properties, "networkConfiguration");
  return {
    id: boxId(service),
    urns: [urn],
    icon: "service",
    tone: "compute",
    title: context.serviceOf(service)?.name ?? label(service),
    details: [count(tasks, "task"), ...dataFacts(service)],
    zones: context.zonesOf(texts(network, "subnets")),
  };
}

/** File gateways with their shares, those on hosts that are asked for. */
export function fileGateways(context: Context, wanted: (host: string) => boolean): Frame[] {
  const gateways = context.state
    .ofType("aws:storagegateway/gateway:Gateway")
    .filter(({ properties }) => wanted(text(properties, "hostEnvironment")));
  return gateways.map((gateway) => {
    const shares = context.state
      .ofType(...FILE_SHARES)
      .filter(({ properties }) => text(properties, "gatewayArn") === gateway.id);
    return {
      id: boxId(gateway),
      urns: [gateway.urn],
      tone: "group",
      title: "File gateway",
      subtitle: text(gateway.properties, "gatewayIpAddress"),
      children: shares.map(shareBox),
    };
  });
}

function shareBox(share: Resource): Box {
  const protocol = share.type.includes("nfs") ? "NFS" : "SMB";
  const id = boxId(share);
  const title = text(share.properties, "fileShareName") || label(share);
  const details = [protocol, ...dataFacts(share)];
  return { id, urns: [share.urn], icon: "folder", tone: "data", title, details };
}

function nameServers(context: Context): Box[] {
  const rules = context.state
    .ofType("aws:route53/resolverRule:ResolverRule")
    .filter(({ properties }) => records(properties, "targetIps").length > 0);
  return rules.map((rule) => ({
    id: boxId(rule),
    urns: [rule.urn],
    icon: "dns",
    tone: "network",
    title: text(rule.properties, "domainName").replace(/\.$/, ""),
    details: records(rule.properties, "targetIps").map((each) => text(each, "ip")),
  }));
}
