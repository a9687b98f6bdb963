import * as assert from "node:assert/strict";
import { unknown } from "../../sandbox/provider/values";
import { zoneId } from "../../sandbox/aws/shared/regions";
import { Account, urnOf } from "./account";

const vpcType = "aws:ec2/vpc:Vpc";

describe("what the stand-in makes up", () => {
  it("has AWS's formats", async () => {
    const account = new Account();
    const vpc = await account.create(vpcType, "net", { cidrBlock: "10.0.0.0/16" });
    assert.match(vpc.id, /^vpc-0[0-9a-f]{16}$/);
    assert.equal(vpc.attributes["arn"], `arn:aws:ec2:eu-central-1:123456789012:vpc/${vpc.id}`);
    assert.match(String(vpc.attributes["defaultSecurityGroupId"]), /^sg-0[0-9a-f]{16}$/);
    assert.equal(vpc.attributes["mainRouteTableId"], vpc.attributes["defaultRouteTableId"]);

    const key = await account.create("aws:kms/key:Key", "k", {});
    assert.match(key.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(key.attributes["arn"], `arn:aws:kms:eu-central-1:123456789012:key/${key.id}`);

    const group = await account.create("aws:cloudwatch/logGroup:LogGroup", "g", { name: "/a/b" });
    const logArn = "arn:aws:logs:eu-central-1:123456789012:log-group:/a/b";
    assert.equal(group.attributes["arn"], logArn);

    const trust = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
    const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
    const inputs = { assumeRolePolicy, name: "r", path: "/teams/blue/" };
    const role = await account.create("aws:iam/role:Role", "r", inputs);
    assert.equal(role.attributes["arn"], "arn:aws:iam::123456789012:role/teams/blue/r");
    assert.match(String(role.attributes["uniqueId"]), /^AROA[A-Z2-7]{17}$/);

    const database = { instanceClass: "db.t4g.micro", engine: "postgres", identifier: "orders" };
    const { attributes } = await account.create("aws:rds/instance:Instance", "db", database);
    const endpoint = /^orders\.[0-9a-f]{12}\.eu-central-1\.rds\.amazonaws\.com:5432$/;
    assert.match(String(attributes["endpoint"]), endpoint);
  });

  it("leads nowhere: public addresses are of the ranges for documentation", async () => {
    const account = new Account();
    const made = [1, 2, 3, 4, 5].map((i) =>
      account.create("aws:ec2/eip:Eip", `e${i}`, { domain: "vpc" }),
    );
    const addresses = (await Promise.all(made)).map(({ attributes }) => attributes["publicIp"]);
    for (const address of addresses)
      assert.match(String(address), /^(192\.0\.2|198\.51\.100|203\.0\.113)\./);
    assert.equal(new Set(addresses).size, addresses.length);
  });

  it("is the same in every account that starts empty, and new after each replacement", async () => {
    const make = (account: Account) => account.create(vpcType, "net", { cidrBlock: "10.0.0.0/16" });
    const [one, other] = [new Account(), new Account()];
    const first = await make(one);
    assert.deepEqual(first, await make(other));
    await one.delete(first);
    assert.notEqual((await make(one)).id, first.id);
  });

  it("is read back as the program gave it, arguments that @pulumi/aws has no words for too", async () => {
    const account = new Account();
    const authority =
      "arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/5a1c6f0e-9d0b-4a55-8f3e-2b7c1d9e4f60";
    const inputs = { domainName: "example.com", certificateAuthorityArn: authority };
    const certificate = await account.create("aws:acm/certificate:Certificate", "c", inputs);
    assert.deepEqual(account.provider().inputsOf(certificate, inputs), inputs);
    const { urn, attributes } = certificate;
    const other = { ...inputs, certificateAuthorityArn: authority.replace("5a1c", "6b2d") };
    const { replaces } = account.provider().diff(urn, attributes, inputs, other);
    assert.deepEqual(replaces, ["certificateAuthorityArn"], "another authority's is another one");
  });

  it("stays what it is through an update", async () => {
    const account = new Account();
    const vpc = await account.create(vpcType, "net", { cidrBlock: "10.0.0.0/16" });
    const updated = await account.update(vpc, { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } });
    const { tags, tagsAll, ...rest } = updated.attributes;
    assert.deepEqual({ ...rest, tagsAll: {} }, vpc.attributes);
    assert.deepEqual([tags, tagsAll], [{ Name: "net" }, { Name: "net" }]);
  });

  it("follows the partition", async () => {
    const account = new Account();
    const inputs = { cidrBlock: "10.0.0.0/16" };
    const vpc = await account.create(vpcType, "net", inputs, "us-gov-west-1");
    assert.match(String(vpc.attributes["arn"]), /^arn:aws-us-gov:ec2:us-gov-west-1:/);
  });

  it("names zones by AWS's ids", () => {
    assert.equal(zoneId("eu-central-1a"), "euc1-az1");
    assert.equal(zoneId("us-east-1f"), "use1-az6");
    assert.equal(zoneId("ap-southeast-2c"), "apse2-az3");
  });

  it("covers types that it knows nothing special about", async () => {
    const account = new Account();
    const stream = await account.create("aws:kinesis/stream:Stream", "orders", {});
    assert.match(stream.id, /^orders-[0-9a-f]{7}$/);
    const arn = `arn:aws:kinesis:eu-central-1:123456789012:stream/${stream.id}`;
    assert.equal(stream.attributes["arn"], arn);
    const nonsense = account.create("aws:sqs/nonsense:Nonsense", "n", {});
    await assert.rejects(nonsense, /no resource type aws:sqs\/nonsense:Nonsense/);
  });
});

describe("the stand-in's plan", () => {
  const account = new Account();

  it("echoes arguments and leaves to AWS what AWS decides", () => {
    const urn = urnOf("aws:ec2/subnet:Subnet", "a");
    const { inputs } = account
      .provider()
      .check(urn, {}, { vpcId: unknown, cidrBlock: "10.0.1.0/24" });
    const planned = account.provider().plannedOutputs(urn, inputs);
    assert.equal(planned["cidrBlock"], "10.0.1.0/24");
    assert.equal(planned["mapPublicIpOnLaunch"], false, "the provider's default");
    assert.equal(planned["region"], "eu-central-1");
    for (const name of ["id", "arn", "vpcId", "availabilityZone"])
      assert.equal(planned[name], unknown);
    assert.ok(!("customerOwnedIpv4Pool" in planned), "nobody will ever set it");
  });

  it("finds missing and misspelt arguments", () => {
    const urn = urnOf("aws:ec2/subnet:Subnet", "a");
    const { problems } = account.provider().check(urn, {}, { cidrBlok: "10.0.1.0/24" });
    assert.deepEqual(
      problems.map(({ reason }) => reason),
      ['Missing required argument "vpcId"', 'Unsupported argument "cidrBlok"'],
    );
  });

  it("draws a name once, and keeps it", () => {
    const urn = urnOf("aws:iam/role:Role", "r");
    const news = { assumeRolePolicy: unknown };
    const { inputs } = account.provider().check(urn, {}, news);
    assert.match(String(inputs["name"]), /^r-[0-9a-f]{7}$/);
    assert.deepEqual(account.provider().check(urn, inputs, news).inputs, inputs);
  });

  it("deletes first only where two would bear the same name", () => {
    const provider = account.provider();
    const urn = urnOf("aws:ec2/securityGroup:SecurityGroup", "g");
    const [before, after] = [{ description: "one" }, { description: "two" }];
    const named = provider.diff(urn, {}, { ...before, name: "g" }, { ...after, name: "g" });
    assert.deepEqual([named.replaces, named.deleteBeforeReplace], [["description"], true]);
    const name = "g-0123456";
    const drawn = provider.diff(urn, {}, { ...before, name }, { ...after, name });
    assert.deepEqual([drawn.replaces, drawn.deleteBeforeReplace], [["description"], false]);
  });
});
