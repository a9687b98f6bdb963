import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { followedStack } from "../../preflight/stackConfig";
import { stacksIn } from "../../tools/commandLine";
import { parallelOperations } from "../../tools/parallel";
import { pinnedVersion } from "../../tools/pulumiCli";
import { root } from "./workflowFiles";

const committed = stacksIn(root).sort();

interface GitLabFile {
  readonly stages: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

interface GitLabJob {
  readonly stage?: string;
  readonly needs?: readonly string[];
  readonly rules?: readonly { readonly when?: string }[];
  readonly script?: readonly string[];
  readonly environment?: { readonly name: string };
  readonly resource_group?: string;
  readonly id_tokens?: unknown;
  readonly variables?: Readonly<Record<string, string>>;
  readonly parallel?: { readonly matrix?: readonly Readonly<Record<string, readonly string[]>>[] };
}

describe("docs/ci/gitlab-ci.yml, the same for GitLab", () => {
  const text = fs.readFileSync(path.join(root, "docs/ci/gitlab-ci.yml"), "utf8");
  const { stages, variables, ...others } = parse(text, { merge: true }) as GitLabFile;
  const file = others as Readonly<Record<string, GitLabJob>>;
  const withToken = Object.entries(file).filter(
    ([name, job]) => !name.startsWith(".") && job.id_tokens,
  );

  it("runs as many operations at once, and the CLI that is pinned", () => {
    assert.equal(variables["PULUMI_PARALLEL"], String(parallelOperations));
    assert.equal(variables["PULUMI_VERSION"], pinnedVersion());
  });

  it("has previews, plans and deployments of every stack, one at a time, prod's by hand, dr's after it", () => {
    const deployments = withToken.filter(([, { script = [] }]) =>
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

  it("names only stages that there are, and jobs that there are as needed", () => {
    for (const [name, { stage, needs = [] }] of Object.entries(file)) {
      if (stage !== undefined) assert.ok(stages.includes(stage), name);
      for (const need of needs) assert.ok(need in file, `${name} needs ${need}`);
    }
  });
});
