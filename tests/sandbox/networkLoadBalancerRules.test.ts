import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/0f3f8c1a";

describe("the stand-in's rules for network load balancers", () => {
  let account: Account;
  let vpc: Resource;
  let balancer: Resource;
  let securityGroups: string[];
  let subnets: string[];

  const group = (name: string, inputs: Props = {}): Promise<Resource> =>
    account.create("aws:lb/targetGroup:TargetGroup", name, {
      targetType: "ip",
      port: 80,
      protocol: "TCP",
      vpcId: vpc.id,
      ...inputs,
    });
  const listener = (port: number, arn: string, inputs: Props = {}): Promise<Resource> =>
    account.create("aws:lb/listener:Listener", `listener-${port}`, {
      loadBalancerArn: balancer.id,
      port,
      protocol: "TCP",
      defaultActions: [{ type: "forward", targetGroupArn: arn }],
      ...inputs,
    });
  const network = (name: string, inputs: Props = {}): Promise<Resource> =>
    account.create("aws:lb/loadBalancer:LoadBalancer", name, {
      internal: true,
      loadBalancerType: "network",
      enableCrossZoneLoadBalancing: true,
      subnets,
      ...inputs,
    });

  beforeEach(async () => {
    account = new Account();
    vpc = await account.create("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.20.0.0/16" });
    const made = await Promise.all(
      ["a", "b"].map((zone, i) =>
        account.create("aws:ec2/subnet:Subnet", `subnet-${zone}`, {
          vpcId: vpc.id,
          cidrBlock: `10.20.${i}.0/24`,
          availabilityZone: `eu-central-1${zone}`,
        }),
      ),
    );
    subnets = made.map(({ id }) => id);
    const securityGroup = await account.create("aws:ec2/securityGroup:SecurityGroup", "callers", {
      vpcId: vpc.id,
    });
    securityGroups = [securityGroup.id];
    balancer = await network("nlb", { securityGroups });
  });

  it("have names in a zone of their own", () => {
    assert.equal(balancer.attributes["zoneId"], "Z3F0SRJ5LGBH90");
  });

  it("pair what listeners and targets speak", async () => {
    const [tcp, tls, http] = await Promise.all([
      group("tcp"),
      group("tls", { protocol: "TLS" }),
      group("http", { protocol: "HTTP" }),
    ]);
    await listener(1, tcp.id);
    await assert.rejects(listener(2, tls.id), /'TCP' is not supported .* protocol 'TLS'/);
    await assert.rejects(listener(3, http.id), /'TCP' is not supported .* protocol 'HTTP'/);
    await assert.rejects(listener(4, http.id, { protocol: "HTTP" }), /must be one of 'TCP, TLS/);
    await assert.rejects(listener(5, tls.id, { protocol: "TLS" }), /certificate must be specified/);
    await listener(6, tls.id, { protocol: "TLS", certificateArn });
    await listener(7, tcp.id, { protocol: "TLS", certificateArn });
  });

  it("lead to targets and nowhere else, and have no rules", async () => {
    const { id } = await group("tcp");
    const fixed = [{ type: "fixed-response", fixedResponse: { contentType: "text/plain" } }];
    await assert.rejects(
      listener(1, id, { defaultActions: fixed }),
      /one action of type 'forward'/,
    );
    const listenerArn = (await listener(2, id)).id;
    const conditions = [{ hostHeader: { values: ["a"] } }];
    const actions = [{ type: "forward", targetGroupArn: id }];
    const rule = { listenerArn, priority: 1, conditions, actions };
    await assert.rejects(
      account.create("aws:lb/listenerRule:ListenerRule", "rule", rule),
      /have no such rules/,
    );
  });

  it("have fifty listeners", async () => {
    const { id } = await group("tcp");
    for (let port = 1; port <= 50; port++) await listener(port, id);
    await assert.rejects(listener(51, id), /maximum number of listeners/);
  });

  it("keep security groups from their first day on, or have none", async () => {
    const inputs = { internal: true, loadBalancerType: "network", subnets };
    await assert.rejects(account.update(balancer, inputs), /cannot remove all security groups/);
    const without = await network("open");
    const more = { ...inputs, securityGroups };
    await assert.rejects(account.update(without, more), /created without any/);
  });

  it("know what belongs to connections, and what to requests", async () => {
    const invalid = (name: string, inputs: Props, says: RegExp) =>
      assert.rejects(group(name, inputs), says);
    await invalid(
      "a",
      { loadBalancingAlgorithmType: "round_robin" },
      /loadBalancingAlgorithmType is/,
    );
    await invalid("b", { protocol: "HTTP", proxyProtocolV2: true }, /proxyProtocolV2 is not/);
    await invalid("c", { healthCheck: { protocol: "TCP", path: "/" } }, /no path and no matcher/);
    await invalid("d", { protocol: "HTTP", healthCheck: { protocol: "TCP" } }, /checks by TCP/);
    await invalid("e", { stickiness: { type: "lb_cookie" } }, /'lb_cookie' is not supported/);
    await group("f", { stickiness: { type: "source_ip" }, connectionTermination: true });
  });
});
