import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { loadBalancers, type LoadBalancersArgs } from "../../../components/elb/loadBalancers";
import { ServiceRoute } from "../../../components/elb/serviceRoute";
import { runWithMocks } from "../../support/mocks";
import { aService } from "../../support/service";

describe("Several load balancers", () => {
  const made = (...numbers: (number | undefined)[]) => madeWith({}, numbers);
  const madeWith = (more: Partial<LoadBalancersArgs>, numbers: readonly (number | undefined)[]) =>
    runWithMocks(() => {
      const services = numbers.map((loadBalancer, i) =>
        aService({ name: `service-number-${i}-long`, hosts: [`s${i}`], loadBalancer }),
      );
      const args = {
        vpc: { vpcId: pulumi.output("vpc-1"), privateSubnetIds: [pulumi.output("subnet-a")] },
        cidrs: ["10.20.0.0/16"],
        certificateAuthorityArn: "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/1",
        zone: { zoneName: "dev.example.com" },
        alarmTopics: {
          critical: "arn:aws:sns:eu-west-1:123456789012:critical",
          warning: "arn:aws:sns:eu-west-1:123456789012:warning",
        },
        ...more,
      };
      const all = loadBalancers("internal", args, services, {});
      for (const service of services) {
        const loadBalancer = all.byNumber[service.loadBalancer ?? 1];
        assert.ok(loadBalancer);
        new ServiceRoute(service.name, {
          service,
          vpcId: "vpc-1",
          zoneName: "dev.example.com",
          loadBalancer,
          serverAddresses: [],
          after: [],
          alarmTopics: {
            critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
            warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
          },
          tags: {},
        });
      }
      return all;
    });

  it("are one with its old name where no service is on another", async () => {
    const recording = await made(undefined, 1);
    const balancers = recording.ofType("aws:lb/loadBalancer:LoadBalancer");
    assert.deepEqual(
      balancers.map(({ name }) => name),
      ["internal-alb"],
    );
  });

  it("share security groups and certificate, and each service's rule and targets are on its own", async () => {
    const recording = await made(1, 3);
    const [first, third] = ["internal-alb", "internal-3-alb"].map((name) => recording.get(name));
    assert.deepEqual(third?.inputs["securityGroups"], first?.inputs["securityGroups"]);
    const listeners = ["internal-https", "internal-3-https"].map((name) => recording.get(name));
    assert.equal(new Set(listeners.map(({ inputs }) => inputs["certificateArn"])).size, 1);
    assert.equal(recording.ofType("aws:acm/certificate:Certificate").length, 1);
    const rule = recording.get("service-number-1-long-rule");
    assert.equal(rule.inputs["listenerArn"], listeners[1]?.id);
    // A target group belongs to one load balancer: a service that moves gets others.
    assert.ok(recording.get("service-number-1-long-c3"));
    assert.ok(recording.get("service-number-0-long-ec2"));
  });

  it("ask callers for certificates where they are told to, by the trust store", async () => {
    const trustStoreArn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/a/1";
    const asks = async (mutualAuthentication: LoadBalancersArgs["mutualAuthentication"]) => {
      const recording = await madeWith({ mutualAuthentication }, [1, 2]);
      return ["internal", "internal-2"].map(
        (name) => recording.get(`${name}-https`).inputs["mutualAuthentication"],
      );
    };
    const verify = { mode: "verify", trustStoreArn } as const;
    const asked = {
      mode: "verify",
      trustStoreArn,
      ignoreClientCertificateExpiry: false,
      advertiseTrustStoreCaNames: "off",
    };
    assert.deepEqual(await asks(verify), [asked, asked]);
    assert.deepEqual(await asks({ ...verify, loadBalancers: [2] }), [undefined, asked]);
    const passed = { mode: "passthrough" } as const;
    assert.deepEqual(await asks(passed), [passed, passed]);
    assert.deepEqual(await asks(undefined), [undefined, undefined]);
  });
});
