import { z } from "zod";
import type * as iam from "@pulumi/aws/iam";

/**
 * Version of what a platform's stack offers to stacks of services. A further key leaves it as it is: who reads an older one
 * doesn't look at it. It goes up when a key that is read changes its meaning or goes: see docs/adr/0170-stacks-of-services.md.
 */
export const PLATFORM_VERSION = 1;

const statements = z.array(z.custom<iam.PolicyStatement>());

/** What of a load balancer a service needs. */
const front = z.object({
  arnSuffix: z.string(),
  dnsName: z.string(),
  hostedZoneId: z.string(),
  httpsListenerArn: z.string(),
  securityGroupId: z.string(),
});

const database = z.object({
  hostname: z.string(),
  securityGroupId: z.string(),
  port: z.int(),
  databaseName: z.string(),
  connectArn: z.string(),
  arn: z.string(),
  secretArn: z.string(),
});

const byName = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

/** What the platform has made, as services are put into it. */
const madeSchema = z.object({
  vpcId: z.string(),
  privateSubnetIds: z.array(z.string()),
  endpointSecurityGroupId: z.string().optional(),
  clusterArn: z.string(),
  clusterName: z.string(),
  execStatements: statements,
  capacityProviderNames: byName(z.string()),
  architectures: byName(z.enum(["arm64", "x86_64"])),
  defaultCapacityClass: z.string(),
  serviceConnectNamespaceArn: z.string(),
  sites: byName(
    z.object({
      placementExpression: z.string(),
      servers: z.array(z.object({ name: z.string(), address: z.string() })),
    }),
  ),
  loadBalancers: byName(front),
  zoneId: z.string().optional(),
  zoneName: z.string().optional(),
  alarmTopics: z.object({ critical: z.string(), warning: z.string() }),
  logsKmsKeyArn: z.string(),
  databaseKmsKeyArn: z.string(),
  computeKmsKeyArn: z.string(),
  images: z.object({
    imagePrefix: z.string(),
    cachePrefix: z.string(),
    cacheStatements: statements,
  }),
  databases: byName(database),
  retainLogs: z.boolean(),
});

/** A service or a job as other stacks of the same platform have to know it: what of it may be theirs as well. */
export const neighbourSchema = z.object({
  name: z.string(),
  /** The stack that has it. */
  stack: z.string(),
  /** Version of the platform that its stack reads. */
  version: z.int(),
  hosts: z.array(z.string()),
  /** Of its hosts, from 1. */
  loadBalancer: z.int(),
  /** Of its listener rule; undefined without hosts. */
  priority: z.int().optional(),
  /** Of the rules of its redirects. */
  redirectPriorities: z.array(z.int()).optional(),
  targetGroups: z.int(),
  placement: z.enum(["cloud", "on-prem", "both"]),
  port: z.int().optional(),
  /** Of its container; undefined where nobody calls it. */
  protocol: z.string().optional(),
  serviceConnect: z.boolean(),
  site: z.string().optional(),
  hostPort: z.int().optional(),
  /** What it uses of the platform, by kind. */
  capacityClass: z.string().optional(),
  databases: z.array(z.string()),
  repositories: z.array(z.string()),
});

/** A service of the platform's own stack, with the group of its tasks in AWS. */
const ownServiceSchema = neighbourSchema.extend({ securityGroupId: z.string().optional() });

/** What a platform's stack exports as `platform`. */
export const offerSchema = z.object({
  version: z.int(),
  /** The platform's Region. */
  region: z.string(),
  /** What its names begin with that are unique in an account, such as `landbridge-prod`. */
  namePrefix: z.string(),
  /** Sections of its configuration that rules about services look at. */
  sections: byName(z.unknown()),
  services: z.array(ownServiceSchema),
  made: madeSchema,
});

/** What a platform's stack offers, read. */
export type PlatformOffer = z.output<typeof offerSchema>;

/** A service or a job of another stack. */
export type Neighbour = z.output<typeof neighbourSchema>;
