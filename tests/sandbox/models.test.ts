import * as assert from "node:assert/strict";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import { checkByModels, factsOf } from "../../sandbox/aws/models/check";
import type { Props } from "../../sandbox/provider/store";
import { unknown } from "../../sandbox/provider/values";
import { mappings } from "../../tools/awsModels/mappings";
import { Account } from "./account";

const ruleType = "aws:route53/resolverRule:ResolverRule";

/** What the models reject of some arguments: "property: reason". */
function problems(type: string, inputs: Props): string[] {
  const found: string[] = [];
  checkByModels(type, inputs, (property, reason) => found.push(`${property}: ${reason}`));
  return found;
}

/** One argument that is allowed, one that is not, and what is said of the latter. */
const examples: readonly {
  readonly what: string;
  readonly type: string;
  readonly good: Props;
  readonly bad: Props;
  readonly says: RegExp;
}[] = [
  {
    what: "a name outside of its pattern",
    type: ruleType,
    good: { name: "dns-corp-example-com" },
    bad: { name: "dns-corp.example.com" },
    says: /^name: .* Value 'dns-corp\.example\.com' at 'name' .* regular expression pattern: .*AWS::Route53Resolver::ResolverRule/,
  },
  {
    what: "a name that is too long",
    type: ruleType,
    good: { name: "a".repeat(64) },
    bad: { name: "a".repeat(65) },
    says: /^name: .* length less than or equal to 64 /,
  },
  {
    what: "a number outside of its range, in a block",
    type: ruleType,
    good: { targetIps: [{ ip: "10.0.0.1", port: 53 }] },
    bad: { targetIps: [{ ip: "10.0.0.1" }, { ip: "10.0.0.2", port: 65536 }] },
    says: /^targetIps: .* Value '65536' at 'targetIps\[1\]\.port' .* value less than or equal to 65535 /,
  },
  {
    what: "a value that is none of a set",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    good: { vpcEndpointType: "Interface" },
    bad: { vpcEndpointType: "interface" },
    says: /^vpcEndpointType: .* enum value set: \[.*Gateway.*\]/,
  },
  {
    what: "a list that is too short",
    type: "aws:route53/resolverEndpoint:ResolverEndpoint",
    good: { ipAddresses: [{}, {}] },
    bad: { ipAddresses: [{}] },
    says: /^ipAddresses: .* length greater than or equal to 2 /,
  },
  {
    what: "a tag's value that is too long, default tags included",
    type: ruleType,
    good: { tags: {}, tagsAll: { owner: "a".repeat(256) } },
    bad: { tags: {}, tagsAll: { owner: "a".repeat(257) } },
    says: /^tagsAll: .* at 'tagsAll\.owner' .* length less than or equal to 256 /,
  },
  {
    what: "a wrong word in a document",
    type: "aws:ecs/taskDefinition:TaskDefinition",
    good: { containerDefinitions: '[{"portMappings":[{"protocol":"tcp"}]}]' },
    bad: { containerDefinitions: '[{"portMappings":[{"protocol":"http"}]}]' },
    says: /^containerDefinitions: .* at 'containerDefinitions\[0\]\.portMappings\[0\]\.protocol' .* \[.*tcp.*\]/,
  },
  {
    what: "a wrong option of the second tunnel",
    type: "aws:ec2/vpnConnection:VpnConnection",
    good: { tunnel2IkeVersions: ["ikev2"] },
    bad: { tunnel2IkeVersions: ["ikev2", "ikev3"] },
    says: /^tunnel2IkeVersions: .* at 'tunnel2IkeVersions\[1\]' .* \[ikev1, ikev2\]/,
  },
];

describe("the check by AWS's models", () => {
  for (const { what, type, good, bad, says } of examples) {
    it(`reports ${what}, and takes a right one`, () => {
      assert.deepEqual(problems(type, good), []);
      const found = problems(type, bad);
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", says);
    });
  }

  it("waits for values that are unknown, and leaves out what is unset or empty", () => {
    const targetIps = [{ ip: unknown }, { ip: unknown }];
    assert.deepEqual(problems(ruleType, { name: unknown, targetIps, tags: { a: unknown } }), []);
    assert.deepEqual(problems(ruleType, { name: "", targetIps: [], ruleType: null }), []);
  });

  it("keeps secrets out of its reports", () => {
    const [report = ""] = problems("aws:secretsmanager/secretVersion:SecretVersion", {
      secretString: "x".repeat(65537),
    });
    assert.match(report, /Value '\*\*\*' at 'secretString'/);
  });

  it("finds in a plan what the provider's own default is not", async () => {
    const group = (inputs: Props) =>
      new Account().create("aws:cloudwatch/logGroup:LogGroup", "logs", inputs);
    await group({});
    await assert.rejects(group({ retentionInDays: 100 }), /Value '100' at 'retentionInDays'/);
  });

  it("says nothing of a type that has no facts", () => {
    assert.deepEqual(problems("aws:kinesis/stream:Stream", { name: "?" }), []);
  });
});

describe("the facts of AWS's models", () => {
  const mapped = Object.entries(mappings).flatMap(([type, mapping]) =>
    "none" in mapping ? [] : [{ type, models: mapping.models }],
  );

  it("are there of every type that is mapped, by the models that it is mapped to", () => {
    for (const { type, models } of mapped) assert.deepEqual(factsOf(type)?.models, models, type);
  });

  it("name resource types that CloudFormation has", function () {
    this.timeout(60_000);
    const resourceTypes = loadAwsServiceSpecSync().all("resource");
    const known = new Set(resourceTypes.map(({ cloudFormationType }) => cloudFormationType));
    const named = mapped.flatMap(({ models }) => models.map((model) => model.split("/")[0] ?? ""));
    const resources = named.filter((name) => name.startsWith("AWS::"));
    assert.ok(resources.length > 60);
    assert.deepEqual(
      resources.filter((name) => !known.has(name)),
      [],
    );
  });
});
