import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { plainCli, type PlainCli } from "../support/plainCli";

const root = path.resolve(__dirname, "../..");

/** A program of somebody else's, with a database that the internet reaches. */
const PROGRAM = `
const aws = require("@pulumi/aws");
new aws.rds.Instance("theirs", {
  engine: "postgres", instanceClass: "db.t4g.micro", allocatedStorage: 20, publiclyAccessible: true,
  username: "owner", manageMasterUserPassword: true, skipFinalSnapshot: true,
});
`;

/** A folder of modules of its own: one link for each name. */
function modules(directory: string, links: Readonly<Record<string, string>>): void {
  for (const [name, target] of Object.entries(links)) {
    const link = path.join(directory, "node_modules", name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(root, "node_modules", target), link);
  }
}

describe("the policy pack as npm packs it", function () {
  this.timeout(300_000);
  let cli: PlainCli;
  let tarball: string;

  before(async () => {
    cli = await plainCli();
    const pack = ["pack", "--silent", "--workspace", "policy", "--pack-destination", cli.project];
    tarball = execFileSync("npm", pack, { cwd: root, encoding: "utf8" }).trim();
  });

  it("holds what a preview needs and its ready sets, and nothing more", () => {
    const listed = execFileSync("tar", ["-tzf", path.join(cli.project, tarball)], {
      encoding: "utf8",
    });
    const files = listed.trim().split("\n");
    for (const file of ["PulumiPolicy.yaml", "README.md", "bin/index.js", "sets/starter.json"]) {
      assert.ok(files.includes(`package/${file}`), file);
    }
    const strange = files.filter(
      (file) =>
        !/^package\/(bin\/.*\.js|data\/.*\.json|sets\/\w+\.json|[\w.]+)$/.test(file) ||
        file.endsWith("docs.js"),
    );
    assert.deepEqual(strange, []);
  });

  for (const version of ["@pulumi/policy", "policy-a-minor-before"]) {
    it(`holds a foreign program to its rules by path, with modules of its own (${version})`, async () => {
      const name = version.replace(/\W/g, "");
      const project = path.join(cli.project, name);
      fs.mkdirSync(path.join(project, "pack"), { recursive: true });
      execFileSync("tar", [
        "-xzf",
        path.join(cli.project, tarball),
        "-C",
        path.join(project, "pack"),
      ]);
      const pack = path.join(project, "pack", "package");
      const sdk = { "@pulumi/pulumi": "@pulumi/pulumi" };
      modules(pack, { ...sdk, "@pulumi/policy": version, "ipaddr.js": "ipaddr.js" });
      modules(project, { ...sdk, "@pulumi/aws": "@pulumi/aws" });
      fs.writeFileSync(
        path.join(project, "package.json"),
        `{ "name": "${name}", "main": "index.js" }`,
      );
      fs.writeFileSync(path.join(project, "index.js"), PROGRAM);
      fs.writeFileSync(
        path.join(project, "Pulumi.yaml"),
        `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`,
      );
      const at = ["--cwd", project, "--stack", "dev"];
      await cli.pulumi("stack", "init", "dev", "--cwd", project);
      await cli.pulumi("config", "set", "aws:region", "eu-west-1", ...at);
      const starter = path.join(pack, "sets/starter.json");
      const policies = ["--policy-pack", pack, "--policy-pack-config", starter];
      await assert.rejects(cli.pulumi("preview", ...at, ...policies), ({ message }: Error) => {
        assert.match(message, /\[mandatory\].*disallow-public-database-access/s);
        assert.match(message, /theirs/);
        return true;
      });
    });
  }
});
