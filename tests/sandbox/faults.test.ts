import * as assert from "node:assert/strict";
import * as path from "node:path";
import { Operations } from "../../sandbox/provider/operations";
import { Provider } from "../../sandbox/provider/provider";
import { Store } from "../../sandbox/provider/store";
import { temporaryDirectory } from "../support/engine";
import { urnOf } from "./account";

const type = "aws:ec2/vpc:Vpc";
const urn = urnOf(type, "net");
const inputs = { cidrBlock: "10.0.0.0/16" };

function provider(faults: string): { provider: Provider; store: Store } {
  const directory = temporaryDirectory();
  const store = new Store(path.join(directory, "123456789012.jsonl"));
  const operations = new Operations(store, path.join(directory, "log.jsonl"), 0, faults);
  const ignoreTags = { keys: [], keyPrefixes: [] };
  const config = { region: "eu-central-1", accountId: "123456789012", defaultTags: {}, ignoreTags };
  return { provider: new Provider(config, store, operations), store };
}

describe("faults on purpose", () => {
  it("come before AWS acts, for each operation", async () => {
    const { provider: aws, store } = provider(
      `${type}=once,${type}:update=once,${type}:delete=once`,
    );
    await assert.rejects(aws.create(urn, inputs), /ServiceUnavailable/);
    assert.equal(store.all(type).length, 0);
    const vpc = await aws.create(urn, inputs);
    const changed = { ...inputs, enableDnsHostnames: true };
    await assert.rejects(aws.update(vpc.id, urn, changed), /ServiceUnavailable/);
    assert.notEqual(store.all(type)[0]?.attributes["enableDnsHostnames"], true);
    await aws.update(vpc.id, urn, changed);
    await assert.rejects(aws.delete(vpc.id, urn, {}), /ServiceUnavailable/);
    assert.equal(store.all(type).length, 1);
    await aws.delete(vpc.id, urn, {});
  });

  it("or after it has acted, where only the answer is lost", async () => {
    const faults = ["", ":update", ":delete"].map((op) => `${type}${op}:lost=once`).join();
    const { provider: aws, store } = provider(faults);
    await assert.rejects(aws.create(urn, inputs), /RequestError: .*create of net was done/);
    const [vpc] = store.all(type);
    assert.ok(vpc);
    const changed = { ...inputs, enableDnsHostnames: true };
    await assert.rejects(aws.update(vpc.id, urn, changed), /update of net was done/);
    assert.equal(store.all(type)[0]?.attributes["enableDnsHostnames"], true);
    await assert.rejects(aws.delete(vpc.id, urn, {}), /delete of net was done/);
    assert.equal(store.all(type).length, 0);
    await aws.delete(vpc.id, urn, {}); // Once more: gone is gone.
  });

  it("are read in one form only", () => {
    assert.throws(() => provider(`${type}:lost:create=once`), /\[:<operation>\]\[:lost\]=once/);
  });
});
