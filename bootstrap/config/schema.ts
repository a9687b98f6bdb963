import { z } from "zod";
import { regionName } from "../../config/stack/region";
import { text, uniqueList } from "../../config/schema/leaves";

const matching = (pattern: RegExp, what: string): z.ZodString =>
  text((value) => (pattern.test(value) ? undefined : `is not ${what}`)).meta({ allowed: what });

/** https://www.pulumi.com/docs/iac/concepts/stacks/#create-stack */
const stackName = () =>
  matching(/^[A-Za-z0-9_.-]{1,100}$/, "a stack's name: letters, digits and _ . -");

const numericId = (of: string) =>
  matching(/^\d{1,20}$/, `GitHub's number of ${of} (such as 123456789)`);

const providerArn = () =>
  matching(
    /^arn:[\w-]+:iam::\d{12}:oidc-provider\/[\w./-]+$/,
    "the ARN of an OIDC provider (such as arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc)",
  );

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, dots left out */
const bucketName = () =>
  matching(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "a bucket's name: 3 to 63 of a-z 0-9 -");

const environment = z.strictObject({
  stack: stackName().meta({ description: "The stack that it deploys." }),
  region: regionName().meta({ description: "The stack's Region." }),
  otherRegions: uniqueList(regionName()).default([]).meta({
    description:
      "Regions that it works in as well: the one that takes over has copies and keys of it.",
  }),
  follows: stackName().optional().meta({
    description:
      "The stack whose backups and replicas it may work with: the one that a standby follows.",
  }),
  deployOnPush: z.boolean().default(false).meta({
    description:
      "Whether Pulumi Deployments updates the stack on each push to the branch, without asking.",
  }),
  expires: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "a time of the form 2027-01-31T20:00:00Z")
    .optional()
    .meta({
      description: "When Pulumi Deployments destroys the stack: for one that is tried out.",
    }),
});

/** Cron in UTC, as Pulumi Cloud takes it. */
const cron = () =>
  matching(/^\S+( \S+){4}$/, "a cron expression of five fields (such as 17 3 * * *)");

const policyGroup = z.strictObject({
  name: matching(/^[\w.-]{1,100}$/, "a policy group's name: letters, digits and _ . -"),
  stacks: uniqueList(stackName()).min(1),
  packVersion: matching(/^\d+\.\d+\.\d+$/, "a version of the pack (such as 0.1.0)"),
  packConfig: matching(
    /^[\w./-]+\.json$/,
    "a JSON file of the repository (such as policy/prod.json)",
  )
    .optional()
    .meta({ description: "What `npm run policy -- config <stack>` wrote." }),
  mode: z
    .enum(["preventative", "audit"])
    .default("preventative")
    .meta({ description: "Whether mandatory violations stop a run." }),
});

/** Teams of the organization that may open an environment of Pulumi ESC. */
const teams = () =>
  uniqueList(matching(/^[a-z0-9_-]{1,40}$/, "a team's name: a-z, 0-9, _ and -")).min(1);

/** The keys of the bootstrap's namespace. */
export const bootstrapSchema = z.strictObject({
  repository: matching(/^[\w.-]+\/[\w.-]+$/, "owner/name of a repository on GitHub").meta({
    description: "The repository that deploys.",
  }),
  repositoryIds: z
    .strictObject({ owner: numericId("the owner"), repository: numericId("the repository") })
    .optional()
    .meta({
      description:
        "GitHub's numbers of both, which stay when somebody else takes the name: the trust policies ask for them as well.",
    }),
  branch: matching(/^[\w./-]+$/, "a branch's name")
    .default("main")
    .meta({
      description: "The branch that is deployed.",
    }),
  tags: z
    .record(z.string(), z.string())
    .default({})
    .meta({ description: "Tags of every resource." }),
  environments: z
    .array(environment)
    .min(1)
    .meta({ description: "The stacks, one role each to preview and to deploy." }),
  githubProviderArn: providerArn().optional().meta({
    description:
      "GitHub's OIDC provider in the account, where it is there already: an account has one.",
  }),
  state: z
    .strictObject({ bucketName: bucketName() })
    .optional()
    .meta({ description: "A bucket and a key for state, for who keeps it without Pulumi Cloud." }),
  pulumiCloud: z
    .strictObject({
      organization: matching(/^[\w-]{1,100}$/, "an organization of Pulumi Cloud"),
      providerArn: providerArn()
        .optional()
        .meta({ description: "Pulumi's OIDC provider in the account, where it is there already." }),
      paths: uniqueList(z.string().min(1))
        .default([
          "Pulumi.yaml",
          "Pulumi.*.yaml",
          "index.ts",
          "components/**",
          "config/**",
          "policy/**",
          "package-lock.json",
        ])
        .meta({ description: "Files whose change previews or deploys." }),
      driftSchedule: cron()
        .default("17 3 * * *")
        .meta({ description: "When each stack is compared with AWS. Nothing is changed." }),
      esc: z.strictObject({ previewTeams: teams(), deployTeams: teams() }).optional().meta({
        description:
          "Environments of Pulumi ESC for each stack: its values, and logins by the roles that preview and deploy. Left out, there are none.",
      }),
      policyGroups: z.array(policyGroup).default([]).meta({
        description:
          "Which version of the policy pack, published to Pulumi Cloud, holds for which stacks.",
      }),
    })
    .optional()
    .meta({ description: "Pulumi Deployments and policy groups, for who has Pulumi Cloud." }),
});

/** The bootstrap's configuration. */
export type BootstrapConfig = z.infer<typeof bootstrapSchema>;
export type Environment = BootstrapConfig["environments"][number];
export type PolicyGroup = z.infer<typeof policyGroup>;
