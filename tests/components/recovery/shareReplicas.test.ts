import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { ShareReplicas } from "../../../components/recovery/shareReplicas";
import { FileShareBucket } from "../../../components/storagegateway/fileShareBucket";
import { runWithMocks, statementsOf } from "../../support/mocks";

describe("replicas of file shares", () => {
  const [kmsKeyArn, replicaKmsKeyArn] = ["here", "there"].map((key) => `arn:aws:kms:${key}`);
  const tags = { "data-classification": "internal" };

  function replicas(...retiring: string[]): ReturnType<typeof runWithMocks<ShareReplicas>> {
    return runWithMocks(() => {
      const recoveryProvider = new Provider("elsewhere", { region: "eu-central-1" });
      const own = { kmsKeyArn: kmsKeyArn ?? "", logBucket: "logs", tags };
      const reports = new FileShareBucket("files-reports", own);
      return new ShareReplicas("recovery-files", {
        buckets: { reports, scans: new FileShareBucket("files-scans", own) },
        tags: { reports: tags, scans: tags },
        retiring,
        kmsKeyArn: kmsKeyArn ?? "",
        replicaKmsKeyArn: replicaKmsKeyArn ?? "",
        recoveryProvider,
      });
    });
  }

  it("are as safe as the buckets: encrypted by the Region's key, versioned, private, protected", async () => {
    const made = await replicas();
    const bucket = made.get("recovery-files-reports-bucket");
    assert.equal(bucket.protect, true);
    const encryption = JSON.stringify(made.get("recovery-files-reports-encryption").inputs);
    assert.match(encryption, /"kmsMasterKeyId":"arn:aws:kms:there"/);
    for (const part of ["versioning", "public-access", "policy", "logging"]) {
      made.get(`recovery-files-reports-${part}`);
    }
  });

  it("get every file within 15 minutes, encrypted ones and deletions among them", async () => {
    const made = await replicas();
    const { inputs } = made.get("recovery-files-reports-replication-rule");
    const rules = JSON.stringify(inputs.rules);
    assert.match(rules, /"replicationTime":{"status":"Enabled","time":{"minutes":15}}/);
    assert.match(rules, /"sseKmsEncryptedObjects":{"status":"Enabled"}/);
    assert.match(rules, /"deleteMarkerReplication":{"status":"Enabled"}/);
    assert.match(rules, /"replicaKmsKeyId":"arn:aws:kms:there"/);
  });

  it("are written by a role that reads one bucket and writes the other", async () => {
    const made = await replicas();
    const { inputs } = made.get("recovery-files-reports-replication-policy");
    const used = statementsOf(inputs.policy).map(({ Resource }) => String(Resource));
    assert.ok(!used.includes("*"));
    assert.deepEqual(used.slice(-2), [kmsKeyArn, replicaKmsKeyArn]);
  });

  it("may go with the shares that are retiring, and their access logs with the last of them", async () => {
    const kept = (made: Awaited<ReturnType<typeof replicas>>) =>
      ["reports-bucket", "scans-bucket", "access-logs-bucket"].map((name) => {
        const { inputs, protect } = made.get(`recovery-files-${name}`);
        assert.equal(inputs.forceDestroy, !protect);
        return protect;
      });
    assert.deepEqual(kept(await replicas("reports")), [false, true, true]);
    assert.deepEqual(kept(await replicas("reports", "scans")), [false, false, false]);
  });
});
