// One process that runs the project's own commands, one after another: the same as `npm run <script> -- <args>` does,
// without starting Node and loading the program for each.
import { recovery } from "../../tools/recovery/commands";
import { sandbox } from "../../sandbox/commands";
import { UserError } from "../../components/userError";
import type { Command, Ran } from "./commands";

const commandLines = { sandbox, recovery };

process.on("message", (command: Command) => {
  void ran(command).then((result) => process.send?.(result));
});

async function ran({ script, args }: Command): Promise<Ran> {
  let said = "";
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      said += String(chunk);
      return true;
    };
  }
  process.exitCode = 0;
  try {
    await commandLines[script].parseAsync([...args], { from: "user" });
  } catch (error) {
    process.exitCode = error instanceof UserError ? 2 : 1;
    said += error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    streams.forEach((stream, index) => {
      stream.write = writes[index] as typeof stream.write;
    });
  }
  return { succeeded: process.exitCode === 0, said };
}
