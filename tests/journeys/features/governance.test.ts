import * as assert from "node:assert/strict";
import { explain, openSandbox, temporaryDirectory } from "../../support/engine";

const own = Object.fromEntries(
  ["config", "cloudTrail", "guardDuty", "securityHub", "accessAnalyzer", "inspector"].map(
    (service) => [service, "own"],
  ),
);

const config = (cidr: string, governance: object) => ({
  "aws:region": "eu-west-1",
  "landbridge:tags": { owner: "platform-team", costCenter: "CC-1042" },
  "landbridge:residency": { allowedRegions: ["eu-west-1"] },
  "landbridge:environmentType": "development",
  "landbridge:network": { vpcCidr: cidr, availabilityZones: ["a", "b"] },
  "landbridge:monitoring": { alarmEmails: ["platform-team@example.com"] },
  "landbridge:governance": governance,
});

const fleet = {
  operatingSystems: ["AMAZON_LINUX_2023", "UBUNTU"],
  maintenance: { schedule: "cron(0 2 ? * SUN *)" },
  sessions: { owner: "own" },
};

describe("stacks that share an account", function () {
  this.timeout(300_000);
  const workDir = temporaryDirectory();

  it("have it watched and its nodes looked after by the one that says so, with the policies on, and nothing to change afterwards", async () => {
    const first = await openSandbox({
      stack: "first",
      workDir,
      config: { ...config("10.20.0.0/16", own), "landbridge:fleet": fleet },
    });
    const up = await first.up();
    assert.ok(up.succeeded, explain(up));
    const again = await first.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
  });

  it("make nothing where the other one has it, and are refused by AWS where both say that it is theirs", async () => {
    const second = await openSandbox({
      stack: "second",
      workDir,
      config: config("10.21.0.0/16", {}),
    });
    const plan = await second.preview();
    assert.ok(plan.succeeded, explain(plan));
    assert.ok(!plan.steps.some(({ urn }) => /:(cfg|cloudtrail|guardduty|securityhub)\//.test(urn)));
    await second.setConfig({ "landbridge:governance": { config: "own" } });
    const refused = await second.up();
    assert.equal(refused.succeeded, false);
    assert.match(explain(refused), /MaxNumberOfConfigurationRecordersExceeded/);
  });
});
