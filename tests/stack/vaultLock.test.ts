import * as assert from "node:assert/strict";
import { Key } from "@pulumi/aws/kms";
import { Provider } from "@pulumi/aws/provider";
import { BackupVault, type BackupVaultArgs } from "../../components/backup/backupVault";
import { accounts } from "../../sandbox/tamper";
import * as path from "node:path";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../support/engine";

const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

describe("the lock of a vault", function () {
  this.timeout(120_000);
  const workDir = temporaryDirectory();
  let args: Pick<BackupVaultArgs, "lock" | "protect">;
  let sandbox: Sandbox;

  const limits = (maxRetentionInDays: number, minRetentionInDays = 7) =>
    ({ mode: "governance", minRetentionInDays, maxRetentionInDays }) as const;

  /** Locks that AWS holds. */
  const locks = () =>
    accounts(path.join(workDir, "aws"))
      .flatMap(({ store }) => store.everything())
      .filter(({ type }) => type === lockType)
      .map(({ attributes }): Record<string, unknown> => attributes);

  /** Updates, and says which operations concerned the lock, in the engine's order. */
  async function updated(): Promise<string[]> {
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    return result.steps.filter(({ name }) => name === "copies-lock").map(({ op }) => op);
  }

  before(async () => {
    sandbox = await openSandbox({
      stack: "locks",
      workDir,
      policyPack: false,
      program: () => {
        const aws = new Provider("aws", { region: "eu-west-1" });
        const kmsKeyArn = new Key("key", {}, { provider: aws }).arn;
        new BackupVault("copies", { kmsKeyArn, ...args }, { providers: [aws] });
        return Promise.resolve(undefined);
      },
    });
    args = { lock: limits(400) };
    assert.deepEqual(await updated(), ["create"]);
  });

  it("takes other limits without `protect` in the way, and is never taken off", async () => {
    args = { lock: limits(3660, 14) };
    assert.deepEqual(await updated(), ["create-replacement", "replace", "delete-replaced"]);
    const [lock, ...more] = locks();
    assert.deepEqual([lock?.["minRetentionDays"], lock?.["maxRetentionDays"]], [14, 3660]);
    assert.deepEqual(more, []);
  });

  it("would be gone from the vault, were it not retained: the deletion comes last, and by the vault's name", async () => {
    args = { lock: limits(3660, 14), protect: false };
    await updated();
    args = { lock: limits(400), protect: false };
    await updated();
    assert.deepEqual(locks(), []);
  });
});
