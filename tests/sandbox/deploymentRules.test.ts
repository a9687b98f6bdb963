import * as assert from "node:assert/strict";
import { deploymentRules } from "../../sandbox/aws/ecs/deployments";
import type { Cloud } from "../../sandbox/provider/cloud";
import type { Props, Resource } from "../../sandbox/provider/store";

const [blue, green, site] = ["blue", "green", "site"] as const;
const roleArn = "arn:aws:iam::123456789012:role/deploys";

/** An account with one rule, which leads to these target groups. */
function account(groups: readonly string[], type = "forward"): Cloud {
  const targetGroups = groups.map((arn) => ({ arn, weight: 1 }));
  const rule = { attributes: { actions: [{ type, forward: { targetGroups } }] } };
  const role = { attributes: { arn: roleArn } };
  const found = { attributes: {} } as unknown as Resource;
  return {
    find: () => found,
    get: (_type: string, id: string) => (id === "rule" ? rule : undefined),
    all: () => [role],
  } as unknown as Cloud;
}

function service(changes: Props = {}, advanced: Props = {}): Props {
  return {
    deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" },
    loadBalancers: [
      {
        targetGroupArn: blue,
        advancedConfiguration: {
          alternateTargetGroupArn: green,
          productionListenerRule: "rule",
          roleArn,
          ...advanced,
        },
      },
    ],
    ...changes,
  };
}

describe("the stand-in's rules for deployments that move requests", () => {
  const both = account([blue, green]);
  const rejects = (inputs: Props, says: RegExp, cloud = both) => {
    assert.throws(() => {
      deploymentRules(inputs, cloud);
    }, says);
  };

  it("take what is whole", () => {
    deploymentRules(service(), both);
    deploymentRules({}, both);
    const linear = { strategy: "LINEAR", linearConfiguration: { stepPercent: 10 } };
    deploymentRules(service({ deploymentConfiguration: linear }), both);
  });

  it("are for no external instances, and no circuit breaker", () => {
    rejects(
      service({ launchType: "EXTERNAL" }),
      /EXTERNAL launch type does not support .*BLUE_GREEN/,
    );
    rejects(service({ deploymentCircuitBreaker: { enable: true } }), /circuit breaker/);
  });

  it("want another target group, a role, and a rule of these two groups alone", () => {
    rejects(service({ loadBalancers: [{ targetGroupArn: blue }] }), /needs an advancedConfig/);
    rejects(service({}, { alternateTargetGroupArn: blue }), /must be another one/);
    rejects(service({}, { productionListenerRule: "none" }), /Rule not found: none/);
    rejects(service({}, { roleArn: "none" }), /Unable to assume the role none/);
    const three = account([blue, green, site]);
    rejects(service(), /and no others/, three);
    rejects(service(), /and no others/, account([green]));
    rejects(service(), /forward actions only/, account([blue], "redirect"));
  });

  it("have each strategy's own numbers, and ask functions", () => {
    const of = (deploymentConfiguration: Props) => service({ deploymentConfiguration });
    rejects(of({ strategy: "LINEAR" }), /linearConfiguration is required for the LINEAR/);
    const canary = { canaryConfiguration: { canaryPercent: 5 } };
    rejects(of({ strategy: "BLUE_GREEN", ...canary }), /only valid with the CANARY/);
    rejects(of({ strategy: "SUDDEN" }), /Invalid deployment strategy/);
    const hook = { hookTargetArn: "arn:aws:sns:x", roleArn, lifecycleStages: ["PRE_SCALE_UP"] };
    rejects(of({ strategy: "BLUE_GREEN", lifecycleHooks: [hook] }), /not a Lambda function/);
    rejects(of({ strategy: "ROLLING", lifecycleHooks: [hook] }), /not supported with the ROLLING/);
  });
});
