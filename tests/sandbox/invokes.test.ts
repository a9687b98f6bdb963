import * as assert from "node:assert/strict";
import { invoke } from "../../sandbox/aws/invokes";
import { Account } from "./account";

describe("the stand-in's answers", () => {
  const { cloud } = new Account().provider();
  const ask = (token: string, args = {}) => invoke(token, args, cloud);

  it("say where the program is", () => {
    assert.equal(ask("aws:index/getPartition:getPartition")["partition"], "aws");
    assert.equal(ask("aws:index/getRegion:getRegion")["region"], "eu-central-1");
    assert.equal(ask("aws:index/getCallerIdentity:getCallerIdentity")["accountId"], "123456789012");
    const zones = ask("aws:index/getAvailabilityZones:getAvailabilityZones", {
      state: "available",
    });
    assert.deepEqual(zones["names"], ["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
  });

  it("have AWS's image of a file gateway, and no parameter that nobody made", () => {
    const token = "aws:ssm/getParameter:getParameter";
    const image = ask(token, { name: "/aws/service/storagegateway/ami/FILE_S3/latest" });
    assert.match(String(image["value"]), /^ami-[0-9a-f]{17}$/);
    assert.throws(() => ask(token, { name: "/aws/service/x" }), /couldn't find resource/);
  });

  it("write policy documents out", () => {
    const { json } = ask("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "Write",
          effect: "Deny",
          notActions: ["s3:GetObject"],
          resources: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
          principals: [
            { type: "AWS", identifiers: ["arn:aws:iam::123456789012:root"] },
            { type: "Service", identifiers: ["ecs.amazonaws.com"] },
          ],
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["123456789012"] },
            { test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["a", "b"] },
          ],
        },
      ],
    });
    assert.deepEqual(JSON.parse(String(json)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Write",
          Effect: "Deny",
          NotAction: "s3:GetObject",
          Resource: ["arn:aws:s3:::b/*", "arn:aws:s3:::a/*"],
          Principal: { AWS: "arn:aws:iam::123456789012:root", Service: "ecs.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "123456789012",
              "aws:PrincipalTag/team": ["a", "b"],
            },
          },
        },
      ],
    });
  });

  it("merge source documents by the statements' ids", () => {
    const source = { Statement: [{ Sid: "A", Effect: "Allow", Action: "s3:*", Resource: "*" }] };
    const { json } = ask("aws:iam/getPolicyDocument:getPolicyDocument", {
      sourcePolicyDocuments: [JSON.stringify(source)],
      statements: [
        { sid: "A", actions: ["s3:GetObject"], resources: ["*"] },
        { actions: ["sts:AssumeRole"], principals: [{ type: "*", identifiers: ["*"] }] },
      ],
    });
    const { Statement } = JSON.parse(String(json)) as { Statement: unknown };
    assert.deepEqual(Statement, [
      { Sid: "A", Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" },
    ]);
  });

  it("are rejected, by name, where the stand-in has none", () => {
    const token = "aws:ec2/getAmi:getAmi";
    assert.throws(() => ask(token), /stand-in for AWS: it does not answer aws:ec2\/getAmi:getAmi/);
  });
});
