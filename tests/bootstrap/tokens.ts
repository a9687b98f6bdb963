/** GitHub's issuer, and the providers that an account has for it and for Pulumi Cloud. */
export const HOST = "token.actions.githubusercontent.com";
export const GITHUB_PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${HOST}`;
export const PULUMI_PROVIDER = "arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc";

/** What GitHub says of a job in its token: https://docs.github.com/en/actions/reference/security/oidc */
interface Job {
  readonly repository: string;
  readonly ref: string;
  readonly sub: string;
  readonly environment?: string;
  readonly aud: string;
}

function jobOf(subject: string, more: Partial<Job> = {}): Job {
  const repository = more.repository ?? "acme/landbridge";
  const sub = `repo:${repository}:${subject}`;
  return { repository, ref: "refs/heads/main", sub, aud: "sts.amazonaws.com", ...more };
}

const inProd = { environment: "prod" };

/** Jobs that may ask for a role of prod. */
export const githubJobs = {
  "a pull request": jobOf("pull_request", { ref: "refs/pull/7/merge" }),
  "main, without an environment": jobOf("ref:refs/heads/main"),
  "main, in the environment prod": jobOf("environment:prod", inProd),
  "main, in the environment dev": jobOf("environment:dev", { environment: "dev" }),
  "another branch": jobOf("ref:refs/heads/other", { ref: "refs/heads/other" }),
  "another branch, in prod": jobOf("environment:prod", { ...inProd, ref: "refs/heads/other" }),
  "a tag, in prod": jobOf("environment:prod", { ...inProd, ref: "refs/tags/v1.0.0" }),
  "another repository's main": jobOf("ref:refs/heads/main", { repository: "acme/other" }),
  "another repository's prod": jobOf("environment:prod", { ...inProd, repository: "acme/other" }),
  "a fork's pull request": jobOf("pull_request", { repository: "mallory/landbridge" }),
  "a fork's prod": jobOf("environment:prod", { ...inProd, repository: "mallory/landbridge" }),
  "a token for somebody else": jobOf("environment:prod", { ...inProd, aud: "https://example.com" }),
};

function deployment(
  stack: string,
  operation: string,
  { org = "acme", project = "landbridge" } = {},
) {
  const subject = `org:${org}:project:${project}:stack:${stack}:operation:${operation}`;
  return { aud: org, sub: `pulumi:deploy:${subject}:scope:write` };
}

/** Runs of Pulumi Deployments that may ask for the role of prod's. */
export const pulumiDeployments = {
  "prod's preview": deployment("prod", "preview"),
  "prod's update": deployment("prod", "update"),
  "another stack's update": deployment("dev", "update"),
  "another project's update": deployment("prod", "update", { project: "other" }),
  "another organization's update": deployment("prod", "update", { org: "mallory" }),
  "an environment of Pulumi ESC": {
    aud: "aws:acme",
    sub: "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:landbridge/prod-deploy",
  },
};

function opened(environment: string, org = "acme", cloud = "aws") {
  const from = `pulumi.organization.login:${org}:currentEnvironment.name:${environment}`;
  return { aud: `${cloud}:${org}`, sub: `pulumi:environments:${from}` };
}

/** Environments of Pulumi ESC that may ask for a role of prod: what they are opened as. */
export const escEnvironments = {
  "prod's login for previews": opened("landbridge/prod-preview"),
  "prod's login for deployments": opened("landbridge/prod-deploy"),
  "prod's values": opened("landbridge/prod"),
  "another stack's login for deployments": opened("landbridge/dev-deploy"),
  "another project's environment": opened("other/prod-deploy"),
  "another organization's environment": opened("landbridge/prod-deploy", "mallory"),
  "one that is for another cloud": opened("landbridge/prod-deploy", "acme", "gcp"),
  // What a stack's file imports has this subject, where the login doesn't say what it is made of.
  "any environment that a stack's file imports": {
    aud: "aws:acme",
    sub: "pulumi:environments:org:acme:env:<yaml>",
  },
  "a deployment of prod": pulumiDeployments["prod's update"],
};
