import * as assert from "node:assert/strict";
import {
  governanceServices,
  type GovernanceService,
} from "../../../components/governance/governanceServices";
import { ownGovernance } from "../../../components/governance/ownGovernance";
import { LogBucket } from "../../../components/s3/logBucket";
import { runWithMocks } from "../../support/mocks";

const alarmTopics = {
  critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
  warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
};

type Owners = Partial<Record<GovernanceService, "existing" | "own" | "none">>;

function make(owners: Owners, more: { readonly deletionProtection?: boolean } = {}) {
  const nobodys = Object.fromEntries(governanceServices.map((service) => [service, "existing"]));
  return runWithMocks(() => {
    const governance = { ...(nobodys as Required<Owners>), ...owners, retentionInDays: 400 };
    const logBucket = new LogBucket("access-logs");
    ownGovernance(
      {
        governance,
        namePrefix: "landbridge-test",
        deletionProtection: more.deletionProtection ?? true,
        retainOnDelete: true,
        alarmTopics,
        logBucket,
      },
      {},
    );
  });
}

const typesOf = (made: Awaited<ReturnType<typeof make>>) =>
  new Set(
    made.resources.flatMap(
      ({ type }) =>
        /^aws:(cfg|cloudtrail|guardduty|securityhub|accessanalyzer|inspector2)/.exec(type)?.[1] ??
        [],
    ),
  );

describe("what watches the account", () => {
  it("is made where the stack says that it is its own, and nowhere else", async () => {
    const folders: Record<GovernanceService, string> = {
      config: "cfg",
      cloudTrail: "cloudtrail",
      guardDuty: "guardduty",
      securityHub: "securityhub",
      accessAnalyzer: "accessanalyzer",
      inspector: "inspector2",
    };
    assert.deepEqual([...typesOf(await make({ config: "none" }))], []);
    for (const service of governanceServices) {
      assert.deepEqual([...typesOf(await make({ [service]: "own" }))], [folders[service]]);
    }
  });

  it("has one bucket for its records, encrypted by a key of theirs, protected, kept as long as asked for", async () => {
    const made = await make({ config: "own", cloudTrail: "own" });
    const bucket = made.get("governance-records-bucket");
    assert.equal(bucket.protect, true);
    assert.equal(bucket.inputs["forceDestroy"], false);
    const { inputs } = made.get("governance-records-lifecycle");
    const [rule] = inputs["rules"] as { expiration: object; noncurrentVersionExpiration: object }[];
    assert.deepEqual(rule?.expiration, { days: 400 });
    assert.deepEqual(rule.noncurrentVersionExpiration, { noncurrentDays: 400 });
    const trail = made.get("governance-trail").inputs;
    assert.match(String(trail["kmsKeyId"]), new RegExp(made.get("governance-records-key-key").id));
    assert.equal(made.get("governance-config-channel").inputs["s3KmsKeyArn"], trail["kmsKeyId"]);
    assert.equal(made.ofType("landbridge:governance:AuditBucket").length, 1);
    assert.equal(
      (await make({ guardDuty: "own" })).ofType("landbridge:governance:AuditBucket").length,
      0,
    );
  });

  it("records every Region's calls with digests, and lets the one trail of the stack write", async () => {
    const made = await make({ cloudTrail: "own" });
    const { inputs } = made.get("governance-trail");
    for (const property of [
      "isMultiRegionTrail",
      "enableLogFileValidation",
      "includeGlobalServiceEvents",
    ])
      assert.equal(inputs[property], true, property);
    const policy = String(made.get("governance-records-policy").inputs["policy"]);
    const arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/landbridge-test-trail";
    assert.equal(policy.split(`"aws:SourceArn":"${arn}"`).length, 3);
    assert.match(policy, /AWSLogs\/123456789012\/\*/);
  });

  it("starts the recorder once it can deliver, and the checks of Security Hub after it", async () => {
    const made = await make({ config: "own", securityHub: "own" });
    assert.equal(made.get("governance-config-status").inputs["isEnabled"], true);
    assert.deepEqual(made.get("governance-config-recorder").inputs["recordingGroup"], {
      allSupported: true,
      includeGlobalResourceTypes: true,
    });
    assert.ok(made.get("governance-security-hub"));
  });

  it("tells people what it finds: attacks at once, the rest in working hours", async () => {
    const made = await make({ guardDuty: "own", accessAnalyzer: "own", inspector: "own" });
    const told = made
      .ofType("aws:cloudwatch/eventTarget:EventTarget")
      .map(({ name, inputs }) => `${name} ${String(inputs["arn"]).split(":").at(-1)}`);
    assert.deepEqual(told, [
      "governance-findings-guardduty-target alarms",
      "governance-findings-accessanalyzer-target warnings",
      "governance-findings-inspector-target warnings",
    ]);
    assert.equal(
      (await make({ config: "own" })).ofType("aws:cloudwatch/eventRule:EventRule").length,
      0,
    );
  });

  it("looks into running instances, and says so of every kind of agent", async () => {
    const made = await make({ guardDuty: "own" });
    const { inputs } = made.get("governance-guardduty-runtime-monitoring");
    const agents = inputs["additionalConfigurations"] as { name: string; status: string }[];
    assert.deepEqual(
      agents.filter(({ status }) => status === "ENABLED").map(({ name }) => name),
      ["EC2_AGENT_MANAGEMENT"],
    );
    assert.equal(agents.length, 3);
  });
});
