import { Sandbox } from "../../sandbox/engine";
import { readSettings, recoveryPointsIn, writeSettings } from "../../sandbox/settings";
import { refusal } from "./refusal";
import { changedList, exemptInSandbox, lettingGo } from "./retire";
import type { Standby, Update } from "./standby";

/** Recovery against the stand-in for AWS, which keeps its settings under .sandbox/. */
export const inSandbox = {
  async update(stack: string, update: Update): Promise<number> {
    console.log("stand-in for AWS: nothing here reaches AWS");
    const { retirement } = update;
    const before = readSettings(stack);
    const changes = { ...update.config, ...(retirement && changedList(stack, before, retirement)) };
    const config = { ...before, ...changes };
    const onOutput = (text: string): void => {
      process.stdout.write(text);
    };
    const sandbox = await Sandbox.open({ stack, config, policyPack: update.policies, onOutput });
    const undo = retirement && exemptInSandbox(stack, retirement);
    if (update.deletes) {
      const { succeeded, steps } = await sandbox.preview();
      const lines = succeeded
        ? refusal(lettingGo(stack, retirement), { steps, resources: await sandbox.state() })
        : ["Nothing was changed: see above what keeps it."];
      if (lines.length > 0) {
        undo?.();
        return rejected(lines);
      }
    }
    writeSettings(stack, changes);
    const { succeeded, outputs } = await sandbox.up();
    if (!succeeded) return 1;
    console.log(JSON.stringify(outputs?.["recovery"], undefined, 2));
    return 0;
  },

  points({ region }: Standby, json: boolean): Promise<number> {
    const points = recoveryPointsIn(region).map(({ arn, of }) => ({
      resource: of.split(":").at(-1) ?? "",
      arn,
    }));
    const notice = "stand-in for AWS: copies of databases, the newest of each";
    console.log(json ? JSON.stringify(points, undefined, 2) : notice);
    if (!json) points.forEach(({ resource, arn }) => console.log(`${resource}  ${arn}`));
    return Promise.resolve(0);
  },
};

function rejected(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return 1;
}
