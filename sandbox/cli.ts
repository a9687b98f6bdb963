// npm run sandbox -- <command> <stack>: the stack on the real engine, against a stand-in for AWS.
import { run } from "../tools/commandLine";
import { sandbox } from "./commands";

void run(sandbox);
