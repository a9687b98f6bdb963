import * as fc from "fast-check";
import { choose, fixed, sometimes, tricky, type Section } from "./values";

const destination = fc.oneof(
  fixed({ service: tricky(20) }),
  fixed({
    cidr: choose("10.100.8.0/24", "0.0.0.0/0", "10.100.8.1/32"),
    port: choose(443, 1521),
    description: sometimes(choose("Stock (old)", "a")),
  }),
);

export const service = fixed({
  name: tricky(20),
  placement: choose("cloud", "cloud", "on-prem", "both"),
  dataClassification: choose("public", "internal", "confidential"),
  image: choose(
    "public.ecr.aws/nginx/nginx:1.29.4",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x/y:1.2.3",
  ),
  imageArchitectures: fc.constant(["arm64", "x86_64"]),
  cpu: choose(128, 256),
  memory: choose(128, 512),
  environment: choose<Section>({}, { MODE: "a'b\"c\n$" }),
  secrets: choose<Section>(
    {},
    {
      KEY: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf:k::",
      OTHER: "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b",
    },
  ),
  writablePaths: choose<string[]>([], ["/tmp"], ["/tmp", "/var/cache"]),
  port: sometimes(choose(80, 8080), 4),
  protocol: choose("HTTP", "HTTPS"),
  hosts: fc.uniqueArray(fc.oneof(tricky(20), choose("shop", "a", "1")), { maxLength: 3 }),
  paths: fc.uniqueArray(choose("/api/*", "/a", "/*"), { maxLength: 2 }),
  priority: sometimes(fc.integer({ min: 1, max: 50000 })),
  loadBalancer: sometimes(fc.integer({ min: 1, max: 3 }), 1),
  healthCheck: sometimes(fc.constant({ path: "/healthz?a=b" }), 8),
  capacityClass: sometimes(choose("general", "batch")),
  replicas: fixed({ cloud: fc.nat(3), onPrem: fc.nat(3) }),
  autoscaling: sometimes(
    fixed({
      maxReplicas: fc.integer({ min: 1, max: 6 }),
      cpuUtilization: sometimes(fc.constant(60)),
      requestsPerTarget: sometimes(fc.constant(600)),
      steps: choose<Section[]>(
        [],
        [
          { metric: "cpu", above: 85, add: 2 },
          { metric: "memory", above: 95, add: 4 },
        ],
      ),
      schedules: choose<Section[]>(
        [],
        [{ name: "office", schedule: "cron(0 7 ? * MON-FRI *)", minReplicas: 1, maxReplicas: 2 }],
      ),
    }),
  ),
  site: choose("dublin", "a"),
  hostPort: fc.integer({ min: 10000, max: 10020 }),
  siteShare: sometimes(fc.integer({ min: 20, max: 100 })),
  traffic: sometimes(choose({ cloud: 0, onPrem: 100 }, { cloud: 50, onPrem: 50 }), 4),
  burst: choose(false, false, true),
  serviceConnect: choose(true, true, false),
  executeCommand: fc.boolean(),
  reaches: fc.array(destination, { maxLength: 4 }),
  databases: fc.array(fixed({ name: tricky(30), credentials: choose("iam", "secret") }), {
    maxLength: 3,
  }),
  volumes: fc.array(
    fixed({ share: tricky(30), path: choose("/data", "/in"), readOnly: fc.boolean() }),
    { maxLength: 2 },
  ),
  taskRoleStatements: choose<Section[]>(
    [],
    [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::reports/*"] }],
  ),
});
