import { securityHub, securityHubUrl } from "../../frameworks";
import { describe } from "../../graph";
import { type Demand, demanded } from "../../reading/demands";
import type { Rule } from "../../rule";
import type { Types } from "../../types";
import { backups, encrypted, privateOnly, zones } from "./dataServiceDemands";

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
      "OpenSearch domains, MSK brokers, Lambda function URLs and APIs of API Gateway are not on the internet.",
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
    description: "OpenSearch, ElastiCache and EFS survive the loss of a zone.",
    why: "A cache or an index in one zone takes the applications of every other zone down with it.",
    severity: "high",
    framework: securityHub(
      "ElastiCache.3",
      "ElastiCache replication groups should have automatic failover enabled",
    ),
    tags: [...tags, "resilience"],
    remediationSteps: "Switch on what the service has for several zones.",
    url: securityHubUrl("elasticache", "ElastiCache.3"),
    ...demanding(zones),
  },
  {
    number: 86,
    name: "require-data-service-backups",
    description: "DynamoDB tables have point-in-time recovery, and ElastiCache keeps snapshots.",
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
