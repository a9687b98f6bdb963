import * as assert from "node:assert/strict";
import type { State } from "../../sandbox/protection";
import { refusal } from "../../tools/recovery/refusal";

const resource = (name: string, type: string, rest: Partial<State> = {}): State => {
  return { urn: `urn:pulumi:dr::landbridge::${type}::${name}`, type, ...rest };
};
const deletes = (...resources: readonly State[]) =>
  resources.map(({ urn }) => ({ op: "delete", urn }));

describe("the look before a standby fails back", () => {
  const instance = "aws:rds/instance:Instance";
  const database = resource("db", instance, { outputs: { deletionProtection: true } });
  const replaced = resource("db2", instance, { protect: true });
  const bucket = resource("files", "aws:s3/bucket:Bucket", { outputs: { forceDestroy: false } });

  it("names whatever Pulumi or AWS would keep of what goes, and by what", () => {
    const steps = [...deletes(database, bucket), { op: "replace", urn: replaced.urn }];
    const resources = [database, bucket, replaced, resource("queue", "aws:sqs/queue:Queue")];
    assert.deepEqual(refusal("release dr", { steps, resources }), [
      "Nothing was changed: 3 of the resources that would be deleted are kept.",
      "  aws:rds/instance:Instance db: by deletionProtection",
      "  aws:rds/instance:Instance db2: by Pulumi's protect option",
      "  aws:s3/bucket:Bucket files: by forceDestroy, which is off: AWS keeps a bucket that holds anything",
      "Once their data is where it belongs, `npm run recovery -- release dr` takes the protection off.",
    ]);
  });

  it("says nothing of what stays, of what goes unprotected, and of what is left in AWS on purpose", () => {
    const released = resource("db", instance, { outputs: { deletionProtection: false } });
    const emptied = resource("f", "aws:s3/bucket:Bucket", { outputs: { forceDestroy: true } });
    const left = { ...bucket, retainOnDelete: true };
    assert.deepEqual(refusal("release dr", { steps: [], resources: [database, bucket] }), []);
    const steps = deletes(released, emptied, left);
    assert.deepEqual(refusal("release dr", { steps, resources: [released, emptied, left] }), []);
    const update = [{ op: "update", urn: database.urn }];
    assert.deepEqual(refusal("release dr", { steps: update, resources: [database] }), []);
  });
});
