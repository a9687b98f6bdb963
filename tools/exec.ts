// npm run exec -- <stack> <service>: a session in one of its containers, by ECS Exec.
import { spawnSync } from "node:child_process";
import { ECSClient } from "@aws-sdk/client-ecs";
import { Option } from "commander";
import { commandLine, run, RunFailed, stackArgument } from "./commandLine";
import { execCommand, type Side } from "./running/exec";
import { openStack } from "./running/open";
import { serviceOf, sidesOf, SIDES } from "./running/stackServices";
import { tasksOf } from "./running/status";

const exec = commandLine("npm run exec --")
  .description(
    "Opens a session in a container of a service, by ECS Exec: in its newest task, unless another one is named. The AWS CLI and its Session Manager " +
      "plugin have to be installed. Sessions are logged (docs/services.md).",
  )
  .addArgument(stackArgument())
  .argument("<service>", "one of landbridge:services, with executeCommand: true")
  .addOption(new Option("--side <side>", "where").choices(Object.values(SIDES)))
  .option("--task <id>", "a task, by the beginning of its ID (npm run status -- <stack> <service>)")
  .option("--container <name>", "a sidecar, instead of the service's own container")
  .option("--command <line>", "what is run there", "/bin/sh")
  .option("--json", "writes the AWS CLI's command as JSON, and runs nothing")
  .option(
    "--sandbox",
    "takes the stack that `make sandbox` brought up: writes the command, and runs nothing",
  )
  .action(open);

void run(exec);

interface Options {
  readonly side?: Side;
  readonly task?: string;
  readonly container?: string;
  readonly command: string;
  readonly json?: true;
  readonly sandbox?: true;
}

async function open(stack: string, name: string, options: Options): Promise<void> {
  const { account, found } = await openStack(stack, options.sandbox ?? false);
  const ecs = account.client(ECSClient);
  const sides = sidesOf(serviceOf(found, name));
  const tasks = await Promise.all(
    sides.map(async ({ side, ecsService }) => {
      const running = await tasksOf(ecs, found.clusterName, ecsService);
      return running.map((task) => ({ side: SIDES[side], task }));
    }),
  );
  const command = execCommand({ service: name, tasks: tasks.flat(), ...found, ...options });
  if (options.json || options.sandbox) {
    console.log(options.json ? JSON.stringify(command) : command.join(" "));
    return;
  }
  const [program = "", ...args] = command;
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (error !== undefined) {
    throw new RunFailed(
      "the AWS CLI is not on PATH: install it with its Session Manager plugin (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html)",
      { cause: error },
    );
  }
  process.exitCode = status === 0 ? 0 : 1;
}
