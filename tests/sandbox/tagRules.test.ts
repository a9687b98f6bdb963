import * as assert from "node:assert/strict";
import { Account } from "./account";

const vpc = (tags: Record<string, string>) =>
  ["aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16", tags }] as const;
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
});
const role = (tags: Record<string, string>) =>
  ["aws:iam/role:Role", "r", { assumeRolePolicy: trust, tags }] as const;

describe("the stand-in's rules of tags", () => {
  it("reject keys to IAM that differ only in case, which other services take", async () => {
    const tags = { Team: "a", team: "b" };
    await assert.rejects(new Account().create(...role(tags)), /InvalidInput.*case insensitive/);
    await new Account().create(...vpc(tags));
  });

  it("reject the fifty-first tag, and keys of AWS's own", async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));
    await assert.rejects(new Account().create(...vpc(many(51))), /TagLimitExceeded/);
    await assert.rejects(
      new Account().create(...role(many(51))),
      /length less than or equal to 50/,
    );
    const account = new Account();
    const made = await account.create(...vpc(many(50)));
    await assert.rejects(
      account.update(made, { cidrBlock: "10.0.0.0/16", tags: many(51) }),
      /TagLimitExceeded/,
    );
    await assert.rejects(
      new Account().create(...vpc({ "aws:x": "y" })),
      /reserved for internal use/,
    );
  });
});
