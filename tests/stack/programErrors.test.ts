import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { plainProject, type PlainCli } from "../support/plainCli";

/** Lines that leave nothing in JavaScript, so that lines there are others than in TypeScript. */
const typesOnly = `
interface Gone {
  readonly on: string;
  readonly the: string;
  readonly way: string;
}
`;

/** A program that makes something. */
const makes = `import * as pulumi from "@pulumi/pulumi";
export = async () => {
  new pulumi.ComponentResource("test:Nothing", "nothing");
};
`;

/** Programs that throw, by where they do. */
const programs = {
  "its body": `${typesOnly}
export = async () => {
  const gone: Gone = { on: "", the: "", way: "" };
  throw new Error("a failure of this test" + gone.on);
};
`,
  "an apply": `import * as pulumi from "@pulumi/pulumi";
${typesOnly}
export = async () => {
  const gone: Gone = { on: "", the: "", way: "" };
  pulumi.output(gone).apply((): Gone => {
    throw new Error("a failure of this test");
  });
};
`,
};

describe("a failure of the program under the plain pulumi command line", function () {
  this.timeout(300_000);
  let cli: PlainCli;

  before(async () => {
    cli = await plainProject();
    await cli.pulumi("stack", "init", "dev");
  });

  for (const [place, source] of Object.entries(programs)) {
    it(`names the line in TypeScript when ${place} throws`, async () => {
      fs.writeFileSync(path.join(cli.project, "index.ts"), source);
      const line = source.split("\n").findIndex((text) => text.includes("throw new Error")) + 1;
      await assert.rejects(cli.pulumi("preview", "--stack", "dev"), ({ message }: Error) => {
        assert.match(message, /a failure of this test/);
        assert.match(message, new RegExp(`index\\.ts:${line}:\\d+`));
        return true;
      });
    });
  }

  it("says where TypeScript can't be parsed", async () => {
    fs.writeFileSync(path.join(cli.project, "index.ts"), "export = async ( => {};\n");
    await assert.rejects(cli.pulumi("preview", "--stack", "dev"), /index\.ts\(1,\d+\): error TS/);
  });

  it("is found by the SDK's debug messages, which are sent where somebody asks for them", async () => {
    fs.writeFileSync(path.join(cli.project, "index.ts"), makes);
    const debug = /debug: Registering resource: t=test:Nothing/;
    const preview = ["preview", "--stack", "dev", "--debug"];
    assert.doesNotMatch(await cli.pulumi(...preview), debug);
    process.env["LANDBRIDGE_SDK_DEBUG"] = "1";
    try {
      const asked = await plainProject();
      fs.writeFileSync(path.join(asked.project, "index.ts"), makes);
      await asked.pulumi("stack", "init", "dev");
      assert.match(await asked.pulumi(...preview), debug);
    } finally {
      delete process.env["LANDBRIDGE_SDK_DEBUG"];
    }
  });
});
