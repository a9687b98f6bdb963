import * as assert from "node:assert/strict";
import { documentContents, documentNames, documentTypes } from "../../../components/ssm/documents";
import { operatingSystems } from "../../../components/ssm/operatingSystems";
import { approvalRules } from "../../../components/ssm/patchPlan";
import { checkDocument } from "../../../sandbox/aws/ssm/documentSchema";

interface Step {
  readonly name: string;
  readonly action: string;
  readonly onFailure?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const contents = documentContents("landbridge-test");
const stepsOf = (name: keyof typeof contents) => contents[name]["mainSteps"] as readonly Step[];

describe("the fleet's documents", () => {
  for (const name of documentNames) {
    it(`are what Systems Manager takes: ${name}`, () => {
      checkDocument(documentTypes[name], JSON.stringify(contents[name]));
    });
  }

  it("drain a node of the stack's own cluster, whichever side it is on, before they patch it", () => {
    const actions = stepsOf("patch-node").map(({ name }) => name);
    assert.deepEqual(actions, ["find", "drain", "wait", "patch", "return"]);
    const clusters = stepsOf("patch-node").map(({ inputs }) => inputs["cluster"]);
    assert.deepEqual([...new Set(clusters)], ["landbridge-test", undefined]);
    const parameters = contents["drain-ecs-node"]["parameters"] as Record<
      string,
      { allowedPattern: string }
    >;
    const pattern = new RegExp(parameters["InstanceId"]?.allowedPattern ?? "none");
    for (const id of ["i-0123456789abcdef0", "mi-0123456789abcdef0"]) assert.match(id, pattern);
    assert.doesNotMatch("i-0123456789abcdef0'] or agentConnected", pattern);
  });

  it("give a node back that could not be drained or patched, and leave one away that a person drained", () => {
    const ways = stepsOf("patch-node").flatMap(({ name, onFailure }) =>
      onFailure === undefined ? [] : [`${name} ${onFailure}`],
    );
    assert.deepEqual(ways, ["wait step:return", "patch step:return"]);
    assert.ok(stepsOf("drain-ecs-node").every(({ onFailure }) => onFailure === undefined));
  });

  it("end an activation before they say who used it", () => {
    const calls = stepsOf("rotate-activation").map(({ inputs }) => inputs["Api"]);
    assert.deepEqual(calls, ["DeleteActivation", "DescribeInstanceInformation"]);
  });

  it("read no environment of a container: secrets are in it", () => {
    const script = JSON.stringify(contents["collect-diagnostics"]);
    assert.doesNotMatch(script, /inspect|printenv|\/environ/);
  });
});

describe("a patch baseline", () => {
  it("waits some days where packages have a date of release, and takes security alone", () => {
    for (const system of operatingSystems) {
      const [rule] = approvalRules(system, 5) as { approveAfterDays?: number }[];
      const dated = !["DEBIAN", "UBUNTU"].includes(system);
      assert.equal(rule?.approveAfterDays, dated ? 5 : undefined, system);
    }
    assert.match(
      JSON.stringify(approvalRules("SUSE", 0)),
      /"CLASSIFICATION","values":\["Security"\]/,
    );
  });
});
