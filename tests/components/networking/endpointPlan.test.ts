import * as assert from "node:assert/strict";
import {
  essentialEndpointServices,
  interfaceEndpointServices,
  interfaceServiceName,
  plannedEndpoints,
} from "../../../components/networking/endpointPlan";

const services = (choice: Parameters<typeof plannedEndpoints>[0]) =>
  plannedEndpoints(choice).map(({ service }) => service);

describe("interface endpoint plan", () => {
  it("plans nothing for none", () => {
    assert.deepEqual(services("none"), []);
  });

  it("plans for essential what private ECS nodes call", () => {
    assert.deepEqual(services("essential"), [
      "ecr.api",
      "ecr.dkr",
      "ecs",
      "ecs-agent",
      "ecs-telemetry",
      "kms",
      "logs",
      "secretsmanager",
      "ssm",
      "ssmmessages",
    ]);
    assert.deepEqual(services("essential"), [...essentialEndpointServices]);
  });

  it("plans EC2's as well where there is no NAT, for the ECS agent's tags", () => {
    const isolated = plannedEndpoints("essential", false).map(({ service }) => service);
    assert.deepEqual(isolated, [...essentialEndpointServices, "ec2"].sort());
    assert.deepEqual(plannedEndpoints("none", false), []);
  });

  it("plans a list once each, in alphabetical order", () => {
    assert.deepEqual(services(["sts", "backup", "sts"]), ["backup", "sts"]);
    assert.deepEqual(services([]), []);
  });

  it("can plan every service that there is", () => {
    assert.deepEqual(services(interfaceEndpointServices), [...interfaceEndpointServices]);
  });

  it("rejects a service that it doesn't know", () => {
    assert.throws(() => plannedEndpoints(["dynamodb"]), /known for "dynamodb"/);
  });

  it("takes over the public name of every service but Storage Gateway's and, in the VPC, S3's", () => {
    const unusual = plannedEndpoints(interfaceEndpointServices)
      .filter(({ privateDns }) => privateDns !== "everywhere")
      .map(({ service, privateDns }) => [service, privateDns]);
    assert.deepEqual(unusual, [
      ["s3", "from-data-centre"],
      ["storagegateway", "off"],
    ]);
  });

  it("opens more than 443 for Storage Gateway only", () => {
    const open = plannedEndpoints(interfaceEndpointServices).filter(
      ({ extraPorts }) => extraPorts.length > 0,
    );
    assert.deepEqual(
      open.map(({ service, extraPorts }) => [service, extraPorts]),
      [
        [
          "storagegateway",
          [
            { from: 1026, to: 1028 },
            { from: 1031, to: 1031 },
            { from: 2222, to: 2222 },
          ],
        ],
      ],
    );
  });

  it("names an endpoint as AWS does in its Region's partition", () => {
    assert.equal(interfaceServiceName("eu-west-1", "ecr.dkr"), "com.amazonaws.eu-west-1.ecr.dkr");
    const china = "cn-north-1";
    assert.equal(interfaceServiceName(china, "ecr.dkr"), "cn.com.amazonaws.cn-north-1.ecr.dkr");
    assert.equal(interfaceServiceName(china, "s3"), "cn.com.amazonaws.cn-north-1.s3");
    assert.equal(interfaceServiceName(china, "logs"), "com.amazonaws.cn-north-1.logs");
    const sovereign = "eusc-de-east-1";
    assert.equal(interfaceServiceName(sovereign, "ecr.api"), `eu.amazonaws.${sovereign}.ecr.api`);
    assert.equal(interfaceServiceName(sovereign, "kms"), `com.amazonaws.${sovereign}.kms`);
  });
});
