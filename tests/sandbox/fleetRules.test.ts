import * as assert from "node:assert/strict";
import { checkDocument } from "../../sandbox/aws/ssm/documentSchema";
import { Account } from "./account";

const baseline = "aws:ssm/patchBaseline:PatchBaseline";
const group = "aws:ssm/patchGroup:PatchGroup";
const sync = "aws:ssm/resourceDataSync:ResourceDataSync";
const document = "aws:ssm/document:Document";
const maintenanceWindow = "aws:ssm/maintenanceWindow:MaintenanceWindow";

const shell = { name: "run", action: "aws:runShellScript", inputs: { runCommand: ["id"] } };
const command = (more: object, step: object = {}) =>
  JSON.stringify({ schemaVersion: "2.2", mainSteps: [{ ...shell, ...step }], ...more });

describe("the stand-in's documents of Systems Manager", () => {
  it("have the schema of their type", () => {
    checkDocument("Command", command({}));
    for (const [json, says] of [
      ["{", /not well-formed/],
      [command({ schemaVersion: "0.3" }), /schemaVersion of a Command document is 2.2/],
      [command({ assumeRole: "" }), /has assumeRole/],
      [command({ mainSteps: [] }), /no step/],
      [command({ mainSteps: [shell, shell] }), /two steps run/],
      [command({}, { action: "aws:sleep" }), /does aws:sleep/],
      [command({}, { name: "not a name" }), /no name of a step/],
      [command({}, { inputs: {} }), /no inputs/],
      [command({}, { inputs: { runCommand: ["{{ Who }}"] } }), /{{ Who }}, which nothing says/],
      [command({ parameters: { Who: { type: "Text" } } }), /no type that there is/],
      [
        command({
          parameters: { Who: { type: "String", default: "x", allowedPattern: "^\\d+$" } },
        }),
        /its pattern does not allow/,
      ],
    ] as const) {
      assert.throws(() => checkDocument("Command", json), says, json);
    }
  });

  it("use outputs of steps before, and go on at steps that there are", () => {
    const find = {
      name: "find",
      action: "aws:executeAwsApi",
      inputs: { Service: "ecs", Api: "ListClusters" },
      outputs: [{ Name: "Arn", Selector: "$.clusterArns[0]", Type: "String" }],
    };
    const rest = (more: object) => ({
      name: "rest",
      action: "aws:sleep",
      inputs: { Duration: "{{ find.Arn }}" },
      ...more,
    });
    const runbook = (...mainSteps: object[]) => JSON.stringify({ schemaVersion: "0.3", mainSteps });
    checkDocument("Automation", runbook(find, rest({ onFailure: "step:find" })));
    assert.throws(() => checkDocument("Automation", runbook(rest({}), find)), /find\.Arn/);
    assert.throws(
      () => checkDocument("Automation", runbook(find, rest({ onFailure: "step:gone" }))),
      /goes on at gone/,
    );
  });

  it("are there once by their name, and are what associations and windows run", async () => {
    const account = new Account();
    const preferences = {
      name: "SSM-SessionManagerRunShell",
      documentType: "Session",
      documentFormat: "JSON",
      content: JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs: {} }),
    };
    await account.create(document, "one", preferences);
    await assert.rejects(account.create(document, "two", preferences), /DocumentAlreadyExists/);
    const run = (name: string) =>
      account.create("aws:ssm/association:Association", name, { name, targets: [] });
    await run("AWS-UpdateSSMAgent");
    await assert.rejects(run("landbridge-none"), /InvalidDocument/);
  });
});

describe("the stand-in's patch baselines and windows", () => {
  it("are one of an operating system in a group, without days where packages have no date", async () => {
    const account = new Account();
    const rule = { patchFilters: [{ key: "PRIORITY", values: ["Required"] }] };
    const make = (name: string, operatingSystem: string, approveAfterDays?: number) =>
      account.create(baseline, name, {
        name,
        operatingSystem,
        approvalRules: [{ ...rule, ...(approveAfterDays !== undefined && { approveAfterDays }) }],
      });
    await assert.rejects(make("dated", "UBUNTU", 7), /not supported for UBUNTU/);
    await assert.rejects(make("undated", "SUSE"), /must include a value/);
    const [ubuntu, other] = [await make("ubuntu", "UBUNTU"), await make("other", "UBUNTU")];
    const join = (id: string) => account.create(group, id, { baselineId: id, patchGroup: "prod" });
    await join(ubuntu.id);
    await assert.rejects(join(other.id), /AlreadyExistsException/);
    await join((await make("suse", "SUSE", 7)).id);
  });

  it("close after their cutoff", async () => {
    const account = new Account();
    const open = (cutoff: number) =>
      account.create(maintenanceWindow, "nights", {
        name: "nights",
        schedule: "rate(7 days)",
        duration: 2,
        cutoff,
      });
    await assert.rejects(open(2), /Cutoff must be less than duration/);
    await open(1);
  });

  it("sync inventories to a bucket that lets Systems Manager write", async () => {
    const account = new Account();
    const { id } = await account.create("aws:s3/bucket:Bucket", "fleet", { bucket: "fleet" });
    const s3Destination = { bucketName: id, region: "eu-central-1" };
    const start = () => account.create(sync, "inventory", { name: "inventory", s3Destination });
    await assert.rejects(start(), /ResourceDataSyncInvalidConfigurationException.*Access Denied/s);
  });
});
