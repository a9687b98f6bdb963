import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { followedStack } from "../../preflight/stackConfig";
import { stacksIn } from "../../tools/commandLine";
import { parallelOperations } from "../../tools/parallel";
import { pinnedVersion } from "../../tools/pulumiCli";
import { temporaryDirectory } from "../support/engine";
import { root, workflowFiles } from "./workflowFiles";

const committed = stacksIn(root).sort();

interface GitLabFile {
  readonly stages: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly default: { readonly interruptible?: boolean };
  readonly workflow: { readonly auto_cancel: { readonly on_new_commit: string } };
}

interface GitLabJob {
  readonly stage?: string;
  readonly needs?: readonly string[];
  readonly rules?: readonly { readonly when?: string; readonly if?: string }[];
  readonly extends?: string;
  readonly interruptible?: boolean;
  readonly script?: readonly string[];
  readonly environment?: { readonly name: string };
  readonly resource_group?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly parallel?: { readonly matrix?: readonly Readonly<Record<string, readonly string[]>>[] };
}

describe("docs/ci/gitlab-ci.yml, the same for GitLab", () => {
  const text = fs.readFileSync(path.join(root, "docs/ci/gitlab-ci.yml"), "utf8");
  const whole = parse(text, { merge: true }) as GitLabFile;
  const { stages, variables, default: byDefault, workflow, ...others } = whole;
  const file = others as Readonly<Record<string, GitLabJob>>;
  const jobs = Object.entries(file).filter(([name]) => !/^\.|^(default|workflow)$/.test(name));

  it("runs as many operations at once, and the CLI that is pinned", () => {
    assert.equal(variables["PULUMI_PARALLEL"], String(parallelOperations));
    assert.equal(variables["PULUMI_VERSION"], pinnedVersion());
  });

  it("has previews, plans and deployments of every stack, one at a time, prod's by hand, dr's after it", () => {
    const deployments = jobs.filter(([, { script = [] }]) =>
      script.some((each) => /pulumi up/.test(each)),
    );
    assert.deepEqual(
      deployments.map(([, { variables }]) => variables?.["STACK"]).sort(),
      committed,
    );
    for (const [
      name,
      { environment, resource_group: group, script = [], variables = {}, needs = [] },
    ] of deployments) {
      const stack = String(variables["STACK"]);
      assert.deepEqual([environment?.name, group], ["$STACK", "deploy-$STACK"], name);
      assert.ok(
        script.some((each) => each.includes("--plan plan.json")),
        name,
      );
      const followed = followedStack(root, stack);
      if (followed !== undefined)
        assert.ok(
          needs.some((need) => need === `deploy-${followed}`),
          name,
        );
    }
    assert.equal(file["deploy-prod"]?.rules?.[0]?.when, "manual");
    const previewed = file["preview"]?.parallel?.matrix?.[0]?.["STACK"];
    assert.deepEqual([...(previewed ?? [])].sort(), committed);
  });

  it("gives a role only to a stack's own job, and never to what is not on a branch that is protected or a merge request", () => {
    for (const [name, { script = [], extends: base, rules = [] }] of jobs) {
      const role = /AWS_(PREVIEW|DEPLOY)_ROLE/.exec(script.join("\n"))?.[1];
      assert.equal(base, role === undefined ? undefined : ".stack", name);
      const writes = /pulumi up/.test(script.join("\n"));
      if (role !== undefined) assert.equal(role, writes ? "DEPLOY" : "PREVIEW", name);
      if (writes) {
        assert.equal(rules.length, 1, name);
        assert.match(rules[0]?.if ?? "", /\$CI_COMMIT_BRANCH == \$CI_DEFAULT_BRANCH$/, name);
      }
    }
  });

  it("ends what only looks where a newer commit comes, and nothing that changes something", () => {
    assert.equal(byDefault.interruptible, true);
    assert.equal(workflow.auto_cancel.on_new_commit, "interruptible");
    for (const [name, { script = [], interruptible = true }] of jobs) {
      const changes = /pulumi (up|policy publish)|\/releases"/.test(script.join("\n"));
      assert.equal(interruptible, !changes, name);
    }
  });

  it("calls what the workflows call of the project", () => {
    const called = (of: string) =>
      new Set(
        [...of.matchAll(/npm run --silent ([\w-]+) -- (\w*)/g)].map(
          (found) => `${found[1] ?? ""} ${found[2] ?? ""}`,
        ),
      );
    const workflows = workflowFiles.map((each) => each.text).join("\n");
    assert.deepEqual([...called(text)].sort(), [...called(workflows)].sort());
    assert.match(text, / --against "\$CI_MERGE_REQUEST_DIFF_BASE_SHA"/);
    assert.match(text, /make site/);
  });

  it("uses words that GitLab has for jobs", () => {
    // https://docs.gitlab.com/ci/yaml/: those that the file needs; the whole of it is valid by GitLab's own schema.
    const words =
      /^(stage|image|needs|rules|script|before_script|environment|resource_group|id_tokens|variables|parallel|artifacts|extends|interruptible|timeout)$/;
    for (const [name, job] of jobs)
      for (const word of Object.keys(job)) assert.match(word, words, name);
  });

  it("keeps one comment up to date: the first pipeline posts it, later ones change it", () => {
    const step = file["preview"]?.script?.find((line) => line.includes("COMMENT_TOKEN")) ?? "";
    const post = (notes: object[]): string => {
      const directory = temporaryDirectory();
      const curl = `#!/bin/sh\ncase "$*" in *per_page*) cat notes.json ;; *) echo "$*" > asked ;; esac\n`;
      fs.writeFileSync(path.join(directory, "curl"), curl, { mode: 0o755 });
      fs.writeFileSync(path.join(directory, "notes.json"), JSON.stringify(notes));
      const PATH = `${directory}${path.delimiter}${process.env["PATH"] ?? ""}`;
      const env = {
        ...process.env,
        PATH,
        STACK: "prod",
        COMMENT_TOKEN: "t",
        NOTES: "https://gitlab/notes",
      };
      const { status, stderr } = spawnSync("bash", ["-e", "-c", step], {
        cwd: directory,
        env,
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      return fs.readFileSync(path.join(directory, "asked"), "utf8");
    };
    const others = [
      { id: 1, body: "looks good" },
      { id: 2, body: "<!-- landbridge-preview-dev -->\n" },
    ];
    assert.match(post(others), /--request POST .* https:\/\/gitlab\/notes --output/);
    const mine = { id: 7, body: "<!-- landbridge-preview-prod -->\n### prod" };
    assert.match(post([...others, mine]), /--request PUT .* https:\/\/gitlab\/notes\/7 --output/);
  });

  it("names only stages that there are, and jobs that there are as needed", () => {
    for (const [name, { stage, needs = [] }] of Object.entries(file)) {
      if (stage !== undefined) assert.ok(stages.includes(stage), name);
      for (const need of needs) assert.ok(need in file, `${name} needs ${need}`);
    }
  });
});
