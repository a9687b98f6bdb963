import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  cidrContains,
  cidrsOverlap,
  isPrivateCidr,
  isUnicastCidr,
  networkBlock,
  parseCidr,
} from "../../config/schema/cidr";

/** Any block, host bits and all. */
const anyBlock = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`);

/** Blocks that often touch each other, down to single addresses: few networks, few sizes. */
const crowdedBlock = fc
  .tuple(fc.nat(7), fc.integer({ min: 28, max: 32 }))
  .map(([octet, prefix]) => networkBlock(`10.0.0.${octet}/${prefix}`));

/** Whether two blocks overlap, the way people see it: the longer prefix's bits begin with the shorter's. */
function overlapByBits(one: string, other: string): boolean {
  const [a, b] = [bits(one), bits(other)];
  return a.startsWith(b) || b.startsWith(a);
}

function bits(block: string): string {
  const [address = "", prefix = ""] = block.split("/");
  const all = address.split(".").map((octet) => Number(octet).toString(2).padStart(8, "0"));
  return all.join("").slice(0, Number(prefix));
}

describe("CIDR maths", () => {
  it("gives a block as many addresses as its prefix leaves", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const range = parseCidr(block);
        assert.ok(range);
        assert.equal(range.last - range.first + 1, 2 ** (32 - range.prefix));
        assert.equal(range.first % 2 ** (32 - range.prefix), 0);
      }),
    );
  });

  it("finds the block that an address is in, and finds it again from there", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const clean = networkBlock(block);
        assert.equal(networkBlock(clean), clean);
        assert.deepEqual(parseCidr(clean), parseCidr(block));
      }),
    );
  });

  it("sees an overlap from both sides, exactly where one block's bits begin the other's", () => {
    fc.assert(
      fc.property(crowdedBlock, crowdedBlock, (one, other) => {
        assert.equal(cidrsOverlap(one, other), cidrsOverlap(other, one));
        assert.equal(cidrsOverlap(one, other), overlapByBits(one, other));
      }),
    );
  });

  it("lets blocks overlap only when one contains the other", () => {
    fc.assert(
      fc.property(crowdedBlock, crowdedBlock, (one, other) => {
        const nested = cidrContains(one, other) || cidrContains(other, one);
        assert.equal(cidrsOverlap(one, other), nested);
      }),
    );
  });

  it("takes a block to contain itself, and both to be the same when each contains the other", () => {
    fc.assert(
      fc.property(crowdedBlock, crowdedBlock, (one, other) => {
        assert.ok(cidrContains(one, one));
        assert.equal(cidrContains(one, other) && cidrContains(other, one), one === other);
      }),
    );
  });

  it("knows private space by its edges", () => {
    const within = ["10.0.0.0/8", "172.31.255.0/24", "192.168.255.255/32", "100.127.0.0/16"];
    const beyond = ["10.0.0.0/7", "172.32.0.0/16", "192.169.0.0/16", "100.128.0.0/16", "0.0.0.0/0"];
    assert.deepEqual(within.filter(isPrivateCidr), within);
    assert.deepEqual(beyond.filter(isPrivateCidr), []);
  });

  it("knows the addresses that no host has", () => {
    const none = [
      "127.0.0.0/8",
      "169.254.1.0/24",
      "224.0.0.0/4",
      "255.255.255.255/32",
      "0.0.0.0/0",
    ];
    assert.deepEqual(none.filter(isUnicastCidr), []);
    assert.ok(isUnicastCidr("223.255.255.0/24"));
  });

  it("takes nothing for a block that isn't one", () => {
    const others = ["", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/08", "::/0"];
    assert.deepEqual(
      others.map(parseCidr).filter((range) => range !== undefined),
      [],
    );
    assert.throws(() => cidrsOverlap("10.0.0.0/8", "10.0.0.0"), /is not an IPv4 CIDR block/);
  });
});
