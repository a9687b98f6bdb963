import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryDirectory } from "../support/engine";

const root = path.resolve(__dirname, "../..");

/** A program whose lines in TypeScript are others than in JavaScript. */
const source = `interface Gone {
  readonly on: string;
}
const gone: Gone = { on: "the way" };
export = new Error(gone.on).stack;
`;

/** Runs JavaScript with the loader of Pulumi.yaml in Node.js, and gives what it prints. */
function run(script: string, loader = path.join(root, "loader")): string {
  const options = ["--require", path.join(loader, "run.js"), "--eval", script];
  return execFileSync(process.execPath, options, { encoding: "utf8" });
}

describe("the loader that Pulumi.yaml names", () => {
  let program: string;

  before(() => {
    program = path.join(temporaryDirectory(), "program.ts");
    fs.writeFileSync(program, source);
  });

  it("is named there, relative to the project", () => {
    const yaml = fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8");
    assert.match(yaml, /^ {4}nodeargs: --require \.\/loader\/run\.js$/m);
    assert.match(yaml, /^ {4}typescript: false$/m);
  });

  it("names lines in TypeScript in stack traces", () => {
    const stack = run(`console.log(require(${JSON.stringify(program)}))`);
    assert.match(stack, /^Error: the way\n {4}at .*program\.ts:5:10\)?\n/);
  });

  it("loads neither TypeScript nor ts-node for a file that it has transpiled before", () => {
    const once = `require(${JSON.stringify(program)});`;
    run(once);
    const loaded = run(`${once} console.log(Object.keys(require.cache).join("\\n"))`);
    assert.match(loaded, /program\.ts/);
    assert.doesNotMatch(loaded, /node_modules\/(typescript|ts-node)\/.*\.js$/m);
  });

  it("gives debuggers the map from JavaScript to TypeScript", () => {
    const script = `
      const session = new (require("node:inspector").Session)();
      session.connect();
      session.on("Debugger.scriptParsed", ({ params }) => {
        if (params.url.endsWith("program.ts")) console.log(params.sourceMapURL);
      });
      session.post("Debugger.enable");
      require(${JSON.stringify(program)});`;
    const [, map = ""] = /^data:application\/json;base64,(\S+)$/m.exec(run(script)) ?? [];
    const { sources } = JSON.parse(Buffer.from(map, "base64").toString("utf8")) as {
      sources: string[];
    };
    assert.deepEqual(sources, ["program.ts"]);
  });

  /** What a promise of the SDK knows of where it was made, with the environment that the program is run in. */
  function tracesOfPromises(environment: string): string {
    return run(`
      ${environment};
      const sdk = require("@pulumi/pulumi/runtime/debuggable");
      require(${JSON.stringify(program)});
      const promise = Promise.resolve();
      require("@pulumi/pulumi/runtime/state").getStore().leakCandidates = new Set();
      sdk.debuggablePromise(promise, "test");
      console.log(promise._debugStackTrace, new Error("one of the program's own").stack);`);
  }

  it("has the SDK take no stack trace for a promise, but where somebody looks for one that never ends", () => {
    const quiet = tracesOfPromises("");
    assert.doesNotMatch(quiet, /at debuggablePromise/);
    assert.match(quiet, /Error: one of the program's own\n {4}at /);
    const asked = tracesOfPromises("process.env.PULUMI_DEBUG_PROMISE_LEAKS = '1'");
    assert.match(asked, /at .*debuggablePromise/);
  });

  it("loads what the SDK writes functions with only where one is written", () => {
    const script = `
      require("@pulumi/pulumi/log");
      require(${JSON.stringify(program)});
      const pulumi = require("@pulumi/pulumi");
      const isLoaded = () =>
        ["typescript/lib/typescript.js", "@npmcli/arborist/lib/arborist/index.js"].map((end) =>
          Object.keys(require.cache).some((file) => file.endsWith(end)));
      console.log(isLoaded().join());
      const seven = 7;
      pulumi.runtime.serializeFunction(() => seven).then(({ text }) => {
        console.log(isLoaded().join(), /const seven = 7|seven: 7/.test(text));
        return pulumi.runtime.computeCodePaths({});
      }).then(() => console.log(isLoaded().join()));`;
    assert.deepEqual(run(script).trim().split("\n"), [
      "false,false",
      "true,false true",
      "true,true",
    ]);
  });

  it("runs where nothing can be kept, transpiling anew", () => {
    const project = temporaryDirectory();
    for (const name of ["loader", "tsconfig.json", "tsconfig.run.json"]) {
      fs.cpSync(path.join(root, name), path.join(project, name), { recursive: true });
    }
    const modules = path.join(project, "node_modules");
    fs.mkdirSync(modules);
    fs.symlinkSync(path.join(root, "node_modules/typescript"), path.join(modules, "typescript"));
    // A file in the folder's place: nobody can write there, root included.
    fs.writeFileSync(path.join(modules, ".cache"), "");
    const stack = run(
      `console.log(require(${JSON.stringify(program)}))`,
      path.join(project, "loader"),
    );
    assert.match(stack, /program\.ts:5:10/);
  });
});
