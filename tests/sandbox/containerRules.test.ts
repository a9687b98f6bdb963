import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

describe("the stand-in's rules of containers in one task", () => {
  const account = new Account();
  const own = { name: "app", image: "app:1.0.0" };
  const init = { name: "init", image: "init:1.0.0", essential: false };

  function register(containers: object[], inputs: Props = {}): Promise<Resource> {
    return account.create("aws:ecs/taskDefinition:TaskDefinition", "task", {
      family: "app",
      networkMode: "awsvpc",
      memory: "512",
      containerDefinitions: JSON.stringify(containers),
      ...inputs,
    });
  }

  const after = (condition: string) => ({ dependsOn: [{ containerName: "init", condition }] });

  it("take an init container, a health check, links in a bridge and a shared folder", async () => {
    const mountPoints = [{ sourceVolume: "shared", containerPath: "/shared" }];
    const healthCheck = { command: ["CMD-SHELL", "true"] };
    await register(
      [
        {
          ...own,
          dependsOn: [{ containerName: "init", condition: "SUCCESS" }],
          links: ["proxy:p"],
          mountPoints,
        },
        { ...init, mountPoints },
        { name: "proxy", image: "proxy:1.0.0", healthCheck },
      ],
      { networkMode: "bridge", volumes: [{ name: "shared" }] },
    );
  });

  const rejected: readonly (readonly [what: string, containers: object[], says: RegExp])[] = [
    ["two of one name", [own, own], /names must be unique/],
    ["none that is essential", [init], /at least one essential container/],
    ["eleven", Array.from({ length: 11 }, (_, i) => ({ ...own, name: `c${i}` })), /10 containers/],
    ["a dependency on none", [{ ...own, ...after("START") }], /depends on 'init', which does not/],
    [
      "the end of an essential one",
      [
        { ...own, ...after("SUCCESS") },
        { ...init, essential: true },
      ],
      /SUCCESS can't be set on the essential container 'init'/,
    ],
    [
      "health that nothing checks",
      [{ ...own, ...after("HEALTHY") }, init],
      /HEALTHY needs a health/,
    ],
    [
      "a circle",
      [
        { ...own, ...after("START") },
        { ...init, dependsOn: [{ containerName: "app", condition: "START" }] },
      ],
      /'app' are a circle/,
    ],
    [
      "links with network interfaces",
      [{ ...own, links: ["init"] }, init],
      /Links are not supported/,
    ],
    [
      "a check that is no command",
      [{ ...own, healthCheck: { command: ["curl"] } }],
      /must begin with CMD or CMD-SHELL/,
    ],
    [
      "more memory than the task has",
      [
        { ...own, memory: 400 },
        { ...init, memory: 200 },
      ],
      /\(600 MiB\) is more than the memory of the task \(512 MiB\)/,
    ],
    [
      "a volume that is not there",
      [{ ...own, mountPoints: [{ sourceVolume: "shared", containerPath: "/shared" }] }],
      /Unknown volume 'shared'/,
    ],
  ];

  for (const [what, containers, says] of rejected) {
    it(`reject ${what}`, () => assert.rejects(register(containers), says));
  }

  it("reject links to none", () =>
    assert.rejects(
      register([{ ...own, links: ["init"] }], { networkMode: "bridge" }),
      /Linked container 'init' does not exist/,
    ));
});
