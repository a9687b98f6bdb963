import * as assert from "node:assert/strict";
import { decide, type Call } from "./evaluator";

const document = (...Statement: object[]): string => JSON.stringify({ Statement });
const call = (more: Partial<Call> = {}): Call => ({
  action: "s3:GetObject",
  on: "arn:aws:s3:::one/a",
  ...more,
});
const allow = { Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::one/*" };

describe("the evaluator of policies", () => {
  it("allows what a statement is about, and nothing else", () => {
    assert.equal(decide(document(allow), call()), "Allow");
    assert.equal(decide(document(allow), call({ action: "s3:PutObject" })), "nothing");
    assert.equal(decide(document(allow), call({ on: "arn:aws:s3:::two/a" })), "nothing");
    assert.equal(decide(document(allow), call({ on: "arn:aws:s3:::One/a" })), "nothing");
  });

  it("lets a denial win", () => {
    const deny = { ...allow, Effect: "Deny", Action: "*" };
    assert.equal(decide(document(allow, deny), call()), "Deny");
  });

  it("minds conditions, and that a request lacks the key", () => {
    const when = (Condition: object, context = {}) =>
      decide(document({ ...allow, Condition }), call({ context }));
    const account = { "aws:ResourceAccount": "1" };
    assert.equal(when({ StringEquals: account }, account), "Allow");
    assert.equal(when({ StringEquals: account }), "nothing");
    assert.equal(when({ StringEqualsIfExists: account }), "Allow");
    assert.equal(when({ Null: { "aws:ResourceAccount": "true" } }), "Allow");
    assert.equal(
      when({ ArnLike: { "aws:SourceArn": "a:*" } }, { "aws:sourcearn": "a:b" }),
      "Allow",
    );
    assert.throws(() => when({ IpAddress: account }, account), /IpAddress/);
  });

  it("knows what is negated: every action but some, every value but some", () => {
    const rest = { Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" };
    assert.equal(decide(document(rest), call()), "Allow");
    assert.equal(decide(document(rest), call({ action: "iam:CreateUser" })), "nothing");
    const other = { ...allow, Condition: { StringNotEquals: { "aws:userid": ["a", "b"] } } };
    const by = (context: Record<string, string>) => decide(document(other), call({ context }));
    assert.equal(by({ "aws:userid": "b" }), "nothing");
    assert.equal(by({ "aws:userid": "c" }), "Allow");
    assert.equal(by({}), "Allow");
  });

  it("fills in policy variables", () => {
    const own = { ...allow, Resource: "arn:aws:s3:::one/${aws:userid}" };
    assert.equal(decide(document(own), call({ context: { "aws:userid": "a" } })), "Allow");
    assert.equal(decide(document(own), call()), "nothing");
  });

  it("knows who is meant: an account's own, a service, everyone", () => {
    const role = "arn:aws:iam::1:role/app";
    const of = (Principal: unknown, caller: string) =>
      decide(document({ ...allow, Principal }), call(), caller);
    assert.equal(of({ AWS: "arn:aws:iam::1:root" }, role), "Allow");
    assert.equal(of({ AWS: "arn:aws:iam::2:root" }, role), "nothing");
    assert.equal(of({ Service: "logs.amazonaws.com" }, "logs.amazonaws.com"), "Allow");
    assert.equal(of("*", role), "Allow");
  });
});
