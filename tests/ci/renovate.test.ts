import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as semver from "semver";
import { root } from "./workflowFiles";

interface PackageRule {
  readonly description?: string;
  readonly matchManagers?: readonly string[];
  readonly matchPackageNames?: readonly string[];
  readonly matchDepNames?: readonly string[];
  readonly allowedVersions?: string;
}

type Versions = Readonly<Record<string, string>>;

function json(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
}

const { packageRules } = json("renovate.json") as { readonly packageRules: readonly PackageRule[] };
const packages = ["package.json", "policy/package.json", "site/package.json"].map(
  (file) => json(file) as { readonly dependencies?: Versions; readonly devDependencies?: Versions },
);
const versions = packages.flatMap(({ dependencies, devDependencies }) => [
  ...Object.entries({ ...dependencies }),
  ...Object.entries({ ...devDependencies }),
]);
const npmRules = packageRules.filter(({ matchManagers }) => matchManagers?.includes("npm"));
const namesOf = ({ matchPackageNames = [], matchDepNames = [] }: PackageRule) => [
  ...matchPackageNames,
  ...matchDepNames,
];

/** A name, or with `*` at its end the beginning of one. */
function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

describe("renovate.json", () => {
  it("gives a reason for every exception", () => {
    for (const rule of packageRules)
      assert.ok((rule.description ?? "").length > 30, JSON.stringify(rule));
  });

  it("names only packages that the project has", () => {
    for (const pattern of npmRules.flatMap(namesOf)) {
      assert.ok(
        versions.some(([name]) => matches(pattern, name)),
        pattern,
      );
    }
  });

  it("allows the versions that are pinned, and holds back the next ones", () => {
    const held = npmRules.filter(({ allowedVersions }) => allowedVersions !== undefined);
    assert.equal(held.length, 3);
    for (const { allowedVersions = "", matchPackageNames = [] } of held) {
      for (const [name, version] of versions.filter(([name]) => matchPackageNames.includes(name))) {
        assert.ok(semver.satisfies(version, allowedVersions), `${name} ${version}`);
        const next = semver.inc(version, "major") ?? "";
        assert.ok(!semver.satisfies(next, allowedVersions), `${name} ${next}`);
      }
    }
  });
});

describe("the versions that Renovate keeps", () => {
  it("are exact", () => {
    for (const [name, version] of versions) {
      assert.match(version, /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/, name);
    }
  });
});

describe("the dev container", () => {
  const container = json(".devcontainer/devcontainer.json") as {
    readonly features: Readonly<Record<string, { readonly version?: string }>>;
    readonly mounts: readonly { readonly target: string }[];
    readonly containerEnv: Versions;
  };

  it("has the Go that builds the CLI", () => {
    const goMod = fs.readFileSync(path.join(root, "tools/pulumi/go.mod"), "utf8");
    const [, needed = ""] = /^go (\S+)$/m.exec(goMod) ?? [];
    const { version = "" } = container.features["ghcr.io/devcontainers/features/go:1"] ?? {};
    assert.ok(semver.gte(version, needed), `${version} for ${needed}`);
  });

  it("keeps Go's caches when it is made anew", () => {
    const { GOCACHE, GOMODCACHE } = container.containerEnv;
    assert.deepEqual(
      container.mounts.map(({ target }) => target).sort(),
      [GOCACHE, GOMODCACHE].sort(),
    );
  });
});
