import * as assert from "node:assert/strict";
import fc from "fast-check";
import {
  planTunnelInsideCidrs,
  reservedTunnelBlocks,
  tunnelAddresses,
} from "../../../components/connectivity/tunnelInsideCidrs";
import { cidrContains, cidrsOverlap, networkBlock } from "../../../config/schema/cidr";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/);
const vpcCidr = fc
  .tuple(fc.nat(255), fc.integer({ min: 16, max: 20 }))
  .map(([octet, prefix]) => `10.${octet}.0.0/${prefix}`);

describe("inside CIDRs of tunnels", () => {
  it("are two different /30s of 169.254.0.0/16, with no host bits and none that AWS reserves", () => {
    fc.assert(
      fc.property(vpcCidr, name, (vpc, device) => {
        const pair = planTunnelInsideCidrs(vpc, device);
        assert.notEqual(pair[0], pair[1]);
        for (const cidr of pair) {
          assert.match(cidr, /\/30$/);
          assert.equal(networkBlock(cidr), cidr);
          assert.ok(cidrContains("169.254.0.0/16", cidr));
          assert.ok(!reservedTunnelBlocks.some((block) => cidrsOverlap(block, cidr)), cidr);
        }
      }),
    );
  });

  it("depend on nothing but the VPC and the device's own name", () => {
    fc.assert(
      fc.property(vpcCidr, name, (vpc, device) => {
        assert.deepEqual(planTunnelInsideCidrs(vpc, device), planTunnelInsideCidrs(vpc, device));
      }),
    );
    // Committed stacks have tunnels with these: another plan would replace them.
    assert.deepEqual(planTunnelInsideCidrs("10.30.0.0/16", "dc-router-1"), [
      "169.254.81.24/30",
      "169.254.81.28/30",
    ]);
  });

  it("differ between stacks that end on the same device", () => {
    const dev = planTunnelInsideCidrs("10.20.0.0/16", "dc-router-1");
    const prod = planTunnelInsideCidrs("10.30.0.0/16", "dc-router-1");
    assert.ok(dev.every((cidr) => !prod.includes(cidr)));
  });

  it("give AWS the first host and the data centre the second", () => {
    assert.deepEqual(tunnelAddresses("169.254.81.28/30"), {
      amazon: "169.254.81.29",
      customer: "169.254.81.30",
    });
  });
});
