import * as assert from "node:assert/strict";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

const stack = (governance: Record<string, unknown>, more: object = {}) => ({
  ...goodStack(),
  ...more,
  governance,
});

describe("landbridge:governance", () => {
  it("makes nothing by default: an account often has it already", () => {
    const { retentionInDays, ...services } = parse(goodStack()).governance;
    assert.equal(retentionInDays, 365);
    assert.deepEqual([...new Set(Object.values(services))], ["existing"]);
    assert.equal(Object.keys(services).length, 6);
  });

  it("knows three owners", () => {
    assert.match(
      problemsOf(stack({ guardDuty: true }))[0] ?? "",
      /^landbridge:governance\.guardDuty: .*existing, own, none/,
    );
  });

  it("wants a recorder where something reads it", () => {
    const audited = problemsOf(stack({ config: "none", securityHub: "own" }));
    assert.deepEqual(audited, [
      "landbridge:governance.config: is none, and landbridge:backup.audit and landbridge:governance.securityHub read AWS Config: say own, or existing where the account has a recorder",
    ]);
    const backup = { audit: false };
    assert.deepEqual(problemsOf(stack({ config: "none" }, { backup })), []);
  });

  it("wants somebody to watch the account in production", () => {
    const problems = problemsOf(stack({ cloudTrail: "none", guardDuty: "none" }, inProduction));
    assert.deepEqual(
      problems.map((each) => each.split(":")[1]),
      ["governance.cloudTrail", "governance.guardDuty"],
    );
    assert.match(problems[0] ?? "", /is none in production; say own, or existing/);
    assert.deepEqual(problemsOf(stack({ cloudTrail: "own" }, inProduction)), []);
  });
});
