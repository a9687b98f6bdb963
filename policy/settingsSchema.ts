import type { PolicyConfigSchema } from "@pulumi/policy";

const strings = { type: "array", items: { type: "string" } } as const;

/** The schema of the pack's settings, in the form that the Pulumi CLI and Pulumi Cloud check. */
export const settingsSchema = {
  properties: {
    allowedRegions: {
      ...strings,
      description: "AWS Regions that the company's data may live in.",
    },
    dataCentreCidrs: {
      ...strings,
      description: "CIDR blocks of the data centre, which no VPC may overlap.",
    },
    otherCidrs: {
      ...strings,
      description:
        "CIDR blocks of VPCs in other stacks (recovery region, peers) to stay apart from.",
    },
    tierTags: {
      ...strings,
      default: ["landbridge:tier", "tier"],
      description: "Tag keys by which a subnet says its tier: public, private or isolated.",
    },
    tierNames: {
      type: "object",
      additionalProperties: strings,
      default: { public: ["public"], private: ["private"], isolated: ["isolated"] },
      description: "The values of these tags, by tier.",
    },
    classTags: {
      ...strings,
      default: ["data-classification"],
      description: "Tag keys by which a resource says the class of its data; the first is advised.",
    },
    classes: {
      ...strings,
      default: ["public", "internal", "confidential"],
      description: "Classes of data that may be in AWS.",
    },
    homeClasses: {
      ...strings,
      default: ["on-prem-only"],
      description: "Classes of data that may not leave the data centre.",
    },
    backupTags: {
      ...strings,
      default: ["backup-plan"],
      description:
        "Tag keys by which backup plans select resources; the first is advised, and its values are classes.",
    },
    minimumZones: {
      type: "integer",
      minimum: 2,
      default: 2,
      description:
        "Availability Zones that subnet groups, load balancers and Auto Scaling groups span.",
    },
    minimumTargets: {
      type: "integer",
      minimum: 1,
      default: 2,
      description: "Targets that a listener leads to at the lowest.",
    },
    minimumDatabaseBackupDays: {
      type: "integer",
      minimum: 1,
      default: 7,
      description: "Days that a database can be restored to at least.",
    },
    minimumLogRetentionDays: {
      type: "integer",
      minimum: 1,
      default: 1,
      description: "Days that log groups keep their events at least.",
    },
    isolatedDataStores: {
      type: "boolean",
      default: false,
      description:
        "Whether data stores have to be in subnets without a default route. Otherwise disallow-default-route-of-data-stores is advice.",
    },
    sharedRepositories: {
      ...strings,
      description:
        "Repositories in ECR (or what their names begin with) that hold base images, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/: two services with an image from there are no twins.",
    },
    allowPlain: {
      type: "object",
      additionalProperties: { type: "string" },
      description:
        "By variable of a container: why it is no secret, where its name says that it is. A key by its form is one all the same.",
    },
    minimumBackupRetentionDays: {
      type: "object",
      additionalProperties: { type: "integer" },
      description: "By class of the tag backup-plan: days that a recovery point is kept at least.",
    },
    configKeys: {
      type: "object",
      additionalProperties: { type: "string" },
      description:
        "By rule: the key of the program's own configuration by which what the rule wants is changed. Violations name it.",
    },
    exemptions: {
      type: "array",
      description:
        "Resources that a rule lets through: rule, urn (* stands for anything), reason, owner, expires (YYYY-MM-DD).",
      items: {
        type: "object",
        properties: {
          rule: { type: "string" },
          urn: { type: "string" },
          reason: { type: "string" },
          owner: { type: "string" },
          expires: { type: "string" },
        },
      },
    },
  },
} satisfies PolicyConfigSchema;
