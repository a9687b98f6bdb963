import * as assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { PolicySeverity, type AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { createPolicies } from "../../policy/pack";

const root = path.resolve(__dirname, "../..");

/** Starts the pack the way the Pulumi CLI does for `--policy-pack policy`. */
function start(): ChildProcess {
  const host = path.join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
  const args = [host, "127.0.0.1:1", ".", "-typescript=false"];
  return spawn(process.execPath, args, { cwd: path.join(root, "policy") });
}

describe("the policy pack under Pulumi's own host", function () {
  this.timeout(60_000);
  let server: ChildProcess;
  let info: AnalyzerInfo;

  before(async () => {
    server = start();
    const [port] = (await once(server.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    const address = `127.0.0.1:${port.toString().trim()}`;
    const client = new AnalyzerClient(address, grpc.credentials.createInsecure());
    info = await new Promise<AnalyzerInfo>((done, fail) => {
      client.getAnalyzerInfo(new Empty(), (error: Error | null, response: AnalyzerInfo) => {
        if (error) fail(error);
        else done(response);
      });
    });
    client.close();
  });

  after(() => server.kill());

  it("is found by PulumiPolicy.yaml and package.json, compiled, and is called landbridge", () => {
    assert.equal(info.getName(), "landbridge");
    assert.match(info.getVersion(), /^\d+\.\d+\.\d+/);
    assert.equal(info.getSupportsconfig(), true);
  });

  it("serves the policies of these sources: what is compiled is not out of date", () => {
    assert.deepEqual(
      info.getPoliciesList().map((policy) => [policy.getName(), policy.getDescription()]),
      createPolicies().map(({ name, description }) => [name, description]),
    );
  });

  it("tells severity, framework, remediation steps and the schema of its settings", () => {
    const [settings, rule] = info.getPoliciesList();
    assert.ok(settings?.getConfigschema()?.getProperties()?.toJavaScript()["allowedRegions"]);
    assert.equal(rule?.getFramework()?.getReference(), "RDS.2");
    assert.equal(rule.getSeverity(), PolicySeverity.POLICY_SEVERITY_CRITICAL);
    assert.match(rule.getRemediationSteps(), /publiclyAccessible/);
  });
});
