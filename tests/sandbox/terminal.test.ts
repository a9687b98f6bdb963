import * as assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { RunResult } from "../../sandbox/engine";
import { line, Progress } from "../../sandbox/terminal/progress";
import { subsystemOf } from "../../sandbox/terminal/subsystems";
import { failure, summary } from "../../sandbox/terminal/summary";

const urn = (types: string, name: string) => `urn:pulumi:dev::landbridge::${types}::${name}`;
const subnet = urn("landbridge:networking:Vpc$aws:ec2/subnet:Subnet", "network-private-a");
const task = urn("landbridge:ecs:Service$aws:ecs/taskDefinition:TaskDefinition", "orders-task");
const provider = urn("pulumi:providers:aws", "aws");

const result: RunResult = {
  succeeded: true,
  changes: {},
  steps: [
    { op: "create", urn: subnet, type: "aws:ec2/subnet:Subnet", name: "network-private-a" },
    { op: "same", urn: task, type: "aws:ecs/taskDefinition:TaskDefinition", name: "orders-task" },
  ],
  violations: [
    { policy: "tag-all", enforcementLevel: "advisory", urn: subnet, message: "has no tag" },
  ],
  diagnostics: [{ severity: "warning", message: "no connectivity: nothing reaches it" }],
  policies: ["tag-all", "encrypt-all"],
  outputs: { urls: { shop: "https://shop.example.com" }, vpcId: "vpc-1" },
  resources: 2,
  seconds: 3,
  stdout: "",
  stderr: "",
  advice: [],
};

const look = { stack: "dev", colours: false };

describe("the terminal of make sandbox", () => {
  it("counts a resource with the outermost component that it is in", () => {
    assert.equal(subsystemOf(subnet), "networking");
    assert.equal(subsystemOf(task), "services");
    assert.equal(subsystemOf(provider), "stack");
    assert.equal(subsystemOf(urn("aws:ec2/vpc:Vpc", "mine")), "stack");
  });

  it("says on one line how far a run is", () => {
    assert.match(
      line("updating dev", 3, new Set(), new Set()),
      /^updating dev: the program .* 3 s$/,
    );
    assert.equal(
      line("updating dev", 8, new Set([subnet, task, provider]), new Set([subnet, task])),
      "updating dev: 2 done, 1 under way, 8 s (networking 1, services 1)",
    );
  });

  it("writes its line over on a terminal, within its width, and takes it away at the end", () => {
    const written: string[] = [];
    const screen = { live: true, columns: 20, write: (text: string) => written.push(text) };
    const progress = new Progress("updating dev", screen);
    progress.event({ resourcePreEvent: { metadata: { urn: subnet } } } as EngineEvent);
    progress.stop();
    assert.deepEqual(written, ["\r\u001b[Kupdating dev: the p", "\r\u001b[K"]);
  });

  it("is a log elsewhere, without a character that only terminals know", () => {
    const written: string[] = [];
    const screen = { live: false, columns: 20, write: (text: string) => written.push(text) };
    new Progress("updating dev", screen).stop();
    assert.deepEqual(written, ["updating dev: the program and the policies start, 0 s\n"]);
  });

  it("says on one screen what an update came to, and what is a stand-in", () => {
    const text = summary(result, 7, look);
    assert.match(text, /^stand-in for AWS: stack dev is up, 2 resources in 7 s\n/);
    assert.match(text, /│ networking │ +1 │ 1 created +│\n│ services +│ +1 │ 1 unchanged +│/);
    assert.match(text, /Policies +2 checked, 0 violations, 1 of advice\n/);
    assert.match(text, /Advice +tag-all: network-private-a\n/);
    assert.match(text, /Notes +no connectivity: nothing reaches it\n/);
    assert.match(text, /URLs +https:\/\/shop\.example\.com\n/);
    assert.match(text, /npm run sandbox -- preview dev +after a change of Pulumi\.dev\.yaml/);
    assert.ok(text.split("\n").length < 40);
  });

  it("colours nothing but where colours are wanted", () => {
    const escape = String.fromCharCode(27);
    assert.ok(!summary(result, 7, look).includes(escape));
    assert.ok(summary(result, 7, { ...look, colours: true }).includes(escape));
  });

  it("names what stopped a run: errors and violations, each with its resource", () => {
    const failed: RunResult = {
      ...result,
      succeeded: false,
      diagnostics: [{ severity: "error", urn: subnet, message: "CidrConflict:\nanother has it" }],
      violations: [
        { policy: "encrypt-all", enforcementLevel: "mandatory", urn: task, message: "is plain" },
        ...result.violations,
      ],
    };
    assert.equal(
      failure(failed, look),
      "error network-private-a\n  CidrConflict:\n  another has it\nencrypt-all orders-task\n  is plain",
    );
  });
});
