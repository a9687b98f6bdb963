import { securityHub, securityHubUrl } from "../../frameworks";
import { describe, type Graph, type Node } from "../../graph";
import { type Demand, demanded } from "../../reading/demands";
import { both, few, type Span, span } from "../../reading/zones";
import type { Report, Rule } from "../../rule";
import type { Settings } from "../../settings";
import { types, type Types } from "../../types";
import { backups, privateOnly, zones } from "./dataServiceDemands";
import { encrypted } from "./encryptionDemands";

function demanding(demands: readonly Demand[]): Pick<Rule, "types" | "check"> {
  const all: Types = [...new Set(demands.flatMap((demand) => demand.types))];
  return {
    types: all,
    check(resource, report) {
      for (const { problem, change } of demanded(demands, resource)) {
        report.violation(resource, `${describe(resource)} ${problem}`, change);
      }
    },
  };
}

/** Where a service stands by the subnets that it is given, and the property that says so. */
function placed(graph: Graph): { on: Node; spans: readonly Span[]; line: string }[] {
  const within = (on: Node, property: string, key: string): Span[] =>
    on.props.objects(property).map((each) => span(graph, on, property, each, key));
  const targets = (files: Node): Node[] =>
    graph
      .ofType(types.mountTarget)
      .filter((target) =>
        graph.references(target, "fileSystemId", types.fileSystem).certain.includes(files),
      );
  return [
    ...graph.ofType(types.kafkaCluster).map((on) => ({
      on,
      spans: within(on, "brokerNodeGroupInfo", "clientSubnets"),
      line: `brokerNodeGroupInfo.clientSubnets of ${describe(on)}: add a subnet of another zone`,
    })),
    ...graph.ofType(types.kafkaServerless).map((on) => ({
      on,
      spans: within(on, "vpcConfigs", "subnetIds"),
      line: `vpcConfigs[].subnetIds of ${describe(on)}: add a subnet of another zone`,
    })),
    ...graph.ofType(types.fileSystem).map((on) => ({
      on,
      spans: targets(on).map((target) => span(graph, target, "subnetId")),
      line: `add an aws.efs.MountTarget with fileSystemId of ${describe(on)} in another zone`,
    })),
  ];
}

function checkPlaces(graph: Graph, report: Report, { minimumZones }: Settings): void {
  for (const { on, spans, line } of placed(graph)) {
    if (spans.length === 0) continue;
    const found = spans.reduce(both);
    if (found.zones.length >= minimumZones) continue;
    const problem = `${describe(on)} is reached in ${few(found)}`;
    if (found.untold > 0) report.unsure(on, `${problem}, as far as this preview can tell`, line);
    else report.violation(on, problem, line);
  }
}

const tags = ["data-services"];

export const dataServiceRules: readonly Rule[] = [
  {
    number: 83,
    name: "require-data-service-encryption",
    description:
      "DynamoDB, EFS, OpenSearch, ElastiCache, MSK, SQS and Lambda encrypt with a customer key, and speak TLS.",
    why: "The promise of encryption is of all data, not of the databases alone; access to data under AWS's own key can't be withdrawn.",
    severity: "high",
    framework: securityHub(
      "Opensearch.1",
      "OpenSearch domains should have encryption at rest enabled",
    ),
    tags: [...tags, "encryption"],
    remediationSteps: "Name a customer managed KMS key, and leave TLS on, as each service has it.",
    url: securityHubUrl("opensearch", "Opensearch.1"),
    ...demanding(encrypted),
  },
  {
    number: 84,
    name: "disallow-public-data-services",
    description:
      "OpenSearch domains, MSK brokers, Lambda functions and APIs of API Gateway are not on the internet, and no policy lets everybody mount a file system.",
    why: "Such a service has an address of its own on the internet, which no subnet and no route keeps private.",
    severity: "critical",
    framework: securityHub("Opensearch.2", "OpenSearch domains should not be publicly accessible"),
    tags: [...tags, "network"],
    remediationSteps: "Put the service into the VPC, or let only IAM identities call it.",
    url: securityHubUrl("opensearch", "Opensearch.2"),
    ...demanding(privateOnly),
  },
  {
    number: 85,
    name: "configure-data-service-zones",
    description: "OpenSearch, ElastiCache, EFS and MSK survive the loss of a zone.",
    why: "A cache or an index in one zone takes the applications of every other zone down with it.",
    severity: "high",
    framework: securityHub(
      "ElastiCache.3",
      "ElastiCache replication groups should have automatic failover enabled",
    ),
    tags: [...tags, "resilience"],
    remediationSteps:
      "Switch on what the service has for several zones, and give it subnets in two of them.",
    url: securityHubUrl("elasticache", "ElastiCache.3"),
    ...demanding(zones),
    checkStack: checkPlaces,
  },
  {
    number: 86,
    name: "require-data-service-backups",
    description:
      "DynamoDB tables and their replicas have point-in-time recovery, and ElastiCache keeps snapshots.",
    why: "A backup plan's daily copy loses a day of orders; the services' own backups lose seconds, and cost little.",
    severity: "high",
    framework: securityHub(
      "DynamoDB.2",
      "DynamoDB tables should have point-in-time recovery enabled",
    ),
    tags: [...tags, "data-protection"],
    remediationSteps: "Switch on pointInTimeRecovery, or give snapshotRetentionLimit.",
    url: securityHubUrl("dynamodb", "DynamoDB.2"),
    ...demanding(backups),
  },
];
