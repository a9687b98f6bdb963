import * as assert from "node:assert/strict";
import { companyNetwork } from "../support/companyNetwork";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../support/engine";

/** What the platform makes of its own where it has a VPC of its own. */
const OF_A_NETWORK =
  /^aws:(ec2\/(vpc|subnet|route|routeTable|natGateway|internetGateway|eip|flowLog|vpcEndpoint|networkAcl|default\w+):|ec2transitgateway|route53\/(zone|resolverEndpoint))/;

const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 };
const database = {
  name: "orders",
  dataClassification: "internal",
  backupPlan: "gold",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  storage: { allocated: 20, maxAllocated: 50 },
  databaseName: "orders",
  clientCidrs: ["10.100.10.0/24"],
};
const certificateArn =
  "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a-6b1e-4d2c-9a5b-7c8d9e0f1a2b";
const service = {
  name: "shop",
  placement: "cloud",
  dataClassification: "internal",
  image: "ghcr.io/stefanprodan/podinfo:6.14.1",
  cpu: 256,
  memory: 512,
  port: 8080,
  hosts: ["shop"],
  healthCheck: { path: "/healthz" },
  replicas: { cloud: 2 },
  databases: [{ name: "orders" }],
};

describe("a stack in a network that is there already", function () {
  this.timeout(300_000);
  const workDir = temporaryDirectory();
  let company: Readonly<Record<string, unknown>>;
  let sandbox: Sandbox;

  before(async () => {
    const owner = await openSandbox({
      stack: "company",
      workDir,
      config: { "aws:region": "eu-west-1" },
      program: () => Promise.resolve(companyNetwork()),
      policyPack: false,
    });
    const made = await owner.up();
    assert.ok(made.succeeded, explain(made));
    company = made.outputs ?? {};
    const { vpcId, appSubnets, logsEndpoint, transitGatewayId, attachmentId, zoneId } = company;
    const { disabledKeyArn, logBucket: bucket, resolverRuleId } = company;
    const inboundEndpointId = String(company["inboundEndpointId"]);
    sandbox = await openSandbox({
      stack: "adopting",
      workDir,
      config: {
        "aws:region": "eu-west-1",
        "landbridge:tags": { owner: "platform-team", costCenter: "CC-1042" },
        "landbridge:residency": { allowedRegions: ["eu-west-1"] },
        "landbridge:keys": { database: disabledKeyArn },
        "landbridge:loadBalancer": { certificateArn, logs: { bucket } },
        "landbridge:network": {
          vpcCidr: "10.60.0.0/16",
          availabilityZones: ["b", "a"],
          existing: {
            vpcId,
            subnets: { private: appSubnets, isolated: { tags: { tier: "data" } } },
            endpoints: { logs: logsEndpoint },
          },
        },
        "landbridge:onPremises": { cidrs: ["10.100.0.0/16"] },
        "landbridge:connectivity": {
          mode: "transit-gateway",
          customerSideAsn: 65010,
          transitGateway: { id: transitGatewayId, attachmentId },
        },
        "landbridge:dns": {
          zoneName: "aws.example.com",
          zoneId,
          inboundEndpointId,
          outboundEndpointId: inboundEndpointId.replace("-in-", "-out-"),
          onPremisesDomains: [{ domain: "corp.example.com", servers: ["10.100.0.10"] }],
          resolverRuleIds: [resolverRuleId],
        },
        "landbridge:monitoring": { alarmEmails: ["platform-team@example.com"] },
        "landbridge:cluster": { capacity: { general } },
        "landbridge:databases": [database],
        "landbridge:services": [service],
      },
    });
  });

  it("is rejected before anything is made, with all that is not as it should be", async () => {
    const { appSubnets, publicSubnets, keyArn, outboundEndpointId, endpointGroupId } = company;
    await sandbox.setConfig({
      "landbridge:network.existing.subnets": {
        private: publicSubnets,
        isolated: { tags: { tier: "app" } },
      },
      "landbridge:dns.zoneName": "other.example.com",
      "landbridge:services": [
        { ...service, reaches: [{ securityGroupId: endpointGroupId, port: 443 }] },
      ],
    });
    const said = explain(await sandbox.preview());
    const at = String.raw`landbridge:network\.existing\.subnets`;
    for (const problem of [
      /landbridge:keys\.database: arn:aws:kms:\S+ is Disabled, not Enabled/,
      new RegExp(String.raw`${at}\.private: subnet-\w+ has a route to the internet gateway igw-`),
      new RegExp(String.raw`${at}\.isolated: subnet-\w+ has a default route \(to nat-`),
      /landbridge:dns\.zoneId: Z\w+ is aws\.example\.com, not landbridge:dns\.zoneName/,
      /landbridge:dns\.outboundEndpointId: AWS has no rslvr-out-\w+ here \(invocation of .* no Route53 Resolver Endpoint matched\)/,
      /landbridge:services\[0\]\.reaches\[0\]: sg-\w+ at port 443 is the group of landbridge:network\.existing\.endpoints, which every service reaches already; take it away/,
      /landbridge:dns\.resolverRuleIds\[0\]: rslvr-rr-\w+ is for corp\.example\.com, as landbridge:dns\.onPremisesDomains\[0\]\.domain is already/,
    ]) {
      assert.match(said, problem);
    }
    await sandbox.setConfig({
      "landbridge:keys": { database: keyArn, logs: keyArn },
      "landbridge:network.existing.subnets": {
        private: appSubnets,
        isolated: { tags: { tier: "data" } },
      },
      "landbridge:services": [service],
      "landbridge:dns.zoneName": "aws.example.com",
      "landbridge:dns.outboundEndpointId": outboundEndpointId,
      "landbridge:dns.onPremisesDomains": [
        { domain: "plant.example.com", servers: ["10.100.0.10"] },
      ],
      "landbridge:onPremises.cidrs": ["10.100.0.0/16", "10.102.0.0/16"],
    });
    assert.match(
      explain(await sandbox.preview()),
      new RegExp(
        String.raw`${at}\.isolated: subnet-\w+ has no route to tgw-\w+ for 10\.102\.0\.0/16 `,
      ),
    );
    await sandbox.setConfig({ "landbridge:onPremises.cidrs": ["10.100.0.0/16"] });
  });

  it("makes no network of its own, passes the policies, has the outputs, and stays as it is", async () => {
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    const names = up.steps.map(({ name }) => name);
    const own = up.steps.filter(({ type }) => OF_A_NETWORK.test(type));
    assert.deepEqual(
      own.map(({ type, name }) => `${type} ${name}`),
      [],
    );
    const { vpcId, appSubnets, logsEndpoint } = company;
    assert.equal(up.outputs?.["vpcId"], vpcId);
    assert.deepEqual(up.outputs?.["privateSubnetIds"], appSubnets);
    assert.deepEqual(up.outputs?.["interfaceEndpointIds"], { logs: logsEndpoint });
    assert.deepEqual(up.outputs["tierCidrBlocks"], {
      public: "10.60.0.0/16",
      private: "10.60.16.0/23",
      isolated: "10.60.32.0/23",
    });
    const { dns } = up.outputs as { dns: Readonly<Record<string, unknown>> };
    assert.deepEqual(dns["inboundAddresses"], company["inboundAddresses"]);
    assert.deepEqual(names.filter((name) => /^dns-(plant|rslvr)/.test(name)).sort(), [
      "dns-plant.example.com",
      "dns-plant.example.com-association",
      `dns-${String(company["resolverRuleId"])}-association`,
    ]);
    const { keyArns } = up.outputs as { keyArns: Readonly<Record<string, unknown>> };
    assert.deepEqual(
      [keyArns["database"], keyArns["logs"]],
      [company["keyArn"], company["keyArn"]],
    );
    assert.ok(!names.includes("keys-database-key") && names.includes("keys-storage-key"));
    assert.ok(!names.includes("access-logs-bucket") && names.includes("internal"));
    const again = await sandbox.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
  });

  it("leads to the data centre by a Direct Connect gateway whose links others have", async () => {
    const linked = await openSandbox({
      stack: "linked",
      workDir,
      config: {
        "aws:region": "eu-west-1",
        "landbridge:tags": { owner: "platform-team", costCenter: "CC-1042" },
        "landbridge:residency": { allowedRegions: ["eu-west-1"] },
        "landbridge:network": { vpcCidr: "10.70.0.0/16", availabilityZones: ["a", "b"] },
        "landbridge:monitoring": { alarmEmails: ["platform-team@example.com"] },
        "landbridge:onPremises": { cidrs: ["10.100.0.0/16"] },
        "landbridge:connectivity": {
          mode: "direct-connect",
          customerSideAsn: 65010,
          directConnect: { gateway: { id: company["dxGatewayId"] } },
        },
      },
    });
    const up = await linked.up();
    assert.ok(up.succeeded, explain(up));
    assert.deepEqual(
      up.steps.flatMap(({ type }) => (type.startsWith("aws:directconnect/") ? [type] : [])),
      ["aws:directconnect/gatewayAssociation:GatewayAssociation"],
    );
    const again = await linked.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
  });
});
