import * as assert from "node:assert/strict";
import { HybridDns, type HybridDnsArgs } from "../../../components/networking/hybridDns";
import { runWithMocks, type Recording } from "../../support/mocks";

const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function make(change: Partial<HybridDnsArgs> = {}): Promise<Recording<HybridDns>> {
  return runWithMocks(
    () =>
      new HybridDns("dns", {
        vpc: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b", "subnet-c"] },
        vpcCidr: "10.30.0.0/16",
        onPremisesCidrs: ["10.100.0.0/16"],
        zoneName: "prod.aws.example.com",
        onPremisesDomains: [
          { domain: "corp.example.com", servers: ["10.100.0.10", "10.100.0.11"] },
          { domain: "ad.example.com", servers: ["10.100.0.10"] },
        ],
        logsKeyArn: key,
        ...change,
      }),
  );
}

const rules = (made: Recording<HybridDns>, direction: "Ingress" | "Egress") =>
  made
    .ofType(`aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`)
    .map(({ inputs }) =>
      ["ipProtocol", "fromPort", "cidrIpv4"].map((key) => String(inputs[key])).join(" "),
    )
    .sort();

describe("hybrid DNS", () => {
  it("has both Resolver endpoints in the first two zones, whatever zones are added", async () => {
    const made = await make();
    for (const [name, direction] of [
      ["dns-inbound", "INBOUND"],
      ["dns-outbound", "OUTBOUND"],
    ] as const) {
      const { inputs } = made.get(name);
      assert.equal(inputs["direction"], direction);
      assert.deepEqual(inputs["ipAddresses"], [{ subnetId: "subnet-a" }, { subnetId: "subnet-b" }]);
    }
  });

  it("lets the data centre and the VPC ask, and nobody else, and asks the named servers only", async () => {
    const made = await make();
    assert.deepEqual(rules(made, "Ingress"), [
      "tcp 53 10.100.0.0/16",
      "tcp 53 10.30.0.0/16",
      "udp 53 10.100.0.0/16",
      "udp 53 10.30.0.0/16",
    ]);
    assert.deepEqual(rules(made, "Egress"), [
      "tcp 53 10.100.0.10/32",
      "tcp 53 10.100.0.11/32",
      "udp 53 10.100.0.10/32",
      "udp 53 10.100.0.11/32",
    ]);
  });

  it("forwards each domain to its servers through the outbound endpoint, for the VPC", async () => {
    const made = await make();
    const { id, inputs } = made.get("dns-corp.example.com");
    assert.equal(inputs["ruleType"], "FORWARD");
    assert.equal(inputs["resolverEndpointId"], made.get("dns-outbound").id);
    assert.deepEqual(inputs["targetIps"], [
      { ip: "10.100.0.10", port: 53 },
      { ip: "10.100.0.11", port: 53 },
    ]);
    const association = made.get("dns-corp.example.com-association").inputs;
    assert.deepEqual([association["resolverRuleId"], association["vpcId"]], [id, "vpc-1"]);
  });

  it("makes no endpoint where there are some, whose VPC is answered by the zone too", async () => {
    const made = await make({
      inboundEndpointId: "rslvr-in-0a1b2c3d4e5f60718",
      outboundEndpointId: "rslvr-out-0a1b2c3d4e5f60718",
      resolverRuleIds: ["rslvr-rr-0a1b2c3d4e5f60718"],
    });
    assert.deepEqual(made.ofType("aws:route53/resolverEndpoint:ResolverEndpoint"), []);
    assert.deepEqual(made.ofType("aws:ec2/securityGroup:SecurityGroup"), []);
    assert.deepEqual(made.get("dns-zone").inputs["vpcs"], [
      { vpcId: "vpc-1" },
      { vpcId: "vpc-dns" },
    ]);
    assert.deepEqual(made.outputsOf("dns")["inboundAddresses"], ["10.9.0.10", "10.9.0.20"]);
    const { inputs } = made.get("dns-corp.example.com");
    assert.equal(inputs["resolverEndpointId"], "rslvr-out-0a1b2c3d4e5f60718");
    const shared = made.get("dns-rslvr-rr-0a1b2c3d4e5f60718-association").inputs;
    assert.equal(shared["resolverRuleId"], "rslvr-rr-0a1b2c3d4e5f60718");
  });

  it("names rules and associations in Resolver's alphabet, each domain by a name of its own", async () => {
    const long = `${"department.".repeat(6)}corp.example.com`;
    const domains = ["corp.example.com", "corp-example.com", long, `more.${long}`];
    const servers = ["10.100.0.10"];
    const made = await make({ onPremisesDomains: domains.map((domain) => ({ domain, servers })) });
    const named = [
      ...made.ofType("aws:route53/resolverRule:ResolverRule"),
      ...made.ofType("aws:route53/resolverRuleAssociation:ResolverRuleAssociation"),
    ].map(({ inputs }) => String(inputs["name"]));
    assert.equal(new Set(named).size, 2 * domains.length);
    for (const name of named) assert.match(name, /^(?!^[0-9]+$)[a-zA-Z0-9\-_' ]{1,64}$/);
  });

  it("keeps the zone private to the VPC", async () => {
    const made = await make();
    assert.deepEqual(made.get("dns-zone").inputs["vpcs"], [{ vpcId: "vpc-1" }]);
  });

  it("logs every query of the VPC to an encrypted group with a retention", async () => {
    const made = await make({ queryLogs: { retentionInDays: 30 } });
    const group = made.get("dns-query-logs");
    assert.equal(group.inputs["kmsKeyId"], key);
    assert.equal(group.inputs["retentionInDays"], 30);
    assert.equal(group.retainOnDelete, true);
    const { inputs } = made.get("dns-query-logs-config");
    assert.match(String(inputs["destinationArn"]), /log-group:dns-query-logs/);
    assert.equal(made.get("dns-query-logs-association").inputs["resourceId"], "vpc-1");
  });

  it("has no outbound endpoint when the data centre answers for no domain", async () => {
    const made = await make({ onPremisesDomains: [] });
    assert.deepEqual(
      made.ofType("aws:route53/resolverEndpoint:ResolverEndpoint").map(({ name }) => name),
      ["dns-inbound"],
    );
  });
});
