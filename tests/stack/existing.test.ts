import * as assert from "node:assert/strict";
import { companyNetwork } from "../support/companyNetwork";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../support/engine";

/** What the platform makes of its own where it has a VPC of its own. */
const OF_A_NETWORK =
  /^aws:(ec2\/(vpc|subnet|route|routeTable|natGateway|internetGateway|eip|flowLog|vpcEndpoint|networkAcl|default\w+):|ec2transitgateway|route53\/zone)/;

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
const service = {
  name: "shop",
  placement: "cloud",
  dataClassification: "internal",
  image: "ghcr.io/stefanprodan/podinfo:6.14.1",
  cpu: 256,
  memory: 512,
  port: 8080,
  healthCheck: { path: "/healthz" },
  replicas: { cloud: 2 },
  databases: [{ name: "orders" }],
};

describe("a stack in a network that is there already", function () {
  this.timeout(300_000);
  let company: Readonly<Record<string, unknown>>;
  let sandbox: Sandbox;

  before(async () => {
    const workDir = temporaryDirectory();
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
    sandbox = await openSandbox({
      stack: "adopting",
      workDir,
      config: {
        "aws:region": "eu-west-1",
        "landbridge:tags": { owner: "platform-team", costCenter: "CC-1042" },
        "landbridge:residency": { allowedRegions: ["eu-west-1"] },
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
        "landbridge:dns": { zoneName: "aws.example.com", zoneId },
        "landbridge:monitoring": { alarmEmails: ["platform-team@example.com"] },
        "landbridge:cluster": { capacity: { general } },
        "landbridge:databases": [database],
        "landbridge:services": [service],
      },
    });
  });

  it("is rejected before anything is made where a tier's subnets are not what the platform needs", async () => {
    const { private: apps } = { private: company["appSubnets"] };
    const subnets = { private: company["publicSubnets"], isolated: { tags: { tier: "app" } } };
    await sandbox.setConfig({ "landbridge:network.existing.subnets": subnets });
    const preview = await sandbox.preview();
    const said = explain(preview);
    assert.match(
      said,
      /network\.existing\.subnets\.private: subnet-\w+ has a route to the internet/,
    );
    assert.match(
      said,
      /network\.existing\.subnets\.isolated: subnet-\w+ has a default route \(to nat/,
    );
    const right = { private: apps, isolated: { tags: { tier: "data" } } };
    await sandbox.setConfig({ "landbridge:network.existing.subnets": right });
  });

  it("is rejected before anything is made where no route leads to the data centre, and the zone is another", async () => {
    await sandbox.setConfig({ "landbridge:onPremises.cidrs": ["10.100.0.0/16", "10.102.0.0/16"] });
    assert.match(
      explain(await sandbox.preview()),
      /subnets\.isolated: subnet-\w+ has no route to tgw-\w+ for 10\.102\.0\.0\/16 of landbridge:onPremises/,
    );
    const dns = { zoneName: "other.example.com", zoneId: company["zoneId"] };
    await sandbox.setConfig({
      "landbridge:onPremises.cidrs": ["10.100.0.0/16"],
      "landbridge:dns": dns,
    });
    assert.match(explain(await sandbox.preview()), /dns\.zoneId: Z\w+ is aws\.example\.com, not /);
    await sandbox.setConfig({ "landbridge:dns": { ...dns, zoneName: "aws.example.com" } });
  });

  it("makes no network of its own, passes the policies, has the outputs, and stays as it is", async () => {
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
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
    const again = await sandbox.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
  });
});
