import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { majorVersion, planParameters } from "../../../components/rds/parameterPlan";

const versions = fc.oneof(
  fc.integer({ min: 13, max: 18 }).map(String),
  fc
    .tuple(fc.integer({ min: 13, max: 18 }), fc.nat(20))
    .map(([major, minor]) => `${major}.${minor}`),
);
const own = fc.dictionary(
  fc.constantFrom(
    "work_mem",
    "max_connections",
    "log_statement",
    "shared_buffers",
    "random_page_cost",
  ),
  fc.string({ minLength: 1 }),
);

describe("the parameters of a database", () => {
  it("are those of its major version, whatever the minor one is", () => {
    fc.assert(
      fc.property(versions, (version) => {
        const { family } = planParameters(version);
        assert.equal(family, `postgres${version.split(".")[0]}`);
      }),
    );
  });

  it("always refuse connections without TLS, whatever else is set", () => {
    fc.assert(
      fc.property(versions, own, (version, values) => {
        const { parameters } = planParameters(version, values);
        assert.deepEqual(
          parameters.filter(({ name }) => name === "rds.force_ssl"),
          [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }],
        );
      }),
    );
  });

  it("are the database's own before the platform's, each once, in a stable order", () => {
    fc.assert(
      fc.property(own, (values) => {
        const { parameters } = planParameters("17", values);
        const names = parameters.map(({ name }) => name);
        assert.deepEqual(names, [...new Set(names)].sort());
        for (const [name, value] of Object.entries(values)) {
          assert.equal(parameters.find((each) => each.name === name)?.value, value);
        }
      }),
    );
  });

  it("wait for a restart when PostgreSQL reads them at its start only", () => {
    const { parameters } = planParameters("17", { max_connections: "500", work_mem: "16384" });
    const methods = Object.fromEntries(parameters.map((each) => [each.name, each.applyMethod]));
    assert.equal(methods["max_connections"], "pending-reboot");
    assert.equal(methods["work_mem"], "immediate");
  });

  it("can't have TLS switched off", () => {
    assert.throws(
      () => planParameters("17", { "rds.force_ssl": "0" }),
      /rds.force_ssl is 1 in every/,
    );
    assert.doesNotThrow(() => planParameters("17", { "rds.force_ssl": "1" }));
  });

  it("need a version of PostgreSQL", () => {
    assert.equal(majorVersion("17.6"), 17);
    assert.throws(() => majorVersion("9"), /"9" is not a version of PostgreSQL/);
  });
});
