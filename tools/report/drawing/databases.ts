import type { Resource } from "../state";
import { record, text, texts } from "../values";
import { boxId, dataFacts, label, type Context } from "./context";
import type { Box, Line } from "./diagram";

export const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
export const PROXY = "aws:rds/proxy:Proxy";

/** Databases of the stack's Region, with the proxies before them. */
export function databases(context: Context): Box[] {
  return [
    ...context.here(PROXY).map((each) => proxyBox(context, each)),
    ...context.here(INSTANCE, CLUSTER).map((each) => databaseBox(context, each)),
  ];
}

function proxyBox(context: Context, proxy: Resource): Box {
  return {
    id: boxId(proxy),
    urns: [proxy.urn],
    icon: "gateway",
    tone: "data",
    title: "RDS Proxy",
    details: [nameOf(context, text(proxy.properties, "name") || label(proxy)), "TLS", "IAM"],
    zones: context.zonesOf(texts(proxy.properties, "vpcSubnetIds")),
  };
}

/** A database, wherever it is. */
export function databaseBox(context: Context, database: Resource): Box {
  const { properties } = database;
  const engine = [text(properties, "engine"), text(properties, "engineVersion")].join(" ").trim();
  const size = text(properties, "instanceClass") || text(properties, "dbClusterInstanceClass");
  const isReplica = text(properties, "replicateSourceDb") !== "";
  const zones = properties["multiAz"] === true ? "Multi-AZ" : "";
  return {
    id: boxId(database),
    urns: [database.urn],
    icon: "database",
    tone: isReplica ? "copy" : "data",
    title: isReplica ? "Read replica" : nameOf(context, identifier(database)),
    details: [engine, size, zones, ...(isReplica ? [] : dataFacts(database))].filter(Boolean),
  };
}

/** What config calls a database whose name begins with the stack's prefix. */
function nameOf(context: Context, identifier: string): string {
  const names = Object.keys(record(context.state.outputs, "databases"));
  return names.find((name) => identifier.endsWith(`-${name}`)) ?? identifier;
}

function identifier({ properties, ...database }: Resource): string {
  return (
    text(properties, "identifier") ||
    text(properties, "clusterIdentifier") ||
    label({ properties, ...database })
  );
}

/** From a source to each of its replicas. */
export function replicaLines(context: Context): Line[] {
  const all = context.state.ofType(INSTANCE);
  return all.flatMap((replica): Line[] => {
    const source = text(replica.properties, "replicateSourceDb");
    const from = all.find(
      (each) => identifier(each) === source || text(each.properties, "arn") === source,
    );
    if (from === undefined) return [];
    return [{ from: boxId(from), to: boxId(replica), kind: "copy" }];
  });
}
