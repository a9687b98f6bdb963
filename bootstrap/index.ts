import type * as pulumi from "@pulumi/pulumi";
import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getPartition } from "@pulumi/aws/getPartition";
import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider";
import { Provider } from "@pulumi/aws/provider";
import { PolicyGroup } from "@pulumi/pulumiservice/policyGroup";
import { parallelOperations } from "../tools/parallel";
import { DeployRoles } from "./components/deployRoles";
import { EscEnvironments } from "./components/escEnvironments";
import { PulumiDeployments } from "./components/pulumiDeployments";
import { StateBackend } from "./components/stateBackend";
import { loadConfig } from "./config/load";
import { escAudience, GITHUB, PULUMI } from "./trust";

/** Once per account: who may deploy from where, and where state is. */
export = async (): Promise<Record<string, pulumi.Input<unknown>>> => {
  const config = loadConfig();
  const { region, repository, branch, pulumiCloud: cloud } = config;
  const aws = new Provider("aws", { region, defaultTags: { tags: config.tags } });
  const opts = { providers: [aws] };
  const { accountId } = await getCallerIdentity({}, { provider: aws });
  const { partition } = await getPartition({}, { provider: aws });

  // State in a bucket, for who keeps it.
  const state =
    config.state && new StateBackend("state", { ...config.state, accountId, partition }, opts);

  // Whose tokens the account takes: an account has one provider for each issuer.
  const made: OpenIdConnectProvider[] = [];
  const issuer = (name: string, host: string, audiences: string[], existing?: string): string => {
    if (existing !== undefined) return existing;
    const args = { url: `https://${host}`, clientIdLists: audiences };
    made.push(new OpenIdConnectProvider(name, args, { provider: aws, protect: true }));
    return `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
  };
  const githubProviderArn = issuer(
    "github",
    GITHUB,
    ["sts.amazonaws.com"],
    config.githubProviderArn,
  );
  const { organization = "" } = cloud ?? {};
  const audiences = [organization, ...(cloud?.esc ? [escAudience(organization)] : [])];
  const pulumiCloud = cloud && {
    organization: cloud.organization,
    providerArn: issuer("pulumi", PULUMI, audiences, cloud.providerArn),
    esc: cloud.esc !== undefined,
  };

  // For each stack: who may look, and who may change; how Pulumi Deployments runs it.
  const source = { repository, branch, repositoryIds: config.repositoryIds };
  const roles = config.environments.map((environment) => {
    const { stack, follows } = environment;
    const regions = [environment.region, ...environment.otherRegions];
    const from = { accountId, partition, repository: source, githubProviderArn, pulumiCloud };
    const args = { stack, follows, regions, ...from, state, after: made };
    const of = new DeployRoles(`roles-${stack}`, args, opts);
    if (cloud && of.deploymentsRoleArn) {
      const run = { ...cloud, ...environment, repository, branch, roleArn: of.deploymentsRoleArn };
      new PulumiDeployments(`deployments-${stack}`, { ...run, parallel: parallelOperations });
    }
    if (cloud?.esc) {
      const roleArns = { preview: of.previewRoleArn, deploy: of.deployRoleArn };
      const { previewTeams, deployTeams } = cloud.esc;
      const teams = { preview: previewTeams, deploy: deployTeams };
      const { region } = environment;
      new EscEnvironments(`esc-${stack}`, { organization, stack, region, roleArns, teams });
    }
    return [environment, of] as const;
  });

  // Which version of the policy pack holds for whom, whoever runs a stack and wherever.
  for (const { name, mode, stacks, packVersion, packConfig } of cloud?.policyGroups ?? []) {
    const pack = { name: "landbridge", versionTag: packVersion };
    const packConfigured =
      packConfig === undefined ? {} : { config: config.packConfigs[packConfig] };
    new PolicyGroup(`policies-${name}`, {
      organizationName: organization,
      name,
      mode,
      entityType: "stacks",
      stacks: stacks.map((stack) => ({ name: stack, routingProject: "landbridge" })),
      policyPacks: [{ ...pack, ...packConfigured }],
    });
  }

  return {
    // The variable AWS_ROLES of the repository: docs/deploying.md, From CI.
    githubRoles: Object.fromEntries(
      roles.map(([environment, { previewRoleArn, deployRoleArn }]) => [
        environment.stack,
        { region: environment.region, preview: previewRoleArn, deploy: deployRoleArn },
      ]),
    ),
    // landbridge:permissionsBoundary of each stack.
    permissionsBoundaries: Object.fromEntries(
      roles.map(([{ stack }, { boundaryArn }]) => [stack, boundaryArn]),
    ),
    ...(state && { backendUrl: state.backendUrl, secretsProvider: state.secretsProvider }),
  };
};
