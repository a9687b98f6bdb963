import * as assert from "node:assert/strict";
import { CustomerKeys } from "../../../components/kms/customerKeys";
import { keyClasses, type KeyClass } from "../../../components/kms/keyPolicy";
import { runWithMocks, valueOf, type Recording } from "../../support/mocks";

interface Statement {
  readonly Sid: string;
  readonly Principal: { readonly AWS?: string; readonly Service?: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe("CustomerKeys", () => {
  let made: Recording<CustomerKeys>;
  before(async () => {
    made = await runWithMocks(() => new CustomerKeys("keys", {}));
  });

  function statements(dataClass: KeyClass): Statement[] {
    const policy = String(made.get(`keys-${dataClass}-key`).inputs["policy"]);
    return (JSON.parse(policy) as { Statement: Statement[] }).Statement;
  }

  function statement(dataClass: KeyClass, sid: string): Statement {
    const found = statements(dataClass).find(({ Sid }) => Sid === sid);
    assert.ok(found, `${dataClass} has no statement ${sid}`);
    return found;
  }

  it("makes one key for each class of data", async () => {
    assert.deepEqual(Object.keys(made.result.keyArns).sort(), [...keyClasses].sort());
    assert.equal(made.ofType("aws:kms/key:Key").length, keyClasses.length);
    for (const dataClass of keyClasses) {
      const { id } = made.get(`keys-${dataClass}-key`);
      assert.match(await valueOf(made.result.keyArns[dataClass]), new RegExp(`:key/${id}$`));
    }
  });

  it("makes none of a class that has one already", async () => {
    const arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const run = await runWithMocks(() => new CustomerKeys("keys", { existing: { storage: arn } }));
    assert.equal(await valueOf(run.result.keyArns.storage), arn);
    const names = run.ofType("aws:kms/key:Key").map(({ name }) => name);
    assert.deepEqual(
      names.sort(),
      ["backup", "compute", "database", "logs"].map((each) => `keys-${each}-key`),
    );
  });

  it("asks the provider once where it is, not once for each key", () => {
    assert.equal(made.calls.length, 3);
  });

  it("lets nobody use a key otherwise than through the services of its class", () => {
    const services: Partial<Record<KeyClass, string[]>> = {
      database: ["rds", "secretsmanager", "backup"],
      storage: ["s3", "elasticfilesystem", "backup"],
      backup: ["backup", "rds", "s3", "ec2"],
      compute: ["ec2", "ecr", "secretsmanager", "sqs", "ssm"],
    };
    for (const [dataClass, names] of Object.entries(services) as [KeyClass, string[]][]) {
      for (const sid of ["UseThroughServices", "GrantsThroughServices"]) {
        assert.deepEqual(
          statement(dataClass, sid).Condition?.["StringEquals"]?.["kms:ViaService"],
          names.map((name) => `${name}.eu-west-1.amazonaws.com`),
        );
      }
    }
    assert.deepEqual(
      statements("logs").map(({ Sid }) => Sid),
      ["AccountAdministration", "CloudWatchLogs"],
    );
  });

  it("gives administrators no use of the data", () => {
    for (const dataClass of keyClasses) {
      const { Action } = statement(dataClass, "AccountAdministration");
      for (const action of [Action].flat()) {
        assert.doesNotMatch(action, /Encrypt|Decrypt|DataKey|CreateGrant|^kms:\*$/);
      }
    }
  });

  it("lets EC2 Auto Scaling start instances with encrypted disks", () => {
    const role =
      "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    const { Action, Condition } = statement("compute", "AutoScaling");
    assert.ok(Action.includes("kms:CreateGrant"));
    assert.deepEqual(Condition, {
      StringEquals: { "kms:CallerAccount": "123456789012" },
      ArnEquals: { "aws:PrincipalArn": role },
    });
  });

  it("derives session keys for ECS Exec sessions only", () => {
    assert.deepEqual(statement("compute", "ExecSessions").Condition, {
      Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" },
    });
  });

  it("admits everyone under a condition only", () => {
    for (const dataClass of keyClasses) {
      for (const { Principal, Condition } of statements(dataClass)) {
        const everyone = JSON.stringify(Principal).includes('"*"');
        assert.ok(!everyone || Condition?.["ArnEquals"]?.["aws:PrincipalArn"]);
      }
    }
  });
});
