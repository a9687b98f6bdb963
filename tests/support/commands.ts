import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";

/** `npm run <script> -- <args>`. */
export interface Command {
  readonly script: "sandbox" | "recovery";
  readonly args: readonly string[];
}

/** What came of it. */
export interface Ran {
  readonly succeeded: boolean;
  readonly said: string;
}

const root = path.join(__dirname, "../..");

/** Runs the project's own commands in a process of their own, with a sandbox of their own. */
export class Commands {
  private readonly child: ChildProcess;

  constructor(directory: string) {
    const driver = path.join(__dirname, "commandDriver.ts");
    this.child = fork(driver, {
      cwd: root,
      execArgv: ["-r", path.join(root, "sandbox/register.js")],
      env: { ...process.env, LANDBRIDGE_SANDBOX_DIRECTORY: directory },
    });
  }

  run(command: Command): Promise<Ran> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => {
        reject(
          new Error(`${command.script} ${command.args.join(" ")}: ended with ${String(code)}`),
        );
      };
      this.child.once("exit", ended);
      this.child.once("message", (ran) => {
        this.child.off("exit", ended);
        resolve(ran as Ran);
      });
      this.child.send(command);
    });
  }

  /** Ends the process. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.child.once("exit", () => {
        resolve();
      });
      this.child.kill();
    });
  }
}
