import * as pulumi from "@pulumi/pulumi";
import { DeploymentSettings } from "@pulumi/pulumiservice/deploymentSettings";
import { DriftSchedule } from "@pulumi/pulumiservice/driftSchedule";
import { TtlSchedule } from "@pulumi/pulumiservice/ttlSchedule";

/** Arguments of {@link PulumiDeployments}. */
export interface PulumiDeploymentsArgs {
  /** Organization in Pulumi Cloud. */
  readonly organization: string;
  /** The stack, which is there already: `pulumi stack init` makes it. */
  readonly stack: string;
  /** The repository on GitHub, owner/name. */
  readonly repository: string;
  /** The branch that is deployed. */
  readonly branch: string;
  /** Files whose change previews or deploys. */
  readonly paths: readonly string[];
  /** Whether a push to the branch updates the stack. */
  readonly deployOnPush: boolean;
  /** ARN of the role that deployments take. */
  readonly roleArn: pulumi.Input<string>;
  /** Cron of the comparison with AWS, in UTC. */
  readonly driftSchedule: string;
  /**
   * When the stack is destroyed.
   * @default never
   */
  readonly expires?: string | undefined;
  /** PULUMI_PARALLEL of a run. */
  readonly parallel: number;
}

const PROJECT = "landbridge";

/**
 * How Pulumi Deployments runs a stack: from which branch, on which changes, by which role; when it looks for drift.
 *
 * https://www.pulumi.com/docs/deployments/deployments/using/settings/
 */
export class PulumiDeployments extends pulumi.ComponentResource {
  /** Id of the stack's settings. */
  public readonly settingsId: pulumi.Output<string>;

  constructor(name: string, args: PulumiDeploymentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:deployments:PulumiDeployments", name, {}, opts);
    const { organization, stack } = args;
    const of = { organization, project: PROJECT, stack };

    const settings = new DeploymentSettings(
      `${name}-settings`,
      {
        ...of,
        sourceContext: { git: { branch: `refs/heads/${args.branch}` } },
        vcs: {
          provider: "github",
          repository: args.repository,
          paths: [...args.paths],
          previewPullRequests: true,
          deployCommits: args.deployOnPush,
          pullRequestTemplate: false,
        },
        operationContext: {
          oidc: {
            aws: { roleARN: args.roleArn, sessionName: `landbridge-${stack}`, duration: "2h0m0s" },
          },
          environmentVariables: { PULUMI_PARALLEL: String(args.parallel) },
          // npm ci installs what package-lock.json names, and builds the policy pack; then: does the pack's
          // configuration fit the stack's file?
          options: { skipInstallDependencies: true },
          preRunCommands: ["npm ci", `npm run --silent policy -- config ${stack} --check`],
        },
        cacheOptions: { enable: true },
      },
      { parent: this },
    );
    const after = { parent: this, dependsOn: [settings] };
    new DriftSchedule(
      `${name}-drift`,
      { ...of, scheduleCron: args.driftSchedule, autoRemediate: false },
      after,
    );
    if (args.expires !== undefined) {
      new TtlSchedule(
        `${name}-ttl`,
        { ...of, timestamp: args.expires, deleteAfterDestroy: false },
        after,
      );
    }
    this.settingsId = settings.id;
    this.registerOutputs({ settingsId: this.settingsId });
  }
}
