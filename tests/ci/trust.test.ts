import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { decide } from "../iam/evaluator";
import { root } from "./workflowFiles";

const HOST = "token.actions.githubusercontent.com";
const GITHUB = `arn:aws:iam::123456789012:oidc-provider/${HOST}`;

/** What GitHub says of a job in its token: https://docs.github.com/en/actions/reference/security/oidc */
interface Job {
  readonly repository: string;
  readonly ref: string;
  readonly sub: string;
  readonly environment?: string;
  readonly aud?: string;
}

function jobOf(subject: string, more: Partial<Job> = {}): Job {
  const repository = more.repository ?? "acme/landbridge";
  return { repository, ref: "refs/heads/main", sub: `repo:${repository}:${subject}`, ...more };
}

const inProd = { environment: "prod" };
const jobs = {
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
type Name = keyof typeof jobs;

const roles: Readonly<Record<string, readonly Name[]>> = {
  "preview-role-trust.json": ["a pull request", "main, without an environment"],
  "deploy-role-trust.json": ["main, in the environment prod"],
};

for (const [file, trusted] of Object.entries(roles)) {
  describe(`the trust policy docs/ci/${file}`, () => {
    const document = fs.readFileSync(path.join(root, "docs/ci", file), "utf8");
    const answer = (job: Job, from = GITHUB) => {
      const claims = Object.entries({ aud: "sts.amazonaws.com", ...job });
      const context = Object.fromEntries(
        claims.map(([claim, value]) => [`${HOST}:${claim}`, value]),
      );
      return decide(document, { action: "sts:AssumeRoleWithWebIdentity", on: "*", context }, from);
    };

    for (const name of Object.keys(jobs) as Name[]) {
      const admitted = trusted.includes(name);
      it(`${admitted ? "admits" : "refuses"} ${name}`, () => {
        assert.equal(answer(jobs[name]), admitted ? "Allow" : "nothing");
      });
    }

    it("refuses the same claims from another provider", () => {
      for (const name of trusted)
        assert.equal(answer(jobs[name], GITHUB.replace(HOST, "example.com")), "nothing");
    });

    it("has no statement that a condition doesn't limit", () => {
      assert.equal(answer({ repository: "", ref: "", sub: "" }), "nothing");
    });
  });
}
