import type { PolicyDocument } from "@pulumi/aws/iam";

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

type Values = string | readonly string[];

function trust(providerArn: string, claims: Readonly<Record<string, Values>>): PolicyDocument {
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
export function previewTrust(providerArn: string, from: Repository): PolicyDocument {
  const contexts = ["pull_request", `ref:refs/heads/${from.branch}`];
  return trust(providerArn, github(from, contexts));
}

/**
 * The branch, in the environment of the stack: GitHub gives that to a job once the environment's reviewers agreed.
 * Repository, branch and environment are claims of their own as well, so that no form of the subject gets by.
 *
 * https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
 */
export function deployTrust(providerArn: string, from: Repository, stack: string): PolicyDocument {
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
export function deploymentsTrust(
  providerArn: string,
  organization: string,
  stack: string,
): PolicyDocument {
  return trust(providerArn, {
    [`${PULUMI}:aud`]: organization,
    [`${PULUMI}:sub`]: deploymentSubjects(organization, stack, "all"),
  });
}
