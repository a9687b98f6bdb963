// npm run policy -- config|report: what goes with the policy pack.
import * as path from "node:path";
import { run } from "./commandLine";
import { policyCommand } from "./policy/cli";

void run(policyCommand(path.resolve(__dirname, "..")));
