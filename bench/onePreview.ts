/** One preview of an inline case of cases.ts, on an empty state; ends as the CLI does, with how many resources it planned. */
import { Sandbox } from "../sandbox/engine";
import { Argument } from "commander";
import { commandLine, run, RunFailed } from "../tools/commandLine";
import { cases } from "./cases";

const inline = cases.filter(({ way }) => way === "inline");

const preview = commandLine("node -r ./sandbox/register.js bench/onePreview.ts")
  .addArgument(new Argument("<case>", "of bench/cases.ts").choices(inline.map(({ name }) => name)))
  .argument("<folder>", "where its state is kept")
  .action(one);

void run(preview);

async function one(name: string, workDir: string): Promise<void> {
  const chosen = inline.find((each) => each.name === name);
  if (!chosen) throw new RunFailed(`there is no case ${name}`);
  const sandbox = await Sandbox.open({
    stack: chosen.stack,
    workDir,
    policyPack: chosen.pack === "landbridge",
    ...(chosen.program === "empty" ? { program: () => Promise.resolve({}) } : {}),
  });
  const result = await sandbox.preview();
  if (!result.succeeded) throw new RunFailed(result.stdout + result.stderr);
  console.log(`+ ${result.resources} to create`);
}
