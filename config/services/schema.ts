import { z } from "zod";
import { retentionInDays, uniqueList } from "../schema/leaves";
import { autoscalingSchema } from "./autoscaling";
import { containerKeys } from "./container";
import { healthCheckSchema } from "./healthCheck";
import { arnOf, hostLabel, hostPort, port, serviceName, tasks, urlPath } from "./leaves";
import { destination, statement } from "./access";
import { balancingKeys } from "./balancing";
import { fileSystemUse } from "./fileSystems";
import { deploymentSchema } from "./deployment";
import { objectivesSchema } from "./objectives";
import { networkBalancingKeys } from "./networkBalancing";
import { redirectsSchema } from "./redirects";
import { besideKeys } from "./sidecars";
import { databaseUse, volume } from "./stores";

/** Where a service runs. */
const PLACEMENTS = ["cloud", "on-prem", "both"] as const;

/** What may happen to a service's data. */
const DATA_CLASSES = ["public", "internal", "confidential", "on-prem-only"] as const;

const replicas = z
  .strictObject({
    cloud: tasks().default(2).meta({
      description:
        "Tasks in AWS; the fewest, when they are autoscaled. 0 lets the service wait for its image: nothing runs or scales.",
    }),
    onPrem: tasks()
      .default(2)
      .meta({ description: "Tasks on the site's servers: one for each server at most." }),
  })
  .prefault({})
  .meta({ description: "How many tasks each side runs." });

const traffic = z.strictObject({
  cloud: z
    .int()
    .min(0)
    .max(100)
    .meta({ unit: "percent", description: "Share of requests that AWS serves." }),
  onPrem: z
    .int()
    .min(0)
    .max(100)
    .meta({ unit: "percent", description: "Share of requests that the site serves." }),
});

export const serviceSchema = z.strictObject({
  name: serviceName().meta({ description: "Name of the service, and of everything that it has." }),
  placement: z.enum(PLACEMENTS).meta({
    description:
      "Where it runs: changing this line moves it. What the other side would need may stay; it is not used.",
  }),
  dataClassification: z.enum(DATA_CLASSES).meta({
    description:
      "Class of the data that it holds. on-prem-only never leaves the data centre, and so does the service.",
  }),
  ...containerKeys,
  cpu: z.int().min(128).max(196608).default(256).meta({
    description:
      "CPU of its own container; 1024 units are a vCPU. A task has that of sidecars besides, and in AWS 256 more with serviceConnect, for its proxy.",
    unit: "CPU units",
  }),
  memory: z.int().min(64).max(786432).default(512).meta({
    description:
      "Memory of its own container. A task has that of sidecars besides, and in AWS 64 more with serviceConnect.",
    unit: "MiB",
  }),
  ...besideKeys,
  secretsKmsKeyArns: uniqueList(arnOf(["kms"], "arn:aws:kms:eu-west-1:123456789012:key/..."))
    .default([])
    .meta({
      description:
        "Customer keys that encrypt these secrets and environmentFiles, where they are not AWS's own.",
    }),
  port: port()
    .optional()
    .meta({ description: "Port that the container listens on. A worker has none." }),
  protocol: z.enum(["HTTP", "HTTPS", "TCP", "TLS"]).default("HTTP").meta({
    description:
      "What the container speaks; with HTTPS and TLS its own certificate encrypts the way from the load balancer, which does not verify it, and Service Connect passes it on as TCP. TCP and TLS are what is not HTTP: connections, by the network load balancer.",
  }),
  protocolVersion: z.enum(["HTTP1", "HTTP2", "GRPC"]).default("HTTP1").meta({
    description:
      "Version of HTTP that the container speaks. GRPC has gRPC's codes in healthCheck.matcher.",
  }),
  hosts: uniqueList(hostLabel())
    .default([])
    .meta({
      description: "Names in the private zone under which the load balancer serves it.",
      examples: [["orders"]],
    }),
  paths: uniqueList(urlPath())
    .default([])
    .meta({
      description: "Paths of these hosts that are its own; all, when there are none.",
      examples: [["/api/*"]],
    }),
  priority: z.int().min(1).max(50000).optional().meta({
    description:
      "Priority of its listener rule, where the one that follows from its name is taken.",
  }),
  redirects: redirectsSchema,
  login: z.enum(["authenticate", "deny", "allow"]).optional().meta({
    description:
      "Whether people log in at the load balancer, by loadBalancer.openIdConnect: who has not is sent to the identity provider (authenticate), gets 401 (deny, for what scripts of a page call), or gets through without claims (allow). Left out, nobody has to.",
  }),
  loadBalancer: z.int().min(1).max(99).optional().meta({
    description:
      "Number of the internal load balancer that serves its hosts. Left out, the first one with room when the service comes, for good. Another number is a move: for some minutes its hosts have no targets.",
  }),
  ...balancingKeys,
  ...networkBalancingKeys,
  healthCheck: healthCheckSchema.optional(),
  capacityClass: z.string().optional().meta({
    description:
      "Capacity class of the cluster that it runs on in AWS, instead of the default one.",
  }),
  daemon: z.boolean().optional().meta({
    description:
      "Whether it has one task on every instance of its capacity class, and on every server of its site (those of its siteShare), instead of replicas: an agent that each of them needs.",
  }),
  replicas,
  autoscaling: autoscalingSchema.optional(),
  site: z
    .string()
    .optional()
    .meta({ description: "Site of landbridge:onPremises.sites whose servers run it." }),
  hostPort: hostPort().optional().meta({
    description: "Port of the site's servers that leads to it. Fixed: unique in the site.",
  }),
  siteShare: z.int().min(1).max(100).default(100).meta({
    unit: "percent",
    description:
      "Share of the site's servers that run it and are its targets, by their names: so that a large site's servers serve many services. Below 100, servers need the attribute landbridge.slot first (docs/services.md).",
  }),
  traffic: traffic
    .optional()
    .meta({ description: "Weights of the sides, for placement both. They add up to 100." }),
  burst: z.boolean().default(false).meta({
    description:
      "For placement both: the site serves, AWS adds tasks when load or the site's health asks for them.",
  }),
  failover: z.enum(["cloud", "on-prem"]).optional().meta({
    description:
      "For placement both, instead of traffic: the side that takes over all requests while the other one, which has them otherwise, has no healthy target. It takes the 3 to 5 minutes of an alarm (docs/services.md).",
  }),
  serviceConnect: z.boolean().default(true).meta({
    description:
      "Whether the cloud side is in the cluster's Service Connect namespace. External instances can't be.",
  }),
  placementStrategy: z.enum(["binpack", "spread"]).default("binpack").meta({
    description:
      "How its tasks in AWS are put on the instances of a zone, after they are spread over zones: binpack fills them by memory, so that empty ones go; spread puts each on another instance where it can.",
  }),
  executeCommand: z.boolean().default(false).meta({
    description:
      "Whether people may open a session in its containers, by ECS Exec. Sessions are logged; /var/lib/amazon/ssm becomes writable.",
  }),
  reaches: z
    .array(destination)
    .default([])
    .meta({ description: "What its tasks in AWS may connect to, besides AWS's own APIs." }),
  databases: z.array(databaseUse).default([]).meta({
    description:
      "Databases of landbridge:databases that it connects to: ways through security groups, permission, and where they are in environment variables.",
  }),
  volumes: z.array(volume).default([]).meta({
    description: "File shares of landbridge:fileShares that its containers mount, by NFS.",
  }),
  fileSystems: z.array(fileSystemUse).max(10).optional().meta({
    description:
      "File systems of landbridge:fileSystems that its container mounts, in AWS only: each by an access point of its own, over TLS, as its task role.",
  }),
  taskRoleStatements: z
    .array(statement)
    .default([])
    .meta({ description: "What its tasks may do in AWS." }),
  logRetentionInDays: retentionInDays().default(365),
  deregistrationDelayInSeconds: z.int().min(0).max(3600).default(30).meta({
    unit: "seconds",
    description: "How long a target that leaves may finish what it began.",
  }),
  stopTimeoutInSeconds: z.int().min(2).max(3600).default(60).meta({
    unit: "seconds",
    description:
      "How long a container may go on after SIGTERM before it is killed. On premises the load balancer notices only by its health check: long enough for that.",
  }),
  deployment: deploymentSchema,
  objectives: objectivesSchema,
  waitForSteadyState: z.boolean().default(true).meta({
    description: "Whether an update waits until its tasks in AWS run, and fails when they don't.",
  }),
});

export const servicesSchema = z
  .array(serviceSchema)
  .default([])
  .meta({ description: "The company's services, on either side or on both." });
