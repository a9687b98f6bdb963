import * as assert from "node:assert/strict";
import type { InterfaceEndpointChoice } from "../../../components/networking/endpointPlan";
import { Vpc } from "../../../components/networking/vpc";
import { runWithMocks, statementsOf, type MockedAws, type Recording } from "../../support/mocks";

interface Options {
  interfaceEndpoints?: InterfaceEndpointChoice;
  onPremisesCidrs?: string[];
  aws?: Partial<MockedAws>;
}

function endpoints({ aws, ...args }: Options = {}): Promise<Recording<Vpc>> {
  return runWithMocks(
    () =>
      new Vpc("net", {
        cidrBlock: "10.20.0.0/16",
        availabilityZones: ["a", "b"],
        flowLogs: { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd" },
        ...args,
      }),
    aws,
  );
}

const ingressRules = (made: Recording<Vpc>) =>
  made
    .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .map(({ inputs }) =>
      [
        inputs.ipProtocol,
        `${String(inputs.fromPort)}-${String(inputs.toPort)}`,
        inputs.cidrIpv4,
      ].join(" "),
    )
    .sort();

const interfaceServices = (made: Recording<Vpc>) =>
  made
    .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
    .filter(({ inputs }) => inputs.vpcEndpointType === "Interface")
    .map(({ inputs }) => inputs.serviceName)
    .sort();

describe("VpcEndpoints", () => {
  /** The endpoints that a VPC has by default. */
  let standard: Recording<Vpc>;
  before(async () => {
    standard = await endpoints();
  });

  it("leads the private and the isolated tier to S3 by a gateway endpoint, not the public one", async () => {
    const made = await endpoints({ interfaceEndpoints: "none" });
    const gateway = made.get("net-endpoints-s3-gateway");
    assert.equal(gateway.inputs.vpcEndpointType, "Gateway");
    assert.equal(gateway.inputs.serviceName, "com.amazonaws.eu-west-1.s3");
    const tables = made
      .ofType("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation")
      .map(({ inputs }) => {
        assert.equal(inputs.vpcEndpointId, gateway.id);
        return made.byId(inputs.routeTableId).name;
      });
    assert.deepEqual(tables.sort(), [
      "net-isolated-a-routes",
      "net-isolated-b-routes",
      "net-private-a-routes",
      "net-private-b-routes",
    ]);
  });

  it("lets S3 be reached for the account's own buckets and AWS's public ones only", async () => {
    const made = await endpoints({
      interfaceEndpoints: ["s3"],
      aws: { partition: "aws-us-gov", region: "us-gov-west-1", accountId: "210987654321" },
    });
    const { policy } = made.get("net-endpoints-s3-gateway").inputs;
    const [own, ofAws] = statementsOf(policy);
    assert.deepEqual(own?.Condition, { StringEquals: { "aws:ResourceAccount": "210987654321" } });
    assert.equal(ofAws?.Action, "s3:GetObject");
    const buckets = [ofAws.Resource].flat();
    for (const bucket of [
      "prod-us-gov-west-1-starport-layer-bucket",
      "amazon-ecs-agent-us-gov-west-1",
    ])
      assert.ok(buckets.includes(`arn:aws-us-gov:s3:::${bucket}/*`), bucket);
    for (const arn of buckets) {
      assert.match(arn, /^arn:aws-us-gov:s3:::[a-z0-9-]+\/\*$/);
    }
    assert.equal(made.get("net-endpoints-s3").inputs.policy, policy);
  });

  it("makes what private ECS nodes need by default", () => {
    assert.deepEqual(interfaceServices(standard), [
      "com.amazonaws.eu-west-1.ecr.api",
      "com.amazonaws.eu-west-1.ecr.dkr",
      "com.amazonaws.eu-west-1.ecs",
      "com.amazonaws.eu-west-1.ecs-agent",
      "com.amazonaws.eu-west-1.ecs-telemetry",
      "com.amazonaws.eu-west-1.kms",
      "com.amazonaws.eu-west-1.logs",
      "com.amazonaws.eu-west-1.secretsmanager",
      "com.amazonaws.eu-west-1.ssm",
      "com.amazonaws.eu-west-1.ssmmessages",
    ]);
  });

  it("makes neither interface endpoint nor security group for none", async () => {
    const made = await endpoints({ interfaceEndpoints: "none" });
    assert.deepEqual(interfaceServices(made), []);
    assert.deepEqual(made.ofType("aws:ec2/securityGroup:SecurityGroup"), []);
    assert.deepEqual(ingressRules(made), []);
    assert.equal(made.result.endpointSecurityGroupId, undefined);
  });

  it("puts every interface endpoint into every private subnet, behind the one group", () => {
    const made = standard;
    const group = made.get("net-endpoints-security-group");
    const subnets = [made.get("net-private-a").id, made.get("net-private-b").id];
    for (const { name, inputs } of made.ofType("aws:ec2/vpcEndpoint:VpcEndpoint")) {
      if (inputs.vpcEndpointType === "Interface") {
        assert.deepEqual(inputs.subnetIds, subnets, name);
        assert.deepEqual(inputs.securityGroupIds, [group.id], name);
        assert.equal(inputs.privateDnsEnabled, true, name);
      }
    }
  });

  it("admits HTTPS from the VPC and the data centre only, and says so", async () => {
    const made = await endpoints({ onPremisesCidrs: ["10.100.0.0/16", "172.20.0.0/14"] });
    assert.deepEqual(ingressRules(made), [
      "tcp 443-443 10.100.0.0/16",
      "tcp 443-443 10.20.0.0/16",
      "tcp 443-443 172.20.0.0/14",
    ]);
    for (const rule of made.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")) {
      assert.match(String(rule.inputs.description), /^TCP 443 from the (VPC|data centre)$/);
    }
    const { inputs } = made.get("net-endpoints-security-group");
    assert.deepEqual([inputs.ingress, inputs.egress], [undefined, undefined]);
  });

  it("keeps a data-centre rule as it is when another CIDR is listed before it", async () => {
    const name = "net-endpoints-tcp-443-from-10.100.0.0-16";
    const one = await endpoints({ onPremisesCidrs: ["10.100.0.0/16"] });
    const two = await endpoints({ onPremisesCidrs: ["10.99.0.0/16", "10.100.0.0/16"] });
    assert.deepEqual(two.get(name).inputs, one.get(name).inputs);
  });

  it("opens the appliance's ports for Storage Gateway, and leaves its public name alone", async () => {
    const made = await endpoints({ interfaceEndpoints: ["storagegateway"] });
    assert.equal(made.get("net-endpoints-storagegateway").inputs.privateDnsEnabled, false);
    assert.deepEqual(ingressRules(made), [
      "tcp 1026-1028 10.20.0.0/16",
      "tcp 1031-1031 10.20.0.0/16",
      "tcp 2222-2222 10.20.0.0/16",
      "tcp 443-443 10.20.0.0/16",
    ]);
  });

  it("answers for S3's public name to the data centre only, once the gateway endpoint is there", async () => {
    const made = await endpoints({ interfaceEndpoints: ["s3", "sts"] });
    const s3 = made.get("net-endpoints-s3");
    assert.equal(s3.inputs.privateDnsEnabled, true);
    assert.deepEqual(s3.inputs.dnsOptions, { privateDnsOnlyForInboundResolverEndpoint: true });
    assert.ok(s3.dependencies.includes(made.get("net-endpoints-s3-gateway").urn));
    assert.equal(made.get("net-endpoints-sts").inputs.dnsOptions, undefined);
  });

  it("hands out the endpoints' IDs by service", async () => {
    const made = await endpoints({ interfaceEndpoints: ["kms", "ecr.api"] });
    assert.deepEqual(made.outputsOf("net").interfaceEndpointIds, {
      "ecr.api": made.get("net-endpoints-ecr.api").id,
      kms: made.get("net-endpoints-kms").id,
    });
  });
});
