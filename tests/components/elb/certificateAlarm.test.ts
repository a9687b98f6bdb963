import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { certificateAlarm } from "../../../components/elb/certificateAlarm";
import { InternalLoadBalancer } from "../../../components/elb/internalLoadBalancer";
import { runWithMocks } from "../../support/mocks";

describe("the end of the load balancer's certificate", () => {
  it("is said a month before, and as long as nothing has renewed it", async () => {
    const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
    const warning = "arn:aws:sns:eu-west-1:123456789012:warnings";
    const vpc = { vpcId: pulumi.output("vpc-1"), privateSubnetIds: [pulumi.output("subnet-a")] };
    const made = await runWithMocks(() => {
      const loadBalancer = new InternalLoadBalancer("lb", { vpc, cidrs: [], certificateArn });
      certificateAlarm("lb", loadBalancer, { critical: "arn:aws:sns:none", warning });
    });
    const { inputs } = made.get("lb-certificate-expiry");
    assert.deepEqual(inputs["dimensions"], { CertificateArn: certificateArn });
    assert.deepEqual([inputs["threshold"], inputs["period"]], [30, 24 * 60 * 60]);
    assert.deepEqual(inputs["alarmActions"], [warning]);
    // Nothing more comes of a certificate that has ended: that must not look like an end of the alarm.
    assert.equal(inputs["treatMissingData"], "ignore");
    const [runbook = ""] = /docs\/runbooks\/\S+\.md/.exec(String(inputs["alarmDescription"])) ?? [];
    assert.ok(fs.existsSync(path.resolve(__dirname, "../../..", runbook)));
  });
});
