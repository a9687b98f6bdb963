import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { loadBalancers } from "../../../components/elb/loadBalancers";
import { NetworkRoute } from "../../../components/elb/networkRoute";
import type { ServiceDescription } from "../../../components/ecs/service/description";
import { LogBucket } from "../../../components/s3/logBucket";
import { runWithMocks, statementsOf, type Recording } from "../../support/mocks";
import { aService } from "../../support/service";

const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";

function made(changes: Partial<ServiceDescription> = {}): Promise<Recording<NetworkRoute>> {
  return runWithMocks(() => {
    const service = aService({
      name: "broker",
      hosts: ["broker"],
      protocol: "TCP",
      port: 5672,
      healthCheck: undefined,
      ...changes,
    });
    const { network } = loadBalancers(
      "internal",
      {
        vpc: { vpcId: pulumi.output("vpc-1"), privateSubnetIds: [pulumi.output("subnet-a")] },
        cidrs: ["10.20.0.0/16", "10.100.0.0/16"],
        certificateArn,
        logBucket: new LogBucket("logs", { ofConnections: true }),
        alarmTopics: {
          critical: "arn:aws:sns:eu-west-1:123456789012:critical",
          warning: "arn:aws:sns:eu-west-1:123456789012:warning",
        },
      },
      [service],
      {},
    );
    assert.ok(network);
    return new NetworkRoute("broker", {
      service,
      vpcId: "vpc-1",
      loadBalancer: network,
      serverAddresses: ["10.100.4.11", "10.100.4.12"],
      after: [],
      alarmTopics: {
        critical: "arn:aws:sns:eu-west-1:123456789012:critical",
        warning: "arn:aws:sns:eu-west-1:123456789012:warning",
      },
      tags: {},
    });
  });
}

const onBoth = { placement: "both", traffic: { cloud: 30, onPrem: 70 } } as const;

describe("A service's way by the network load balancer", () => {
  it("is a listener of its own, which only the company's networks get to", async () => {
    const recording = await made();
    const { inputs: listener } = recording.get("broker-listener");
    const group = recording.get("broker-ec2");
    assert.equal(listener.protocol, "TCP");
    assert.equal(listener.port, 5672);
    assert.deepEqual(listener.defaultActions, [{ type: "forward", targetGroupArn: group.id }]);
    assert.ok(!("sslPolicy" in listener));

    const { inputs: balancer } = recording.get("internal-network-nlb");
    assert.equal(balancer.internal, true);
    assert.equal(balancer.enableCrossZoneLoadBalancing, true);
    assert.deepEqual(balancer.securityGroups, [recording.get("internal-network-sg").id]);
    assert.ok(!("accessLogs" in balancer), "AWS writes none without TLS");
    const rules = recording.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const own = rules.filter(({ name }) => name.startsWith("internal-network"));
    assert.deepEqual(
      own.map(({ inputs }) => [inputs.cidrIpv4, inputs.fromPort, inputs.toPort]),
      [
        ["10.20.0.0/16", 5672, 5672],
        ["10.100.0.0/16", 5672, 5672],
      ],
    );
  });

  it("tries connections, ends those of targets that leave, and hides callers from servers outside", async () => {
    const { inputs } = (await made()).get("broker-ec2");
    assert.equal(inputs.protocol, "TCP");
    assert.equal(inputs.preserveClientIp, "false");
    assert.equal(inputs.connectionTermination, true);
    assert.equal((inputs.healthCheck as Record<string, unknown>)["protocol"], "TCP");
    assert.ok(!("path" in (inputs.healthCheck as object)));
    assert.ok(!("loadBalancingAlgorithmType" in inputs));
  });

  it("asks for a path where there is one, by TLS where the container speaks it", async () => {
    const { healthCheck } = aService();
    const { inputs } = (await made({ healthCheck, protocol: "TLS" })).get("broker-ec2");
    const { protocol, path } = inputs.healthCheck as Record<string, unknown>;
    assert.deepEqual([protocol, path], ["HTTPS", "/healthz"]);
    assert.equal(inputs.protocol, "TLS");
  });

  it("shares connections between the sides by weights, the site's servers being targets", async () => {
    const recording = await made(onBoth);
    const [action] = recording.get("broker-listener").inputs.defaultActions as {
      forward: { targetGroups: { weight: number }[] };
    }[];
    assert.deepEqual(
      action?.forward.targetGroups.map(({ weight }) => weight),
      [30, 70],
    );
    const { inputs } = recording.get("broker-ext-10-100-4-11");
    assert.equal(inputs.availabilityZone, "all");
    assert.equal(inputs.port, 18080);
  });

  it("answers by the certificate of its listener with TLS, and is logged then", async () => {
    const recording = await made({ listenerProtocol: "TLS", listenerPort: 5671 });
    const { inputs } = recording.get("broker-listener");
    assert.equal(inputs.certificateArn, certificateArn);
    assert.equal(inputs.sslPolicy, "ELBSecurityPolicy-TLS13-1-2-2021-06");
    assert.equal(inputs.port, 5671);
    const logs = recording.get("internal-network-nlb").inputs.accessLogs;
    assert.equal((logs as Record<string, unknown>)["enabled"], true);
    const statements = statementsOf(recording.get("logs-policy").inputs.policy);
    const writers = statements.filter(
      ({ Principal }) => JSON.stringify(Principal) === '{"Service":"delivery.logs.amazonaws.com"}',
    );
    assert.deepEqual(
      writers.map(({ Action }) => Action),
      ["s3:PutObject", "s3:GetBucketAcl"],
    );
  });

  it("is watched by what a network load balancer counts", async () => {
    const recording = await made(onBoth);
    const alarms = recording.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.deepEqual(
      alarms.map(({ name, inputs }) => [name, inputs.namespace, inputs.metricName]),
      [
        ["internal-network-ports", "AWS/NetworkELB", "PortAllocationErrorCount"],
        ["broker-ec2-unhealthy", "AWS/NetworkELB", "UnHealthyHostCount"],
        ["broker-ec2-healthy", "AWS/NetworkELB", "HealthyHostCount"],
        ["broker-ec2-none-healthy", "AWS/NetworkELB", "HealthyHostCount"],
        ["broker-ext-healthy", "AWS/NetworkELB", "HealthyHostCount"],
        ["broker-ext-none-healthy", "AWS/NetworkELB", "HealthyHostCount"],
      ],
    );
    assert.equal(recording.result.deploymentAlarmNames.length, 1);
  });
});
