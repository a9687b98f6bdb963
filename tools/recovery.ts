// npm run recovery -- points|promote|release|fail-back|retire|keep|remove <stack> …: fails over and back; lets one thing go.
import { run } from "./commandLine";
import { recovery } from "./recovery/commands";

void run(recovery);
