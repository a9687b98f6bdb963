import * as assert from "node:assert/strict";
import { followedSections } from "../../config/recovery/following";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

const key = (region: string, resource = "key/1234abcd-12ab-34cd-56ef-1234567890ab") =>
  `arn:aws:kms:${region}:123456789012:${resource}`;
const withKeys = (keys: object) => ({ ...goodStack(), keys });
const withBucket = (bucket: string) => ({ ...goodStack(), loadBalancer: { logs: { bucket } } });

describe("landbridge:keys", () => {
  it("takes keys of the stack's Region, by class", () => {
    const keys = { database: key("eu-west-1"), logs: key("eu-west-1") };
    assert.deepEqual(parse(withKeys(keys)).keys, keys);
    assert.deepEqual(parse(goodStack()).keys, {});
  });

  for (const [what, keys, says] of [
    [
      "a key of another Region",
      { database: key("eu-central-1") },
      `landbridge:keys.database: "${key("eu-central-1")}" is in eu-central-1; services of eu-west-1 use keys there only`,
    ],
    [
      "an alias",
      { logs: key("eu-west-1", "alias/logs") },
      `landbridge:keys.logs: "${key("eu-west-1", "alias/logs")}" is not the ARN of a key; an alias may lead to another one`,
    ],
    [
      "something that is no key",
      { logs: "1234abcd-12ab-34cd-56ef-1234567890ab" },
      'landbridge:keys.logs: "1234abcd-12ab-34cd-56ef-1234567890ab" is not an ARN of kms (such as arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab)',
    ],
    ["a class that there is not", { data: key("eu-west-1") }, /^landbridge:keys/],
  ] as const) {
    it(`reports ${what}`, () => {
      const problems = problemsOf(withKeys(keys));
      assert.equal(problems.length, 1, problems.join("\n"));
      if (typeof says === "string") assert.equal(problems[0], says);
      else assert.match(problems[0] ?? "", says);
    });
  }
});

describe("landbridge:loadBalancer.logs.bucket", () => {
  it("is the name of a bucket", () => {
    assert.deepEqual(problemsOf(withBucket("company-access-logs")), []);
    assert.deepEqual(problemsOf(withBucket("Company_Logs")), [
      'landbridge:loadBalancer.logs.bucket: "Company_Logs" is not the name of a bucket (such as company-access-logs)',
    ]);
  });
});

describe("what a standby follows", () => {
  it("has nothing that is in the primary's Region alone: its bucket of logs, its zone, its keys", () => {
    const device = { name: "router", ipAddress: "203.0.113.10" };
    const two = { name: "other", ipAddress: "203.0.113.20" };
    const stack = {
      ...withBucket("company-access-logs"),
      ...inProduction,
      keys: { logs: key("eu-west-1") },
      connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices: [device, two] } },
      dns: {
        zoneName: "aws.example.com",
        zoneId: "Z0123456789ABCDEFGHIJ",
        inboundEndpointId: "rslvr-in-0a1b2c3d4e5f60718",
        resolverRuleIds: ["rslvr-rr-0a1b2c3d4e5f60718"],
      },
    };
    const followed = followedSections(parse(stack)) ?? {};
    const { loadBalancer, dns } = followed as Record<string, Record<string, unknown>>;
    assert.deepEqual(loadBalancer?.["logs"], { retentionInDays: 365 });
    const queryLogs = { retentionInDays: 365 };
    assert.deepEqual(dns, { zoneName: "aws.example.com", onPremisesDomains: [], queryLogs });
    assert.equal("keys" in followed, false);
  });
});
