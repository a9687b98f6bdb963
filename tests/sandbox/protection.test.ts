import * as assert from "node:assert/strict";
import { protectionAdvice } from "../../sandbox/protection";

describe("advice on what is protected", () => {
  const urn = (type: string) => `urn:pulumi:prod::landbridge::landbridge:x:Y$${type}::the-one`;
  const refusal = (type: string) => ({
    severity: "error",
    message: `resource "${urn(type)}" cannot be deleted\nbecause it is protected.`,
  });

  it("names the runbook: of ports whose cross-connects people made, too", () => {
    for (const [type, runbook] of [
      ["aws:directconnect/connection:Connection", "change-links"],
      ["aws:directconnect/linkAggregationGroup:LinkAggregationGroup", "change-links"],
      ["aws:rds/instance:Instance", "restore-database"],
    ] as const) {
      assert.deepEqual(protectionAdvice([refusal(type)]), [
        `the-one is protected: an update that would delete it stops before its first step. docs/runbooks/${runbook}.md has the way around it.`,
      ]);
    }
  });
});
