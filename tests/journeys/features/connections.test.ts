import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

type Section = Record<string, unknown>;

const standing = (readStackConfig("dev").raw["services"] as Section[]).filter(
  ({ name }) => name === "pricing",
);

/** A broker, which speaks no HTTP. */
function broker(changes: Section = {}): Section {
  return {
    name: "broker",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/docker/library/rabbitmq:4.1.1",
    imageArchitectures: ["arm64", "x86_64"],
    cpu: 256,
    memory: 512,
    port: 5672,
    protocol: "TCP",
    hosts: ["broker"],
    replicas: { cloud: 2, onPrem: 1 },
    site: "lab",
    hostPort: 15672,
    ...changes,
  };
}

/** What a run does: `update broker-listener`. Components only follow their children. */
function changes({ steps }: RunResult): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && type.startsWith("aws:"))
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

describe("Services of TCP and TLS, on the real engine", function () {
  this.timeout(480_000);
  let sandbox: Sandbox;

  async function upWith(...services: Section[]): Promise<string[]> {
    await sandbox.setConfig({ "landbridge:services": [...standing, ...services] });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    const again = await sandbox.preview();
    assert.deepEqual(changes(again), [], "a second preview has nothing to do");
    return changes(result);
  }

  before(async () => {
    const config = {
      "landbridge:cluster.capacity.general.maxSize": 8,
      "landbridge:jobs": [],
      "landbridge:databases": [],
      "landbridge:fileShares": [],
      "landbridge:fileGateways": [],
      "landbridge:services": standing,
    };
    sandbox = await openSandbox({ stack: "dev", config });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
  });

  it("come with a network load balancer, and change nothing of what is there", async () => {
    const planned = await upWith(broker());
    const own = /^create (broker-|hosts-broker$|internal-network-)/;
    assert.deepEqual(
      planned.filter((line) => !own.test(line)),
      ["update dashboard-page"],
    );
    for (const line of ["create internal-network-nlb", "create broker-listener"]) {
      assert.ok(planned.includes(line), line);
    }
    const outputs = await sandbox.outputs();
    const { broker: found } = outputs["services"] as Record<string, Section>;
    assert.deepEqual(found?.["endpoints"], ["broker.dev.aws.example.com:5672"]);
    assert.equal((outputs["urls"] as Section)["broker"], undefined);
  });

  it("move by one line, to the site and back", async () => {
    const there = await upWith(broker({ placement: "on-prem" }));
    assert.ok(there.includes("update broker-listener"));
    assert.ok(there.some((line) => /^create broker-ext-10-100-240-\d+$/.test(line)));
    assert.ok(there.includes("delete broker-cloud-service"));
    assert.deepEqual(
      there.filter((line) => /internal|hosts/.test(line)),
      [],
    );
    const back = await upWith(broker());
    assert.ok(back.includes("update broker-listener"));
    assert.ok(back.includes("create broker-cloud-service"));
    assert.ok(back.includes("delete broker-on-prem-service"));
  });

  it("share connections between the sides by weights, each step a change of the listener", async () => {
    const both = { placement: "both", traffic: { cloud: 100, onPrem: 0 } };
    await upWith(broker(both));
    const step = await upWith(broker({ ...both, traffic: { cloud: 50, onPrem: 50 } }));
    assert.deepEqual(step, ["update broker-listener"]);
  });

  it("answer by the load balancer's certificate with TLS, and are logged", async () => {
    const planned = await upWith(broker({ listenerProtocol: "TLS", listenerPort: 5671 }));
    assert.ok(planned.includes("update broker-listener"));
    assert.ok(planned.includes("update internal-network-nlb"), "access logs");
    assert.ok(planned.includes("update access-logs-policy"));
    await upWith(broker({ protocol: "TLS", listenerPort: 5671 }));
  });
});
