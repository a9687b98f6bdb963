import * as assert from "node:assert/strict";
import * as proxy from "@pulumi/policy/proxy";
import { isEveryone, overlap, parseCidr } from "../../policy/reading/cidr";
import { Properties } from "../../policy/known";

interface Sdk {
  unknownCheckingProxy(properties: object): object;
  readonly [name: `unknown${string}Value`]: string;
}

const sdk = proxy as unknown as Sdk;
const sentinels = Object.keys(sdk).filter((name): name is `unknown${string}Value` =>
  /^unknown\w+Value$/.test(name),
);

describe("properties behind the SDK's proxy", () => {
  it("can be read whatever is unknown, for each of the SDK's seven kinds of unknown", () => {
    assert.equal(sentinels.length, 7);
    for (const name of sentinels) {
      const behind = sdk.unknownCheckingProxy({
        value: sdk[name],
        list: ["a", sdk[name]],
        deep: { value: sdk[name] },
      });
      const props = new Properties(behind);
      assert.equal(props.isUnknown("value"), true, name);
      assert.equal(props.isSet("value"), true);
      assert.equal(props.string("value"), undefined);
      assert.equal(props.boolean("value"), undefined);
      assert.equal(props.number("value"), undefined);
      assert.deepEqual(props.strings("value"), []);
      assert.deepEqual(props.objects("value"), []);
      assert.equal(props.unknowns("value"), Infinity);
      assert.deepEqual(props.strings("list"), ["a"]);
      assert.equal(props.unknowns("list"), 1);
      assert.equal(props.object("deep")?.isUnknown("value"), true);
    }
  });

  it("tell unset from unknown: null, undefined, missing and empty strings are unset", () => {
    const props = new Properties({ nothing: null, empty: "", no: false, zero: 0 });
    for (const key of ["nothing", "empty", "missing"]) assert.equal(props.isSet(key), false, key);
    for (const key of ["no", "zero"]) assert.equal(props.isSet(key), true, key);
    assert.deepEqual(props.keys(), ["no", "zero"]);
  });

  it("take what the program asks for before what the provider answered, and what is known before what is not", () => {
    const unknown = sdk["unknownStringValue"];
    const props = new Properties(
      { asked: "a", later: unknown },
      { asked: "b", later: "c", computed: "d", never: unknown },
    );
    assert.equal(props.string("asked"), "a");
    assert.equal(props.string("later"), "c");
    assert.equal(props.string("computed"), "d");
    assert.equal(props.isUnknown("never"), true);
  });

  it("read booleans that AWS wants as strings", () => {
    const props = new Properties({ yes: "true", no: "false", other: "maybe" });
    assert.deepEqual(
      [props.boolean("yes"), props.boolean("no"), props.boolean("other")],
      [true, false, undefined],
    );
  });
});

describe("CIDR blocks", () => {
  it("are everyone when they are wider than anything that one owns", () => {
    for (const cidr of [
      "0.0.0.0/0",
      "0.0.0.0/1",
      "128.0.0.0/1",
      "8.0.0.0/7",
      "::/0",
      "2000::/3",
      "::/1",
    ]) {
      assert.equal(isEveryone(cidr), true, cidr);
    }
    for (const cidr of [
      "10.0.0.0/8",
      "172.16.0.0/12",
      "fc00::/7",
      "fd00::/8",
      "2001:db8::/32",
      "x",
      "10.0.0.0",
    ]) {
      assert.equal(isEveryone(cidr), false, cidr);
    }
  });

  it("overlap when they share an address, of the same family", () => {
    const of = (text: string) => {
      const cidr = parseCidr(text);
      assert.ok(cidr);
      return cidr;
    };
    assert.equal(overlap(of("10.0.0.0/8"), of("10.20.0.0/16")), true);
    assert.equal(overlap(of("10.20.0.0/16"), of("10.0.0.0/8")), true);
    assert.equal(overlap(of("10.0.0.0/16"), of("10.1.0.0/16")), false);
    assert.equal(overlap(of("10.0.0.0/8"), of("::/0")), false);
    assert.equal(parseCidr("10.0.0.0/33"), undefined);
  });
});
