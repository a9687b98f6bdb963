import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { explain, openSandbox } from "../support/engine";
import { parseYaml } from "../support/yaml";

/** What answers the engine when a program runs inline; not in the SDK's declarations. */
const { LanguageServer } = createRequire(__filename)("@pulumi/pulumi/automation/server") as {
  LanguageServer: { prototype: object };
};

const root = path.resolve(__dirname, "../..");

interface Project {
  readonly runtime: {
    readonly name: string;
    readonly options: { readonly typescript: boolean; readonly tsconfig: string };
  };
}

/** Runs the program in a process of its own, by the arguments and variables that the CLI's Node.js host gives it. */
async function runAsTheStockHost(request: RunRequest): Promise<number | null> {
  const project = parseYaml(fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as Project;
  assert.equal(project.runtime.name, "nodejs");
  const { typescript, tsconfig } = project.runtime.options;
  const child = spawn(
    process.execPath,
    [
      path.join(root, "node_modules/@pulumi/pulumi/cmd/run"),
      "--engine",
      request.getArgsList()[0] ?? "",
      "--monitor",
      request.getMonitorAddress(),
      "--project",
      request.getProject(),
      "--stack",
      request.getStack(),
      "--parallel",
      String(request.getParallel()),
      "--pwd",
      root,
      ...(request.getDryrun() ? ["--dry-run", "true"] : []),
      ".",
    ],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
        PULUMI_CONFIG_SECRET_KEYS: "[]",
        PULUMI_NODEJS_TYPESCRIPT: String(typescript),
        PULUMI_NODEJS_TSCONFIG_PATH: tsconfig,
      },
    },
  );
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}

describe("the program under Pulumi's own Node.js host", function () {
  this.timeout(300_000);
  const inline = Object.getOwnPropertyDescriptor(LanguageServer.prototype, "run");
  let exitCode: number | null;

  before(() => {
    const run = (
      call: { request: RunRequest },
      done: (error: Error | null, response: RunResponse) => void,
    ): void => {
      void runAsTheStockHost(call.request).then((code) => {
        exitCode = code;
        const response = new RunResponse();
        if (code !== 0) response.setError(`the program ended with exit code ${code}`);
        done(null, response);
      });
    };
    Object.defineProperty(LanguageServer.prototype, "run", { ...inline, value: run });
  });

  after(() => {
    Object.defineProperty(LanguageServer.prototype, "run", inline ?? {});
  });

  it("is found by Pulumi.yaml, package.json and tsconfig.run.json, and plans all of dev", async () => {
    const preview = await (await openSandbox({ stack: "dev" })).preview();
    assert.ok(preview.succeeded, explain(preview));
    assert.equal(exitCode, 0);
    assert.ok(preview.steps.some(({ name }) => name === "network-vpc"));
    assert.ok(preview.policies.length > 0, "with the policy pack");
  });

  it("ends with the code for errors that are told already, where config is wrong", async () => {
    const config = { "landbridge:network.vpcCidr": "10.20.0.1/16" };
    const preview = await (await openSandbox({ stack: "dev", config })).preview();
    assert.equal(preview.succeeded, false);
    assert.equal(exitCode, 32);
    assert.match(explain(preview), /landbridge:network\.vpcCidr: "10\.20\.0\.1\/16" has host bits/);
  });
});
