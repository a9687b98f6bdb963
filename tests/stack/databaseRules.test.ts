import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { databaseSecurityGroups } from "../../components/rds/databaseSecurityGroup";
import { changes } from "../../sandbox/events";
import { explain, openSandbox, temporaryDirectory } from "../support/engine";

const name = "databases-orders";
const description = "Database landbridge-prod-orders";
const rule = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv4: "10.100.16.11/32" };

/** As databases were made when the ways of services to their stores admitted servers. */
function before(): Promise<Record<string, unknown>> {
  const { id: vpcId } = new ec2.Vpc("network", { cidrBlock: "10.30.0.0/16" });
  const [group] = databaseSecurityGroups(name, { vpcId, description, admitted: [], tags: {} }, {});
  const parent = new pulumi.ComponentResource("landbridge:ecs:StoreWays", "store-ways");
  const tags = { Name: "orders-from-app-1" };
  new vpc.SecurityGroupIngressRule(
    "store-ways-orders-from-app-1",
    { ...rule, securityGroupId: group.id, description: "PostgreSQL from services at x", tags },
    { parent },
  );
  return Promise.resolve({});
}

function now(): Promise<Record<string, unknown>> {
  const { id: vpcId } = new ec2.Vpc("network", { cidrBlock: "10.30.0.0/16" });
  const server = { cidr: rule.cidrIpv4, group: 0, site: "x", server: "app-1" };
  const admitted = [{ ...server, formerName: "store-ways-orders-from-app-1" }];
  databaseSecurityGroups(name, { vpcId, description, admitted, tags: {} }, {});
  return Promise.resolve({});
}

describe("the rule of a server at a database", function () {
  this.timeout(300_000);

  it("is the one that was there, by another name", async () => {
    const workDir = temporaryDirectory();
    const open = (program: typeof before) =>
      openSandbox({
        stack: "rules",
        workDir,
        config: { "aws:region": "eu-west-1" },
        program,
        policyPack: false,
      });
    const first = await (await open(before)).up();
    assert.ok(first.succeeded, explain(first));
    const next = await (await open(now)).up();
    assert.ok(next.succeeded, explain(next));
    assert.deepEqual(
      next.steps.filter(changes).map(({ op, name: called }) => `${op} ${called}`),
      ["update databases-orders-from-10.100.16.11-32", "delete store-ways"],
    );
  });
});
