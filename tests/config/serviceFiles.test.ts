import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { ConfigError } from "../../config";
import { readStack } from "../../preflight/stackConfig";
import { temporaryDirectory } from "../../tools/temporaryDirectory";
import { readStackFile } from "../support/stackFile";

type Section = Record<string, unknown>;

const { config } = readStackFile("dev");
const services = config["landbridge:services"] as Section[];
const worker = {
  name: "worker",
  placement: "cloud",
  dataClassification: "internal",
  image: "public.ecr.aws/docker/library/busybox:1.37.0",
};

/** The dev stack with other keys, and files beside its own. */
function folder(changes: Section, files: Readonly<Record<string, string>> = {}): string {
  const directory = temporaryDirectory();
  const cluster = {
    capacity: { general: { instanceTypes: ["m8g.large"], minSize: 1, maxSize: 9 } },
  };
  const whole = { config: { ...config, "landbridge:cluster": cluster, ...changes } };
  for (const [name, text] of Object.entries({ "Pulumi.dev.yaml": stringify(whole), ...files })) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return directory;
}

function problems(directory: string): readonly string[] {
  try {
    readStack(directory, "dev");
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
}

describe("services in files of their own", () => {
  it("come after those of the stack's file, in the order of the files", () => {
    const [orders, ...others] = services;
    const directory = folder(
      {
        "landbridge:services": [orders],
        "landbridge:serviceFiles": ["teams/shop.yaml", "more.yml"],
      },
      { "teams/shop.yaml": stringify(others), "more.yml": stringify([worker]) },
    );
    const { config: read } = readStack(directory, "dev");
    assert.deepEqual(
      read.services.map(({ name }) => name),
      [...services.map(({ name }) => name), "worker"],
    );
    const { config: together } = readStack(
      folder({ "landbridge:services": [...services, worker] }),
      "dev",
    );
    assert.deepEqual(read.services, together.services);
  });

  it("may be all of a stack's", () => {
    const changes = { "landbridge:services": undefined, "landbridge:serviceFiles": ["all.yaml"] };
    const directory = folder(changes, { "all.yaml": stringify(services) });
    assert.equal(readStack(directory, "dev").config.services.length, services.length);
  });

  it("are named by their file where something is wrong with one", () => {
    const wrong = [worker, { ...worker, name: "second", placement: "moon" }];
    const directory = folder(
      { "landbridge:serviceFiles": ["more.yaml"] },
      { "more.yaml": stringify(wrong) },
    );
    const [problem = "", ...rest] = problems(directory);
    assert.deepEqual(rest, []);
    assert.match(problem, /^landbridge:services\[5\]\.placement: .*\(more\.yaml, number 2\)$/);
  });

  const broken: Readonly<
    Record<string, readonly [string, Readonly<Record<string, string>>, RegExp]>
  > = {
    "a file that is not there": [
      "none.yaml",
      {},
      /serviceFiles\[0\]: there is no none\.yaml; paths are from the folder of Pulumi\.yaml/,
    ],
    "one that holds no list": [
      "a.yaml",
      { "a.yaml": "name: worker\n" },
      /serviceFiles\[0\]: a\.yaml is no list; it holds services as/,
    ],
    "one that is no YAML": [
      "a.yaml",
      { "a.yaml": "- [\n" },
      /serviceFiles\[0\]: a\.yaml is no YAML: /,
    ],
    "one outside the project": [
      "../a.yaml",
      {},
      /serviceFiles\[0\]: "\.\.\/a\.yaml" is outside the project/,
    ],
    "one of another kind": ["a.json", {}, /serviceFiles\[0\]: "a\.json" is no file of YAML/],
  };
  for (const [what, [file, files, problem]] of Object.entries(broken)) {
    it(`reject ${what}`, () => {
      const [found = "", ...rest] = problems(folder({ "landbridge:serviceFiles": [file] }, files));
      assert.deepEqual(rest, []);
      assert.match(found, problem);
    });
  }
});
