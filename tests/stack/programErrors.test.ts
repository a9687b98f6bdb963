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
});
