import * as fs from "node:fs";
import * as path from "node:path";
import { automatedBackups, recoveryPoints, type RecoveryPoint } from "./aws/backup/recoveryPoints";
import { sandboxDirectory, type ConfigOverrides } from "./project";
import { Cloud } from "./provider/cloud";
import { accounts } from "./tamper";
import { COMPANY_FILE } from "../tools/policy/companyFile";

const directory = path.join(sandboxDirectory, "settings");
const fileOf = (stack: string) => path.join(directory, `${stack}.json`);

/** What a stack of the sandbox has otherwise than its committed file: tried out, and changing no file. */
export function readSettings(stack: string): ConfigOverrides {
  const file = fileOf(stack);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as ConfigOverrides) : {};
}

/** Sets some of it, on top of what is set already; without any, everything is as committed again. */
export function writeSettings(stack: string, changes?: ConfigOverrides): void {
  if (!changes) {
    fs.rmSync(fileOf(stack), { force: true });
    // What `npm run recovery -- retire` has exempted.
    fs.rmSync(path.join(sandboxDirectory, "stacks", stack, COMPANY_FILE), { force: true });
    return;
  }
  const settings = { ...readSettings(stack), ...changes };
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(fileOf(stack), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** What databases can be restored from in a Region: AWS Backup's copies, then RDS's own backups. */
export function recoveryPointsIn(region: string, stateDir?: string): RecoveryPoint[] {
  return accounts(stateDir ?? path.join(sandboxDirectory, "aws")).flatMap(
    ({ accountId, store }) => {
      const cloud = new Cloud(store, accountId, region);
      return [...recoveryPoints(cloud), ...automatedBackups(cloud)];
    },
  );
}
