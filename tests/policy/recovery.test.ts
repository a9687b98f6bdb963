import type { Program } from "../support/policy";
import { itJudges } from "./cases";

function recovery(program: Program, strategy: string, role: string): void {
  const outputs = { strategy, role, databases: ["orders"], fileShares: ["scans"] };
  program.add("landbridge:recovery:RecoveryRegion", "recovery", outputs, { outputs });
}

function backups(program: Program): void {
  program.add(
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    "backups",
    { sourceDbInstanceArn: "arn:aws:rds:eu-west-1:123456789012:db:orders" },
  );
}

function files(program: Program, status = "Enabled"): void {
  program.add("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "files", {
    rules: [{ status, destination: { bucket: "arn:aws:s3:::replica" } }],
  });
}

function warm(program: Program, desiredCount: number, minSize: number): void {
  const outputs = { strategy: "warm-standby", role: "standby", services: ["web"] };
  program.add("landbridge:recovery:RecoveryRegion", "recovery", outputs, { outputs });
  program.add("aws:ecs/service:Service", "web", { desiredCount });
  program.add("aws:autoscaling/group:Group", "group", { minSize, maxSize: 3 });
  program.add("aws:lb/loadBalancer:LoadBalancer", "alb", { internal: true });
}

itJudges("require-recovery-pieces", [
  {
    what: "a primary that copies backups, by backup-restore",
    program: (program) => {
      recovery(program, "backup-restore", "primary");
      backups(program);
    },
  },
  {
    what: "a primary that copies no automated backups",
    program: (program) => recovery(program, "backup-restore", "primary"),
    rejects: ["recovery"],
    says: /of 1 databases \(orders\) 0 have automated backups in the recovery Region/,
  },
  {
    what: "a pilot light's primary that replicates files",
    program: (program) => {
      recovery(program, "pilot-light", "primary");
      backups(program);
      files(program);
    },
  },
  {
    what: "a pilot light's primary whose replication is switched off",
    program: (program) => {
      recovery(program, "pilot-light", "primary");
      backups(program);
      files(program, "Disabled");
    },
    rejects: ["recovery"],
    says: /of 1 file shares \(scans\) 0 have a replica of the bucket/,
  },
  {
    what: "a pilot light with a replica",
    program: (program) => {
      recovery(program, "pilot-light", "standby");
      program.add("aws:rds/instance:Instance", "db", { replicateSourceDb: "arn:aws:rds:..." });
    },
  },
  {
    what: "a pilot light without a replica",
    program: (program) => {
      recovery(program, "pilot-light", "standby");
      program.add("aws:rds/instance:Instance", "db", { engine: "postgres" });
    },
    rejects: ["recovery"],
    says: /says pilot-light, but of 1 databases \(orders\) 0 have a replica that waits/,
  },
  {
    what: "a standby by backup-restore, which has nothing",
    program: (program) => recovery(program, "backup-restore", "standby"),
  },
  {
    what: "a warm standby whose tasks, instances and load balancer wait",
    program: (program) => warm(program, 1, 1),
  },
  {
    what: "a warm standby without a task",
    program: (program) => warm(program, 0, 1),
    rejects: ["recovery"],
    says: /says warm-standby, but of 1 services \(web\) 0 have a task that waits/,
  },
  {
    what: "a warm standby without an instance",
    program: (program) => warm(program, 1, 0),
    rejects: ["recovery"],
    says: /says warm-standby, but has no instance that waits/,
  },
  {
    what: "a promoted stack",
    program: (program) => recovery(program, "pilot-light", "active"),
  },
]);
