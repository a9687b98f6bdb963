import * as assert from "node:assert/strict";
import { z } from "zod";
import { findProblems, salvage } from "../../config/check";
import { formatPath } from "../../config/errors";

/** A section of the kind that the platform will have more of: a list of objects, in several forms. */
const section = z.strictObject({
  services: z
    .array(
      z.strictObject({
        name: z.string().max(8),
        placement: z.enum(["cloud", "on-prem", "both"]),
        port: z.number().int().min(1).max(65535).default(443),
        cpu: z.number().multipleOf(256).optional(),
        share: z.number().gt(0).lt(1).optional(),
        address: z.ipv4().optional(),
        volumes: z.record(z.string().max(3), z.strictObject({ path: z.string() })).optional(),
      }),
    )
    .optional(),
  hub: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("vgw"), asn: z.number() }),
      z.strictObject({ type: z.literal("tgw"), ecmp: z.boolean() }),
    ])
    .optional(),
});

function say(value: unknown): string[] {
  return findProblems(section, value).map(({ path, text }) => `${formatPath(path)}: ${text}`);
}

describe("the phrase book", () => {
  const service = { name: "web", placement: "cloud" };

  it("names the entry and the key of a list of objects", () => {
    const services = [service, service, { ...service, placement: "onprem", prot: 80 }];
    assert.deepEqual(say({ services }), [
      'landbridge:services[2].placement: "onprem" is not one of cloud, on-prem, both',
      "landbridge:services[2].prot: is not a known key; did you mean port? (known keys: name, placement, port, cpu, share, address, volumes)",
    ]);
  });

  it("has words for lengths, limits, whole numbers, multiples and formats", () => {
    const wrong = { name: "web-frontend", placement: "both", port: 70000, cpu: 100 };
    assert.deepEqual(say({ services: [wrong, { ...service, port: 0.5, share: 0 }] }), [
      'landbridge:services[0].name: "web-frontend" has 12 characters; it must have 8 at most',
      "landbridge:services[0].port: 70000 is too large; it must be 65535 at most",
      "landbridge:services[0].cpu: 100 is not a multiple of 256",
      "landbridge:services[1].port: 0.5 is not a whole number",
      "landbridge:services[1].share: 0 is too small; it must be more than 0",
    ]);
    const [line] = say({ services: [{ ...service, share: 1, address: "x" }] });
    assert.equal(line, "landbridge:services[0].share: 1 is too large; it must be less than 1");
  });

  it("names the key of a map, and says what is wrong with the key itself", () => {
    const volumes = { data: { path: "/" }, log: { pth: "/" } };
    assert.deepEqual(say({ services: [{ ...service, volumes }] }), [
      'landbridge:services[0].volumes.data: "data" has 4 characters; it must have 3 at most',
      "landbridge:services[0].volumes.log.pth: is not a known key; did you mean path? (known keys: path)",
    ]);
  });

  it("tells the forms that a value may have, then the mistakes in the form it has", () => {
    assert.deepEqual(say({ hub: { type: "xgw" } }), [
      'landbridge:hub.type: "xgw" is not one of vgw, tgw',
    ]);
    assert.deepEqual(say({ hub: {} }), [
      "landbridge:hub.type: is missing; it must be one of vgw, tgw",
    ]);
    assert.deepEqual(say({ hub: { type: "vgw", asn: "64512" } }), [
      'landbridge:hub.asn: "64512" is a string, not a number',
    ]);
  });

  it("cuts long values", () => {
    const [line] = say({ services: "x".repeat(500) });
    assert.equal(line, `landbridge:services: "${"x".repeat(56)}... is a string, not an array`);
  });

  it("never lets zod's own words through", () => {
    const junk = [undefined, null, 0, "x", [], {}, [{}], { services: [{}, 1] }, { hub: {} }];
    for (const value of junk) {
      for (const line of say(value).concat(say({ services: value }), say({ hub: value }))) {
        assert.doesNotMatch(line, /Invalid|expected|received|undefined|Required/);
      }
    }
  });
});

describe("what rules across keys get to see", () => {
  it("is everything that parses, in its place, with defaults", () => {
    const services = [{ name: "web", placement: "nowhere" }, 5, { name: "db", placement: "both" }];
    assert.deepEqual(salvage(section, { services, hub: 1, unknown: true }), {
      services: [
        { name: "web", placement: undefined, port: 443, ...optional() },
        undefined,
        { name: "db", placement: "both", port: 443 },
      ],
      hub: undefined,
    });
  });

  function optional() {
    return { cpu: undefined, share: undefined, address: undefined, volumes: undefined };
  }
});
