import { Account } from "../../preflight/account";
import { standInRunning } from "../../sandbox/account/surroundings";
import { Sandbox } from "../../sandbox/engine";
import { readSettings, writeSettings } from "../../sandbox/settings";
import { saidIn, stackFile } from "../recovery/standby";
import type { Deployment } from "../report/state";
import { alarmsThatRing } from "../running/alarms";
import type { ShiftMeans } from "./shift";
import type { SaidService } from "./weights";

/** One service of a stack of the sandbox. */
export interface ShiftInSandbox {
  readonly stack: string;
  readonly service: string;
  readonly region: string;
  readonly deployment: Deployment;
  /** An alarm that the stand-in sets off once the first step is there. */
  readonly alarm: string | undefined;
  /** Whether standard output is kept for JSON. */
  readonly quiet: boolean;
  readonly say: ShiftMeans["say"];
}

const SERVICES = "landbridge:services";

/** What a stack of the sandbox has otherwise than its file, and the file. */
export function saidInSandbox(stack: string): Readonly<Record<string, unknown>> {
  return { ...saidIn(stackFile(stack)), ...readSettings(stack) };
}

/** The same against the stand-in for AWS: its settings take the weights, and no file is changed. */
export function inSandbox(shift: ShiftInSandbox): ShiftMeans {
  const { stack, service, region, deployment, alarm, quiet, say } = shift;
  let updates = 0;
  return {
    say,
    ringing: (names) => {
      const ringing = updates > 0 && alarm !== undefined ? [alarm] : [];
      const { surroundings } = standInRunning(deployment.resources ?? [], ringing);
      return alarmsThatRing(new Account(region, surroundings), names);
    },
    write: (cloud) => {
      const services = saidInSandbox(stack)[SERVICES] as readonly SaidService[];
      const traffic = { cloud, onPrem: 100 - cloud };
      writeSettings(stack, {
        [SERVICES]: services.map((each) => (each.name === service ? { ...each, traffic } : each)),
      });
    },
    update: async () => {
      updates++;
      const onOutput = (text: string): void => {
        (quiet ? process.stderr : process.stdout).write(text);
      };
      const config = readSettings(stack);
      const sandbox = await Sandbox.open({ stack, config, onOutput });
      return (await sandbox.up()).succeeded;
    },
    pause: () => Promise.resolve(),
  };
}
