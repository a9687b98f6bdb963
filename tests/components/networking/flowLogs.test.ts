import * as assert from "node:assert/strict";
import { Vpc, type VpcFlowLogs } from "../../../components/networking/vpc";
import { runWithMocks, statementsOf, type MockedAws, type Recording } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";

function flowLogs(args: Partial<VpcFlowLogs> = {}, aws?: Partial<MockedAws>) {
  return runWithMocks(
    () =>
      new Vpc("net", {
        cidrBlock: "10.20.0.0/16",
        availabilityZones: ["a"],
        interfaceEndpoints: "none",
        flowLogs: { kmsKeyArn, ...args },
      }),
    aws,
  );
}

describe("FlowLogs", () => {
  let standard: Recording<Vpc>;
  before(async () => {
    standard = await flowLogs();
  });

  it("logs all traffic of the VPC to the log group", () => {
    const made = standard;
    const { inputs } = made.get("net-flow-logs-log");
    assert.equal(inputs.vpcId, made.get("net-vpc").id);
    assert.equal(inputs.trafficType, "ALL");
    assert.equal(inputs.logDestinationType, "cloud-watch-logs");
    assert.equal(inputs.logDestination, made.outputsOf("net-flow-logs").logGroupArn);
    assert.match(String(inputs.iamRoleArn), /^arn:aws:iam::123456789012:role\/net-flow-logs-role/);
  });

  it("encrypts the log group with the customer key and keeps a year by default", () => {
    const { inputs } = standard.get("net-flow-logs-group");
    assert.equal(inputs.kmsKeyId, kmsKeyArn);
    assert.equal(inputs.retentionInDays, 365);
  });

  it("keeps records as long as asked", async () => {
    const made = await flowLogs({ retentionInDays: 30 });
    assert.equal(made.get("net-flow-logs-group").inputs.retentionInDays, 30);
  });

  it("leaves the log group in AWS when the stack goes, unless told otherwise", async () => {
    assert.equal(standard.get("net-flow-logs-group").retainOnDelete, true);
    const made = await flowLogs({ retainOnDelete: false });
    assert.equal(made.get("net-flow-logs-group").retainOnDelete, false);
  });

  it("lends the role to flow logs of this account and region only", async () => {
    const made = await flowLogs({}, { partition: "aws-us-gov", region: "us-gov-west-1" });
    const [statement, another] = statementsOf(
      made.get("net-flow-logs-role").inputs.assumeRolePolicy,
    );
    assert.equal(another, undefined);
    assert.deepEqual(statement?.Principal, { Service: "vpc-flow-logs.amazonaws.com" });
    assert.deepEqual(statement.Condition, {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: {
        "aws:SourceArn": "arn:aws-us-gov:ec2:us-gov-west-1:123456789012:vpc-flow-log/*",
      },
    });
  });

  it("lets the role write to that log group only", () => {
    const made = standard;
    const group = made.outputsOf("net-flow-logs").logGroupArn;
    const [write, find, another] = statementsOf(made.get("net-flow-logs-policy").inputs.policy);
    assert.equal(another, undefined);
    assert.deepEqual(write?.Resource, [group, `${String(group)}:*`]);
    assert.deepEqual(write.Action, [
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "logs:DescribeLogStreams",
    ]);
    assert.equal(find?.Action, "logs:DescribeLogGroups");
    assert.equal(find.Resource, "*");
  });

  it("starts the flow log once its role may write", () => {
    const made = standard;
    const policy = made.get("net-flow-logs-policy").urn;
    assert.ok(made.get("net-flow-logs-log").dependencies.includes(policy));
  });
});
