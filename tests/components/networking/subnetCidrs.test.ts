import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as ipaddr from "ipaddr.js";
import {
  planSubnets,
  subnetCidr,
  tierCidr,
  zoneLetters,
  type SubnetTier,
} from "../../../components/networking/subnetCidrs";

const tiers: readonly SubnetTier[] = ["public", "private", "isolated"];

/** Any VPC CIDR that is allowed: /16 to /20, no host bits set. */
const vpcCidrs = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 16, max: 20 }))
  .map(([address, prefix]) => {
    const network = Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256);
    return `${octets.join(".")}/${prefix}`;
  });
const zoneLists = fc.shuffledSubarray([...zoneLetters], { minLength: 1 });

/** First and last address of a block, as numbers. */
function range(cidr: string): { first: number; last: number } {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const first = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  return { first, last: first + 2 ** (32 - prefix) - 1 };
}

describe("subnet CIDR planner", () => {
  it("gives the documented blocks in a /16", () => {
    assert.equal(subnetCidr("10.20.0.0/16", "private", "a"), "10.20.0.0/20");
    assert.equal(subnetCidr("10.20.0.0/16", "private", "b"), "10.20.16.0/20");
    assert.equal(subnetCidr("10.20.0.0/16", "isolated", "a"), "10.20.128.0/21");
    assert.equal(subnetCidr("10.20.0.0/16", "isolated", "c"), "10.20.144.0/21");
    assert.equal(subnetCidr("10.20.0.0/16", "public", "a"), "10.20.192.0/23");
    assert.equal(subnetCidr("10.20.0.0/16", "public", "h"), "10.20.206.0/23");
  });

  it("gives the documented blocks in a /20", () => {
    assert.equal(subnetCidr("10.20.16.0/20", "private", "a"), "10.20.16.0/24");
    assert.equal(subnetCidr("10.20.16.0/20", "isolated", "b"), "10.20.24.128/25");
    assert.equal(subnetCidr("10.20.16.0/20", "public", "c"), "10.20.28.64/27");
  });

  it("never lets two blocks overlap", () => {
    fc.assert(
      fc.property(vpcCidrs, (vpcCidr) => {
        const blocks = tiers
          .flatMap((tier) => planSubnets(vpcCidr, tier, zoneLetters))
          .map(({ cidrBlock }) => range(cidrBlock))
          .sort((one, other) => one.first - other.first);
        blocks.slice(1).forEach((block, index) => {
          assert.ok(block.first > (blocks[index]?.last ?? Infinity));
        });
      }),
    );
  });

  it("keeps every block aligned, inside its tier's block, and that inside the VPC", () => {
    fc.assert(
      fc.property(vpcCidrs, fc.constantFrom(...tiers), (vpcCidr, tier) => {
        const vpc = range(vpcCidr);
        const whole = range(tierCidr(vpcCidr, tier));
        assert.ok(whole.first >= vpc.first && whole.last <= vpc.last);
        for (const { cidrBlock } of planSubnets(vpcCidr, tier, zoneLetters)) {
          const block = range(cidrBlock);
          assert.ok(block.first >= whole.first && block.last <= whole.last);
          assert.equal(block.first % (block.last - block.first + 1), 0);
        }
      }),
    );
  });

  it("gives a zone the same block whichever other zones are listed, in whatever order", () => {
    fc.assert(
      fc.property(
        vpcCidrs,
        fc.constantFrom(...tiers),
        zoneLists,
        zoneLists,
        (vpcCidr, tier, some, others) => {
          const blocks = new Map(
            planSubnets(vpcCidr, tier, some).map(({ zone, cidrBlock }) => [zone, cidrBlock]),
          );
          for (const { zone, cidrBlock } of planSubnets(vpcCidr, tier, others)) {
            assert.equal(blocks.get(zone) ?? cidrBlock, cidrBlock);
          }
        },
      ),
    );
  });

  it("lists the subnets by zone letter, however the zones are listed", () => {
    fc.assert(
      fc.property(vpcCidrs, zoneLists, (vpcCidr, zones) => {
        const sorted = [...zones].sort();
        assert.deepEqual(
          planSubnets(vpcCidr, "private", zones).map(({ zone }) => zone),
          sorted,
        );
      }),
    );
  });

  it("makes no subnet smaller than AWS takes: a /28, of which AWS keeps five addresses", () => {
    const usable = (tier: SubnetTier) => {
      const { first, last } = range(subnetCidr("10.0.0.0/20", tier, "a"));
      return last - first + 1 - 5;
    };
    assert.deepEqual([usable("private"), usable("isolated"), usable("public")], [251, 123, 27]);
  });

  it("leaves three sixteenths of the VPC free for tiers to come", () => {
    const used = tiers
      .map((tier) => range(tierCidr("10.0.0.0/16", tier)))
      .reduce((sum, { first, last }) => sum + last - first + 1, 0);
    assert.equal(1 - used / 2 ** 16, 3 / 16);
  });

  it("rejects VPC blocks and zones that it can't plan for", () => {
    assert.throws(() => subnetCidr("10.0.0.0/21", "private", "a"), /must be a \/16 to \/20/);
    assert.throws(() => subnetCidr("10.0.0.0/15", "private", "a"), /must be a \/16 to \/20/);
    assert.throws(() => subnetCidr("10.0.1.0/16", "private", "a"), /has host bits set/);
    assert.throws(
      () => subnetCidr("10.0.0.0/16", "private", "i"),
      /"i" is not a letter from a to h/,
    );
    assert.throws(() => planSubnets("10.0.0.0/16", "private", ["a", "a"]), /must be unique: a, a/);
  });
});
