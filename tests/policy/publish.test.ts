import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { promisify } from "node:util";
import { createPolicies } from "../../policy/pack";
import { version } from "../../policy/package.json";
import { temporaryDirectory } from "../../tools/temporaryDirectory";
import { findPulumi } from "../../tools/pulumiCli";

const root = path.resolve(__dirname, "../..");
const run = promisify(execFile);

/** What Pulumi Cloud is asked by `pulumi policy publish`: a stand-in for it, which takes whatever it is given. */
class Cloud {
  readonly asked = new Map<string, Buffer>();
  readonly server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const asked = `${request.method ?? ""} ${request.url ?? ""}`;
      this.asked.set(asked, Buffer.concat(parts));
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify(this.answer(asked)));
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(asked: string): object {
    const organizations = [{ githubLogin: "acme", name: "acme" }];
    if (asked === "GET /api/user")
      return { githubLogin: "somebody", name: "somebody", organizations };
    if (!asked.endsWith("/policypacks")) return {};
    return { version: 1, uploadURI: `${this.url}/upload`, requiredHeaders: {} };
  }
}

describe("pulumi policy publish", function () {
  this.timeout(120_000);
  const cloud = new Cloud();

  before((done) => void cloud.server.listen(0, "127.0.0.1", done));
  after((done) => void cloud.server.close(done));

  it("takes the pack as it is: each policy with its level, and a package with what it runs by", async () => {
    const { path: pulumi } = await findPulumi();
    const directory = temporaryDirectory();
    const host = path.join(root, "tools/languageHost");
    const env = {
      ...process.env,
      PATH: [path.dirname(pulumi), process.env["PATH"], host].join(path.delimiter),
      PULUMI_HOME: directory,
      PULUMI_BACKEND_URL: cloud.url,
      PULUMI_ACCESS_TOKEN: "none",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const { stdout } = await run(pulumi, ["policy", "publish", "acme", "--cwd", "policy"], {
      cwd: root,
      env,
    });
    assert.match(stdout, new RegExp(`Publishing "landbridge" - version ${version} to "acme"`));

    const told = cloud.asked.get("POST /api/orgs/acme/policypacks")?.toString() ?? "{}";
    const { name, policies } = JSON.parse(told) as {
      name: string;
      policies: { name: string; enforcementLevel: string; description: string }[];
    };
    assert.equal(name, "landbridge");
    const names = createPolicies().map((policy) => policy.name);
    assert.deepEqual(policies.map((policy) => policy.name).sort(), [...names].sort());
    for (const { description } of policies) assert.ok(description.length > 10);
    assert.ok(
      cloud.asked.has(`POST /api/orgs/acme/policypacks/landbridge/versions/${version}/complete`),
    );

    const file = path.join(directory, "pack.tgz");
    fs.writeFileSync(file, cloud.asked.get("PUT /upload") ?? "");
    const { stdout: files } = await run("tar", ["tzf", file]);
    for (const each of ["bin/index.js", "PulumiPolicy.yaml", "package.json", "sets/strict.json"]) {
      assert.ok(files.split("\n").includes(`package/${each}`), each);
    }
    assert.doesNotMatch(files, /\.ts$|node_modules/m);
  });
});
