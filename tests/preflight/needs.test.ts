import * as assert from "node:assert/strict";
import * as path from "node:path";
import type { ResourceTransform } from "@pulumi/pulumi";
import * as needs from "../../preflight/needs";
import type { StackConfig } from "../../config/settled";
import { quotas } from "../../preflight/quotas";
import { readStack } from "../../preflight/stackConfig";
import { explain, openSandbox } from "../support/engine";

const root = path.join(__dirname, "../..");

interface Made {
  readonly name: string;
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** What a committed stack registers in a preview. */
async function registered(stack: string): Promise<Made[]> {
  const made: Made[] = [];
  const mutate: ResourceTransform = ({ name, type, props }) => {
    made.push({ name, type, props });
    return undefined;
  };
  const sandbox = await openSandbox({ stack, policyPack: false, mutate });
  const result = await sandbox.preview();
  assert.ok(result.succeeded, explain(result));
  return made;
}

describe("what preflight says that a stack needs", function () {
  this.timeout(300_000);

  for (const stack of ["dev", "prod"]) {
    it(`is what ${stack} registers`, async () => {
      const made = await registered(stack);
      const { config } = readStack(root, stack);
      const count = (type: string) => made.filter((each) => each.type === type).length;
      const counted = {
        vpcs: 1,
        elasticIps: needs.elasticIps(config),
        targetGroups: needs.targetGroupCount(config),
        vpnConnections: needs.vpnConnections(config),
        transitGateways: needs.transitGateways(config),
        dbInstances: needs.dbInstances(config),
        loadBalancers: needs.loadBalancerCount(config),
      };
      assert.deepEqual(counted, {
        vpcs: count("aws:ec2/vpc:Vpc"),
        elasticIps: count("aws:ec2/eip:Eip"),
        targetGroups: count("aws:lb/targetGroup:TargetGroup"),
        vpnConnections: count("aws:ec2/vpnConnection:VpnConnection"),
        transitGateways: count("aws:ec2transitgateway/transitGateway:TransitGateway"),
        dbInstances: count("aws:rds/instance:Instance"),
        loadBalancers: count("aws:lb/loadBalancer:LoadBalancer"),
      });
      const endpoints = made.filter(
        ({ type, props }) =>
          type === "aws:ec2/vpcEndpoint:VpcEndpoint" && props["vpcEndpointType"] === "Interface",
      );
      assert.equal(needs.interfaceEndpoints(config), endpoints.length);
    });
  }

  it("compares quotas that config says AWS has raised, and no others", () => {
    const { config } = readStack(root, "prod");
    const compared = (changes: Partial<StackConfig["quotas"]>): string[] => {
      const changed = { ...config, quotas: { ...config.quotas, ...changes } };
      return quotas
        .filter(({ what, needed }) => what.includes("landbridge:quotas") && needed(changed) > 0)
        .map(({ what, code, needed }) => `${what} (${code}): ${needed(changed)}`);
    };
    assert.deepEqual(compared({}), []);
    assert.deepEqual(compared({ rulesPerSecurityGroup: 100 }), [
      "rules in a security group, as landbridge:quotas.rulesPerSecurityGroup says (L-0EA8095F): 100",
    ]);
  });

  it("counts vCPUs by the largest type, on-demand apart from Spot", () => {
    const { config } = readStack(root, "prod");
    assert.deepEqual(
      needs.compute(config, (type) => (type.startsWith("m8g") ? 8 : 4)),
      [
        { family: "Standard", market: "on-demand", vcpus: 12 * 8 },
        { family: "Standard", market: "spot", vcpus: 8 * 8 },
      ],
    );
  });

  it("knows the family of an instance type", () => {
    const families = ["m8g.large", "t4g.small", "g6.xlarge", "p5.48xlarge", "inf2.xlarge"];
    assert.deepEqual(families.map(needs.familyOf), [
      "Standard",
      "Standard",
      "G and VT",
      "P",
      "inf",
    ]);
  });
});
