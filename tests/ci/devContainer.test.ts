import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

interface Container {
  readonly image: string;
  readonly features: Readonly<Record<string, { readonly version?: string }>>;
  readonly mounts: readonly { readonly type: string; readonly target: string }[];
  readonly containerEnv: Readonly<Record<string, string>>;
  readonly postCreateCommand: string;
}

describe("the dev container", () => {
  const container = JSON.parse(read(".devcontainer/devcontainer.json")) as Container;

  it("has a Node.js that the project supports", () => {
    const [, major = ""] = /typescript-node:(\d+)-/.exec(container.image) ?? [];
    const [, supported = ""] = /Node\.js ((?:\d+, )+\d+ or \d+)/.exec(read("README.md")) ?? [];
    assert.ok(supported.split(/, | or /).includes(major), `${major} is none of ${supported}`);
  });

  it("has one Go, whose modules and builds outlast it", () => {
    const go = container.features["ghcr.io/devcontainers/features/go:1"];
    assert.match(go?.version ?? "", /^\d+\.\d+\.\d+$/);
    const kept = container.mounts
      .filter(({ type }) => type === "volume")
      .map(({ target }) => target);
    const { GOMODCACHE, GOCACHE } = container.containerEnv;
    assert.deepEqual(kept, [GOMODCACHE, GOCACHE]);
  });

  it("runs a command of the Makefile once it is made", () => {
    const [, target = ""] = /make (\S+)$/.exec(container.postCreateCommand) ?? [];
    assert.match(read("Makefile"), new RegExp(`^${target}:`, "m"));
  });
});
