// npm run policy -- config|...: what goes with the policy pack.
import * as path from "node:path";
import { run } from "./policy/cli";

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
};

void run(process.argv.slice(2), { directory: path.resolve(__dirname, ".."), terminal }).then(
  (code) => {
    process.exitCode = code;
  },
);
