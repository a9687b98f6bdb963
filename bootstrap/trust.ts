import type { PolicyDocument, PolicyStatement } from "@pulumi/aws/iam";

/** GitHub's issuer of tokens. https://docs.github.com/en/actions/reference/security/oidc */
export const GITHUB = "token.actions.githubusercontent.com";

/** Pulumi Cloud's. https://www.pulumi.com/docs/deployments/deployments/oidc/ */
export const PULUMI = "api.pulumi.com/oidc";

/** A repository on GitHub, and the branch of it that is deployed. */
export interface Repository {
  readonly repository: string;
  readonly repositoryIds?: { readonly owner: string; readonly repository: string } | undefined;
  readonly branch: string;
}

/** Whom a role trusts. */
export interface Trust extends PolicyDocument {
  readonly Statement: PolicyStatement[];
}

type Values = string | readonly string[];

function trust(providerArn: string, claims: Readonly<Record<string, Values>>): Trust {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: claims as Record<string, string | string[]> },
      },
    ],
  };
}

/** A pull request and the branch itself, without an environment: what only looks. */
export function previewTrust(providerArn: string, from: Repository): Trust {
  const contexts = ["pull_request", `ref:refs/heads/${from.branch}`];
  return trust(providerArn, github(from, contexts));
}

/**
 * The branch, in the environment of the stack: GitHub gives that to a job once the environment's reviewers agreed.
 * Repository, branch and environment are claims of their own as well, so that no form of the subject gets by.
 *
 * https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
 */
export function deployTrust(providerArn: string, from: Repository, stack: string): Trust {
  return trust(providerArn, {
    ...github(from, [`environment:${stack}`]),
    [`${GITHUB}:ref`]: `refs/heads/${from.branch}`,
    [`${GITHUB}:environment`]: stack,
  });
}

function github({ repository, repositoryIds: ids }: Repository, contexts: readonly string[]) {
  const [owner = "", name = ""] = repository.split("/");
  // Where GitHub puts the numbers into the subject: owner@1/name@2.
  const names = [repository, ...(ids ? [`${owner}@${ids.owner}/${name}@${ids.repository}`] : [])];
  const subjects = names.flatMap((each) => contexts.map((context) => `repo:${each}:${context}`));
  return {
    [`${GITHUB}:aud`]: "sts.amazonaws.com",
    [`${GITHUB}:sub`]: subjects.length === 1 ? (subjects[0] ?? "") : subjects,
    [`${GITHUB}:repository`]: repository,
    ...(ids && {
      [`${GITHUB}:repository_id`]: ids.repository,
      [`${GITHUB}:repository_owner_id`]: ids.owner,
    }),
  };
}

/** Operations of Pulumi Deployments, by whether they change anything. */
const operations = {
  changes: ["update", "refresh", "destroy"],
  all: ["preview", "update", "refresh", "destroy"],
};

/**
 * Subjects of a stack's deployments.
 *
 * @param which Those that change something, or all.
 */
export function deploymentSubjects(
  organization: string,
  stack: string,
  which: keyof typeof operations,
): string[] {
  return operations[which].map(
    (operation) =>
      `pulumi:deploy:org:${organization}:project:landbridge:stack:${stack}:operation:${operation}:scope:write`,
  );
}

/** Pulumi Deployments of one stack of one organization. */
export function deploymentsTrust(providerArn: string, organization: string, stack: string): Trust {
  return trust(providerArn, {
    [`${PULUMI}:aud`]: organization,
    [`${PULUMI}:sub`]: deploymentSubjects(organization, stack, "all"),
  });
}

/** What an environment of Pulumi ESC logs in for. */
export type Login = "preview" | "deploy";

/** The project of Pulumi ESC that the environments are in. */
export const ESC_PROJECT = "landbridge";

/**
 * What the subject of an environment's token is made of. Without these it is the same for every environment that a stack's
 * file imports. https://www.pulumi.com/docs/esc/guides/configuring-oidc/aws/
 */
export const SUBJECT_ATTRIBUTES = ["currentEnvironment.name"] as const;

export function environmentName(stack: string, login: Login): string {
  return `${stack}-${login}`;
}

/** Whom tokens of Pulumi ESC are for, outside its project `default`. */
export function escAudience(organization: string): string {
  return `aws:${organization}`;
}

/** One environment of Pulumi ESC, whoever opens it: that is for the teams' permissions to say. */
export function environmentTrust(
  { organization, providerArn }: { readonly organization: string; readonly providerArn: string },
  stack: string,
  login: Login,
): Trust {
  const environment = `${ESC_PROJECT}/${environmentName(stack, login)}`;
  return trust(providerArn, {
    [`${PULUMI}:aud`]: escAudience(organization),
    [`${PULUMI}:sub`]: `pulumi:environments:pulumi.organization.login:${organization}:currentEnvironment.name:${environment}`,
  });
}

/** Whoever one of the documents trusts. */
export function anyOf(...documents: readonly Trust[]): Trust {
  return {
    Version: "2012-10-17",
    Statement: documents.flatMap(({ Statement }) => Statement),
  };
}
