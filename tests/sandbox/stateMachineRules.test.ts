import * as assert from "node:assert/strict";
import type { Props } from "../../sandbox/provider/store";
import { Account } from "./account";

const move = { Type: "Task", Resource: "arn:aws:states:::aws-sdk:ec2:describeVpcs", End: true };

describe("the stand-in's rules of Step Functions", () => {
  async function machine(definition: Props, trusted = "states.amazonaws.com") {
    const account = new Account();
    const role = await account.create("aws:iam/role:Role", "role", {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: trusted }, Action: "sts:AssumeRole" }],
      }),
    });
    return account.create("aws:sfn/stateMachine:StateMachine", "failover", {
      roleArn: role.attributes["arn"],
      definition: JSON.stringify(definition),
    });
  }

  it("gives a machine its ARN and type", async () => {
    const { id, attributes } = await machine({ StartAt: "move", States: { move } });
    assert.match(id, /^arn:aws:states:eu-central-1:123456789012:stateMachine:failover-[0-9a-f]+$/);
    assert.deepEqual([attributes["arn"], attributes["type"]], [id, "STANDARD"]);
  });

  it("wants a role that Step Functions may take", async () => {
    await assert.rejects(
      machine({ StartAt: "move", States: { move } }, "events.amazonaws.com"),
      /AccessDeniedException.*states\.amazonaws\.com/s,
    );
  });

  it("wants states that lead to states", async () => {
    const choice = (Next: string) => ({
      Type: "Choice",
      Choices: [{ Variable: "$.to", StringEquals: "cloud", Next }],
    });
    await machine({ StartAt: "where", States: { where: choice("move"), move } });
    await assert.rejects(
      machine({ StartAt: "where", States: { where: choice("cloud"), move } }),
      /MISSING_TRANSITION_TARGET: Missing 'Next' target: cloud/,
    );
    await assert.rejects(machine({ States: { move } }), /target: StartAt/);
  });
});
