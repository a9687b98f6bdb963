import { wellArchitected } from "../../frameworks";
import { describe, type Graph, type Node } from "../../graph";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** Something that a strategy is made of, of which there is one for each database or share at least. */
interface Piece {
  readonly role: "primary" | "standby";
  /** The strategies that have it. */
  readonly strategies: readonly string[];
  readonly of: "databases" | "fileShares" | "services";
  readonly found: (graph: Graph) => readonly Node[];
  readonly what: string;
  readonly change: string;
}

const all = ["backup-restore", "pilot-light", "warm-standby", "active-active"];
const lit = all.slice(1);
const warm = all.slice(2);

const pieces: readonly Piece[] = [
  {
    role: "primary",
    strategies: all,
    of: "databases",
    found: (graph) => graph.ofType(types.automatedBackupsReplication),
    what: "automated backups in the recovery Region",
    change:
      "add an aws.rds.InstanceAutomatedBackupsReplication with sourceDbInstanceArn of the database",
  },
  {
    role: "primary",
    strategies: lit,
    of: "fileShares",
    found: (graph) =>
      graph
        .ofType(types.bucketReplication)
        .filter(({ inputs }) =>
          inputs.objects("rules").some((rule) => rule.string("status") === "Enabled"),
        ),
    what: "a replica of the bucket in the recovery Region",
    change: 'rules[].status of the bucket\'s aws.s3.BucketReplicationConfig: "Enabled"',
  },
  {
    role: "standby",
    strategies: lit,
    of: "databases",
    found: (graph) =>
      graph.ofType(types.rdsInstance).filter(({ inputs }) => inputs.isSet("replicateSourceDb")),
    what: "a replica that waits",
    change: "replicateSourceDb of the database: the ARN of the primary stack's instance",
  },
  {
    role: "standby",
    strategies: warm,
    of: "services",
    found: (graph) =>
      graph
        .ofType(types.ecsService)
        .filter(({ inputs }) => (inputs.number("desiredCount") ?? 0) > 0),
    what: "a task that waits",
    change: "desiredCount of the service: 1 or more",
  },
];

const words = { databases: "databases", fileShares: "file shares", services: "services" };

/** What a warm standby's tasks run on and are reached by. */
const front = [
  {
    found: (graph: Graph) =>
      graph
        .ofType(types.autoScalingGroup)
        .filter(({ inputs }) => (inputs.number("minSize") ?? 0) > 0),
    what: "no instance that waits",
    change: "minSize of an aws.autoscaling.Group: 1 or more",
  },
  {
    found: (graph: Graph) => graph.ofType(types.loadBalancer),
    what: "no load balancer",
    change: "landbridge:loadBalancer: a certificate, or the authority that issues one",
  },
] as const;

export const recoveryRules: readonly Rule[] = [
  {
    number: 73,
    name: "require-recovery-pieces",
    description: "A stack has every piece of the recovery strategy that it says it has.",
    why: "A pilot light without a replica is found out to be a backup in the hour when somebody counts on two hours instead of a day.",
    severity: "critical",
    framework: wellArchitected("REL13-BP02", "Use defined recovery strategies"),
    tags: ["recovery", "resilience"],
    remediationSteps:
      "Add what is missing, or set landbridge:recovery.strategy to what the stack really has.",
    url: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
    checkStack(graph, report) {
      for (const recovery of graph.ofType(types.recoveryRegion)) {
        const { props } = recovery;
        const strategy = props.string("strategy") ?? "";
        const asked = pieces.filter(
          (piece) => piece.role === props.string("role") && piece.strategies.includes(strategy),
        );
        for (const { of, found, what, change } of asked) {
          const names = props.strings(of);
          const there = found(graph).length;
          if (there >= names.length) continue;
          report.violation(
            recovery,
            `${describe(recovery)} says ${strategy}, but of ${names.length} ${words[of]} (${names.join(", ")}) ${there} have ${what}`,
            change,
          );
        }
        const waits = props.string("role") === "standby" && warm.includes(strategy);
        if (!waits || props.strings("services").length === 0) continue;
        for (const { found, what, change } of front) {
          if (found(graph).length > 0) continue;
          report.violation(
            recovery,
            `${describe(recovery)} says ${strategy}, but has ${what}`,
            change,
          );
        }
      }
    },
  },
];
