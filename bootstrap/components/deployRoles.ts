import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { boundary } from "../permissions/boundary";
import { OWN_PATH } from "../permissions/deployed";
import { readStatements, writeStatements } from "../permissions/deployPolicy";
import { packed } from "../permissions/packed";
import { readStateStatements, writeStateStatements, type State } from "../permissions/state";
import { anyOf, deployTrust, environmentTrust, previewTrust } from "../trust";
import { deploymentsTrust, deploymentSubjects, PULUMI } from "../trust";
import type { Login, Repository } from "../trust";

/** Arguments of {@link DeployRoles}. */
export interface DeployRolesArgs {
  /** The stack that the roles are for. */
  readonly stack: string;
  /** The stack that it follows, a standby's primary. */
  readonly follows?: string | undefined;
  /** Regions that it works in. */
  readonly regions: readonly string[];
  readonly accountId: string;
  readonly partition: string;
  /** Where deployments come from. */
  readonly repository: Repository;
  /** ARN of GitHub's OIDC provider. */
  readonly githubProviderArn: string;
  /** Pulumi Deployments, where there is Pulumi Cloud. */
  readonly pulumiCloud?:
    | {
        readonly organization: string;
        readonly providerArn: string;
        /** Whether environments of Pulumi ESC log in by the roles as well. */
        readonly esc: boolean;
      }
    | undefined;
  /** Where state is, where it is in a bucket. */
  readonly state?: State | undefined;
  /** What has to be there before a role can name it: the OIDC providers. */
  readonly after: readonly pulumi.Resource[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html: a first update waits for databases. */
const SESSION_SECONDS = 7200;

type Documents = readonly pulumi.Input<string>[];

/**
 * Who may look at a stack, and who may change it: a role that reads, for previews of pull requests; one that deploys,
 * for the branch and the environment alone; one for Pulumi Deployments, which reads in previews and changes in updates.
 * What they are allowed follows from the types of resources that the program has.
 */
export class DeployRoles extends pulumi.ComponentResource {
  /** ARN of the role for GitHub's previews, and for those by Pulumi ESC. */
  public readonly previewRoleArn: pulumi.Output<string>;
  /** ARN of the role for GitHub's deployments, and for those by Pulumi ESC. */
  public readonly deployRoleArn: pulumi.Output<string>;
  /** ARN of the role for Pulumi Deployments. */
  public readonly deploymentsRoleArn: pulumi.Output<string> | undefined;
  /** ARN of the boundary that every role of the stack carries: landbridge:permissionsBoundary. */
  public readonly boundaryArn: string;

  constructor(name: string, args: DeployRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:access:DeployRoles", name, {}, opts);
    const { stack, partition, accountId, repository, githubProviderArn, pulumiCloud } = args;
    const boundaryName = `landbridge-${stack}-boundary`;
    this.boundaryArn = `arn:${partition}:iam::${accountId}:policy${OWN_PATH}${boundaryName}`;
    const { boundaryArn } = this;
    const deployed = { ...args, boundaryArn };

    const bounds = pulumi.jsonStringify(boundary(args, args.state));
    this.policies(`${name}-boundary`, boundaryName, [bounds]);

    // What all of them read, and what changes the stack.
    const reads = this.policies(`${name}-read`, `landbridge-${stack}-read`, [
      ...packed(readStatements(args)).map((each) => JSON.stringify(each)),
    ]);
    const changes = this.policies(`${name}-change`, `landbridge-${stack}-change`, [
      ...packed(writeStatements(deployed)).map((each) => JSON.stringify(each)),
    ]);
    const state = this.statePolicies(name, args);

    const environment = (login: Login) =>
      pulumiCloud?.esc ? [environmentTrust(pulumiCloud, stack, login)] : [];
    this.previewRoleArn = this.role(`${name}-preview`, `landbridge-${stack}-preview`, {
      trust: anyOf(previewTrust(githubProviderArn, repository), ...environment("preview")),
      policies: [...reads, ...state.read],
      after: args.after,
    });
    this.deployRoleArn = this.role(`${name}-deploy`, `landbridge-${stack}-deploy`, {
      trust: anyOf(deployTrust(githubProviderArn, repository, stack), ...environment("deploy")),
      policies: [...reads, ...changes, ...state.write],
      after: args.after,
    });
    if (pulumiCloud) {
      const { organization, providerArn } = pulumiCloud;
      // Previews run what a pull request says: their session may read, and nothing else.
      const subjects = deploymentSubjects(organization, stack, "changes");
      const updating = { StringEquals: { [`${PULUMI}:sub`]: subjects } };
      const updates = this.policies(`${name}-update`, `landbridge-${stack}-update`, [
        ...packed(writeStatements(deployed, updating)).map((each) => JSON.stringify(each)),
      ]);
      this.deploymentsRoleArn = this.role(
        `${name}-deployments`,
        `landbridge-${stack}-deployments`,
        {
          trust: deploymentsTrust(providerArn, organization, stack),
          policies: [...reads, ...updates],
          after: args.after,
        },
      );
    }
    const { previewRoleArn, deployRoleArn, deploymentsRoleArn } = this;
    this.registerOutputs({ previewRoleArn, deployRoleArn, deploymentsRoleArn, boundaryArn });
  }

  private role(
    name: string,
    roleName: string,
    { trust, policies, after }: RoleArgs,
  ): pulumi.Output<string> {
    const role = new iam.Role(
      `${name}-role`,
      {
        name: roleName,
        path: OWN_PATH,
        assumeRolePolicy: JSON.stringify(trust),
        maxSessionDuration: SESSION_SECONDS,
        tags: { Name: roleName },
      },
      { parent: this, dependsOn: [...after] },
    );
    policies.forEach(({ arn }, index) => {
      new iam.RolePolicyAttachment(
        `${name}-attachment-${index + 1}`,
        { role: role.name, policyArn: arn },
        { parent: this },
      );
    });
    return role.arn;
  }

  private policies(name: string, policyName: string, documents: Documents): iam.Policy[] {
    return documents.map((policy, index) => {
      const numbered = documents.length === 1 ? "" : `-${index + 1}`;
      const named = `${policyName}${numbered}`;
      return new iam.Policy(
        `${name}-policy${numbered}`,
        { name: named, path: OWN_PATH, policy, tags: { Name: named } },
        { parent: this },
      );
    });
  }

  /** What reads and what writes state, where it is in a bucket. */
  private statePolicies(
    name: string,
    args: DeployRolesArgs,
  ): Record<"read" | "write", iam.Policy[]> {
    const { state, stack, follows } = args;
    if (!state) return { read: [], write: [] };
    const reads = readStateStatements(state, follows === undefined ? [stack] : [stack, follows]);
    const policy = (does: string, statements: iam.PolicyStatement[]) => {
      const document = pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
      return this.policies(`${name}-${does}-state`, `landbridge-${stack}-${does}-state`, [
        document,
      ]);
    };
    const writes = [...reads, ...writeStateStatements(state, stack)];
    return { read: policy("read", reads), write: policy("write", writes) };
  }
}

interface RoleArgs {
  readonly trust: iam.PolicyDocument;
  readonly policies: readonly iam.Policy[];
  readonly after: readonly pulumi.Resource[];
}
