/**
 * The first update of prod by the official CLI, while AWS takes its time: make bench-up. A minute of AWS lasts
 * LANDBRIDGE_SANDBOX_MINUTE_MS milliseconds, by `sandbox/aws/shared/latency.ts`.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { minutes } from "../sandbox/aws/shared/latency";
import { commandLine, run } from "../tools/commandLine";
import { parallelOperations } from "../tools/parallel";
import { cases } from "./cases";
import { longestChain, type Chain, type Waiting } from "./longestChain";
import { measured } from "./measured";
import { prepare } from "./project";

/** How long a minute of AWS lasts: long beside the CPU time that an operation takes. */
const MINUTE_MS = 2000;

const up = commandLine("node -r ./sandbox/register.js bench/up.ts")
  .description("First updates of prod with all operations at once and by the CLI's own default.")
  .action(main);

void run(up);

async function main(): Promise<void> {
  console.log("| operations at once | s | longest chain, s | x longest chain |");
  console.log("| --- | --- | --- | --- |");
  let chain: Chain | undefined;
  for (const parallel of [parallelOperations, undefined]) {
    const found = await update(parallel);
    chain = found.chain;
    const least = (chain.minutes * MINUTE_MS) / 1000;
    const cells = [
      parallel ?? `the CLI's default, ${4 * os.cpus().length}`,
      found.seconds.toFixed(1),
      least.toFixed(1),
      (found.seconds / least).toFixed(2),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log(
    `\nLongest chain, ${chain?.minutes.toFixed(1) ?? 0} minutes: ${chain?.names.join(", ") ?? ""}`,
  );
}

async function update(parallel: number | undefined): Promise<{ seconds: number; chain: Chain }> {
  const [one] = cases.filter(({ name }) => name === "cli prod");
  if (!one) throw new Error("there is no case cli prod");
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "landbridge-bench-"));
  try {
    const preview = await prepare(one, directory);
    const env = {
      ...preview.env,
      LANDBRIDGE_SANDBOX_MINUTE_MS: String(MINUTE_MS),
      // The state is written once, at the end: at AWS's own pace what each step takes to write is hidden by waiting.
      PULUMI_SKIP_CHECKPOINTS: "true",
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_PARALLEL: parallel === undefined ? undefined : String(parallel),
    };
    await measured({ ...preview, env, args: ["stack", "init", one.stack] });
    const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", one.stack];
    const { seconds } = await measured({ ...preview, env, args });
    const asked = ["stack", "export", "--stack", one.stack];
    const options = { cwd: preview.cwd, env, encoding: "utf8", maxBuffer: 2 ** 28 } as const;
    const { deployment } = JSON.parse(execFileSync(preview.program, asked, options)) as {
      deployment: { resources: Waiting[] };
    };
    const chain = longestChain(deployment.resources, (type) => minutes(type, "create"));
    return { seconds, chain };
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
