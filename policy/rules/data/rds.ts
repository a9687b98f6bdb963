import { describe, type Graph, type Node, type Resource } from "../../graph";
import { isDefaultRoute, networkOf, routeLine } from "../../reading/network";
import { securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import type { Report, Rule } from "../../rule";
import { types } from "../../types";
import { few, span } from "../../reading/zones";

const tags = ["rds"];

function checkSubnetGroup(graph: Graph, group: Node, report: Report): void {
  const network = networkOf(graph);
  const found = graph.references(group, "subnetIds", types.subnet);
  const { certain, possible, external, unresolved } = found;
  for (const subnet of certain) {
    const route = network.internetRoute(subnet);
    if (route) {
      report.violation(
        group,
        `${describe(group)} contains ${describe(subnet)}, which ${describe(route.on)} opens to an internet gateway`,
        `subnetIds of ${describe(group)}: leave that subnet out; or ${routeLine(route)}`,
      );
      continue;
    }
    const unsure = network.unsureRoute(subnet);
    if (!unsure) continue;
    const say = isDefaultRoute(unsure) ? report.violation : report.unsure;
    say(
      group,
      `${describe(group)} contains ${describe(subnet)}, and nothing shows that the gateway of ${describe(unsure.on)} is no internet gateway`,
      `${routeLine(unsure)}: refer to the gateway itself, where the program makes the route`,
    );
  }
  const open = possible.filter((subnet) => network.internetRoute(subnet));
  if (open.length > 0) {
    const names = open.map(describe).join(", ");
    const line = `subnetIds of ${describe(group)}: take private subnets only`;
    if (open.length === possible.length) {
      report.violation(group, `${describe(group)} can only contain public subnets: ${names}`, line);
    } else {
      report.unsure(
        group,
        `${describe(group)} takes some of ${possible.length} subnets, of which ${names} are public; this preview cannot tell which`,
        line,
      );
    }
  }
  if (external.length > 0 || unresolved) {
    const which = external.length > 0 ? external.join(", ") : "not known yet";
    report.unsure(
      group,
      `${describe(group)} contains subnets that this stack does not make, whose routes cannot be seen from here: ${which}`,
      `subnetIds of ${describe(group)}: make sure that none is public`,
    );
  }
}

function checkEncryption(resource: Resource, report: Report): void {
  const { props } = resource;
  const replica = ["replicateSourceDb", "replicationSourceIdentifier"].some((key) =>
    props.isSet(key),
  );
  const encrypted = props.boolean("storageEncrypted");
  // A replica in the same Region takes its source's encryption and key.
  if (encrypted === false || (!replica && !props.isSet("storageEncrypted"))) {
    report.violation(
      resource,
      `${describe(resource)} does not encrypt its storage`,
      "storageEncrypted: true, and kmsKeyId: a key of your own. Neither can be changed in place.",
    );
  } else if (props.isUnknown("storageEncrypted")) {
    report.unsure(
      resource,
      `${describe(resource)} has a storageEncrypted that this preview cannot know`,
      "storageEncrypted: true",
    );
  } else if (!replica && !props.isSet("kmsKeyId")) {
    report.violation(
      resource,
      `${describe(resource)} is encrypted with the AWS managed key, whose policy nobody here controls`,
      "kmsKeyId: the ARN of a customer managed key",
    );
  } else if (/\balias\/aws\//.test(props.string("kmsKeyId") ?? "")) {
    report.violation(
      resource,
      `${describe(resource)} is encrypted with the AWS managed key ${props.string("kmsKeyId")}`,
      "kmsKeyId: the ARN of a customer managed key",
    );
  }
}

export const rdsRules: readonly Rule[] = [
  {
    number: 1,
    name: "disallow-public-database-access",
    description: "Database instances are not publicly accessible.",
    why: "A database with a public address is one leaked password or one engine flaw away from the internet.",
    severity: "critical",
    framework: securityHub(
      "RDS.2",
      "RDS DB instances should prohibit public access, as determined by the PubliclyAccessible configuration",
    ),
    tags: [...tags, "network"],
    remediationSteps:
      "Set publiclyAccessible to false, or leave it out. Reach the database from inside the VPC or from the data centre.",
    url: securityHubUrl("rds", "RDS.2"),
    types: types.databaseEndpoint,
    check(resource, report) {
      if (resource.props.boolean("publiclyAccessible") === true) {
        report.violation(
          resource,
          `${describe(resource)} gets a public address`,
          "publiclyAccessible: false",
        );
      }
    },
  },
  {
    number: 7,
    name: "require-private-database-subnets",
    description: "No subnet of a database subnet group has a route to an internet gateway.",
    why: "publiclyAccessible is one flag; without a route to the internet the flag cannot do harm, now or after a later change.",
    severity: "critical",
    framework: securityHub(
      "RDS.46",
      "RDS DB instances should not be deployed in public subnets with routes to internet gateways",
    ),
    tags: [...tags, "network"],
    remediationSteps:
      "Build the subnet group from isolated subnets, whose route table has no route to an internet gateway.",
    url: securityHubUrl("rds", "RDS.46"),
    locked: true,
    checkStack(graph, report) {
      for (const group of graph.ofType(types.subnetGroup)) {
        checkSubnetGroup(graph, group, report);
      }
    },
  },
  {
    number: 13,
    name: "configure-rds-multi-az",
    description: "RDS instances are Multi-AZ, and Aurora clusters have two instances or more.",
    why: "A database in one zone is down as long as that zone is; failover needs a standby that already runs elsewhere.",
    severity: "high",
    framework: securityHub(
      "RDS.5",
      "RDS DB instances should be configured with multiple Availability Zones",
    ),
    tags: [...tags, "resilience"],
    remediationSteps: "Set multiAz to true. For Aurora add a second aws.rds.ClusterInstance.",
    url: securityHubUrl("rds", "RDS.5"),
    types: types.rdsInstance,
    check(resource, report) {
      const { props } = resource;
      if (props.boolean("multiAz") === true || props.isSet("replicateSourceDb")) return;
      const [problem, change] = [`${describe(resource)} runs in one zone only`, "multiAz: true"];
      if (props.isUnknown("multiAz"))
        report.unsure(resource, `${problem}, or not: its multiAz is not known yet`, change);
      else report.violation(resource, problem, change);
    },
    checkStack(graph, report) {
      const instances = graph.ofType(types.rdsClusterInstance);
      for (const cluster of graph.ofType(types.rdsCluster)) {
        // With an instance class of its own it is a Multi-AZ DB cluster: three zones by nature.
        if (cluster.props.isSet("dbClusterInstanceClass")) continue;
        const own = instances.filter((instance) =>
          graph
            .references(instance, "clusterIdentifier", types.rdsCluster)
            .certain.includes(cluster),
        );
        if (own.length >= 2) continue;
        report.violation(
          cluster,
          `${describe(cluster)} has ${own.length} instance${own.length === 1 ? "" : "s"}: nothing to fail over to`,
          `add an aws.rds.ClusterInstance with clusterIdentifier of ${describe(cluster)}, in another zone`,
        );
      }
    },
  },
  {
    number: 14,
    name: "require-database-subnet-zones",
    description: "A database subnet group spans two zones or more.",
    why: "Multi-AZ has nowhere to put the standby otherwise, and a group cannot be widened while a zone is down.",
    severity: "high",
    framework: wellArchitected("REL10-BP01", "Deploy the workload to multiple locations"),
    tags: [...tags, "resilience"],
    remediationSteps: "Give subnetIds one subnet in each of two zones at least.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    checkStack(graph, report, { minimumZones }) {
      for (const group of graph.ofType(types.subnetGroup)) {
        const zones = span(graph, group, "subnetIds");
        const { untold } = zones;
        if (zones.zones.length >= minimumZones) continue;
        const problem = `${describe(group)} spans ${few(zones)}`;
        const change = `subnetIds of ${describe(group)}: add a subnet of another zone`;
        if (untold > 0) report.unsure(group, `${problem}, as far as this preview can tell`, change);
        else report.violation(group, problem, change);
      }
    },
  },
  {
    number: 19,
    name: "require-database-customer-key",
    description: "Database storage is encrypted with a customer managed KMS key.",
    why: "AWS's default is no encryption, and it cannot be switched on later without a new database; with a key of your own, access to the data can be granted, watched and withdrawn.",
    severity: "critical",
    framework: securityHub("RDS.3", "RDS DB instances should have encryption at-rest enabled"),
    tags: [...tags, "encryption"],
    remediationSteps:
      "Set storageEncrypted to true and kmsKeyId to a customer managed key. For a database that exists: snapshot, copy with the key, restore.",
    url: securityHubUrl("rds", "RDS.3"),
    locked: true,
    types: [...types.rdsInstance, ...types.databaseCluster],
    check: checkEncryption,
  },
];
