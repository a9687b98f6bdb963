import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Store, type Resource } from "../../sandbox/provider/store";
import { temporaryDirectory } from "../support/engine";

const resource = (id: string): Resource => ({
  id,
  type: "aws:ec2/vpc:Vpc",
  region: "eu-central-1",
  urn: "urn",
  seed: "seed",
  attributes: {},
});

describe("the stand-in's store", () => {
  let file: string;
  beforeEach(() => {
    file = path.join(temporaryDirectory(), "account.jsonl");
  });
  const ids = (store: Store) => store.everything().map(({ id }) => id);

  it("outlives its process", () => {
    const first = new Store(file);
    first.put(resource("one"));
    first.put(resource("two"));
    first.drop(resource("one"));
    first.increment("created");
    const second = new Store(file);
    assert.deepEqual(ids(second), ["two"]);
    assert.equal(second.count("created"), 1);
  });

  it("is shared by processes that are open at once", () => {
    const [one, other] = [new Store(file), new Store(file)];
    one.put(resource("one"));
    assert.deepEqual(ids(other), ["one"]);
    other.put(resource("other"));
    assert.deepEqual(ids(one), ["one", "other"]);
  });

  it("loses nothing but the line that a killed process left half written", () => {
    new Store(file).put(resource("one"));
    fs.appendFileSync(file, '{"put": {"id": "half');
    const after = new Store(file);
    after.put(resource("two"));
    assert.deepEqual(ids(after), ["one", "two"]);
    assert.deepEqual(ids(new Store(file)), ["one", "two"]);
  });
});
