// npm run recovery -- points|promote|release|fail-back <stack> [--sandbox]: fails over to a standby stack, and back.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { Sandbox } from "../sandbox/engine";
import { readSettings, recoveryPointsIn, writeSettings } from "../sandbox/settings";
import { UserError } from "../components/userError";
import { commandLine, run as runCommand, stackArgument } from "./commandLine";
import { parallelEnvironment } from "./parallel";
import { findPulumi, showProgress } from "./pulumiCli";

const root = path.resolve(__dirname, "..");
const ROLE = "landbridge:recovery.role";
const RESTORE = "landbridge:recovery.restore";
const PROTECTION = "landbridge:deletionProtection";

/** An update with changes of the stack's configuration, where null takes away. */
interface Update {
  readonly config: Readonly<Record<string, unknown>>;
  readonly policies: boolean;
}

/** Where a database comes from, by its name; as config says it. */
type Restored = Record<string, object>;

/** The standby, as its file describes it. */
interface Standby {
  readonly stack: string;
  readonly primaryStack: string;
  readonly region: string;
}

class UsageError extends UserError {}

interface Options {
  readonly sandbox?: true;
  readonly restore?: Restored;
}

const recovery = commandLine("npm run recovery --").description(
  "Fails over to a standby stack, and back. All but points change Pulumi.<stack>.yaml, which belongs into the " +
    "repository, and run pulumi up on the stack. Nothing of it asks the primary's Region. " +
    "docs/runbooks/region-recovery.md has the steps around it.",
);

const onStandby = (name: string, description: string) =>
  recovery
    .command(name)
    .description(description)
    .addArgument(stackArgument())
    .option("--sandbox", "runs against the stand-in for AWS, and changes no file");

const update = async (stack: string, { sandbox, restore = {} }: Options, command: Command) => {
  readStandby(stack);
  const change = updates(restore)[command.name() as keyof ReturnType<typeof updates>];
  process.exitCode = await (sandbox ? inSandbox : onAws).update(stack, change);
};

onStandby(
  "points",
  "lists what the stack's databases can be restored from, in the recovery Region",
).action(async (stack: string, { sandbox }: Options) => {
  process.exitCode = await (sandbox ? inSandbox : onAws).points(readStandby(stack));
});
onStandby("promote", "the standby becomes active: makes in the recovery Region what serves")
  .option(
    "--restore <database=ARN>",
    "for each database, where the strategy lets no replica wait: a recovery point or, with @<time> or @latest " +
      "after it, a replicated automated backup",
    parseRestore,
  )
  .action(update);
onStandby(
  "release",
  "takes the protection off what an active stack holds, once its data is where it belongs: the policies reject " +
    "that, so they are left out of this one update",
).action(update);
onStandby(
  "fail-back",
  "it waits again: deletes what served, and fails while that is protected",
).action(update);

function updates(restored: Restored) {
  const restore = Object.keys(restored).length > 0 ? { databases: restored } : null;
  return {
    promote: { config: { [RESTORE]: restore, [ROLE]: "active" }, policies: true },
    release: { config: { [PROTECTION]: false }, policies: false },
    "fail-back": {
      config: { [PROTECTION]: null, [RESTORE]: null, [ROLE]: "standby" },
      policies: true,
    },
  } satisfies Readonly<Record<string, Update>>;
}

function readStandby(stack: string): Standby {
  const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
  const primaryStack = /^\s+primaryStack:\s*(\S+)/m.exec(text)?.[1];
  const region = /^\s+aws:region:\s*(\S+)/m.exec(text)?.[1];
  if (primaryStack === undefined || region === undefined) {
    throw new UsageError(`Pulumi.${stack}.yaml names no primaryStack: it is no standby`);
  }
  return { stack, primaryStack, region };
}

/** `orders=arn:...:auto-backup:ab-...@latest`, or `orders=arn:...:snapshot:awsbackup:...`. */
function parseRestore(text: string, others: Restored = {}): Restored {
  const [, database, source, time] = /^([^=]+)=([^@]+)(?:@(.+))?$/.exec(text) ?? [];
  if (database === undefined || source === undefined) {
    throw new InvalidArgumentError("It is not <database>=<ARN>.");
  }
  const moment = source.includes(":auto-backup:") || time !== undefined;
  return {
    ...others,
    [database]: moment ? { pointInTime: { source, time: time ?? "latest" } } : { snapshot: source },
  };
}

/** What one would type oneself: a change of configuration, and an update. */
const onAws = {
  async update(stack: string, { config, policies }: Update): Promise<number> {
    const { path: pulumi } = await findPulumi(showProgress);
    const pack = fs.existsSync(path.join(root, `policy/${stack}.json`)) ? stack : "prod";
    const packConfig = ["--policy-pack-config", `policy/${pack}.json`];
    const changes = Object.entries(config).flatMap(([key, value]) => [
      ["config", "rm", "--stack", stack, "--path", key],
      ...leaves(key, value).map((leaf) => ["config", "set", "--stack", stack, "--path", ...leaf]),
    ]);
    return run(
      [
        ...changes,
        ["up", "--stack", stack, ...(policies ? ["--policy-pack", "policy", ...packConfig] : [])],
        ["stack", "output", "recovery", "--stack", stack, "--json"],
      ].map((args) => [pulumi, ...args]),
    );
  },

  async points({ primaryStack, region }: Standby): Promise<number> {
    const { path: pulumi } = await findPulumi(showProgress);
    const output = ["stack", "output", "recoveryVaultArn", "--stack", primaryStack];
    const { stdout, status } = spawnSync(pulumi, output, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new UsageError(`stack ${primaryStack} has no output recoveryVaultArn`);
    const vault = stdout.trim().split(":").at(-1) ?? "";
    const replicated =
      "DBInstanceAutomatedBackups[].[DBInstanceIdentifier,RestoreWindow.LatestTime,DBInstanceAutomatedBackupsArn]";
    const query =
      "sort_by(RecoveryPoints,&CreationDate)[].[CreationDate,ResourceName,RecoveryPointArn]";
    return run([
      [
        "aws",
        "backup",
        "list-recovery-points-by-backup-vault",
        "--region",
        region,
        "--backup-vault-name",
        vault,
        "--by-resource-type",
        "RDS",
        "--query",
        query,
        "--output",
        "table",
      ],
      [
        "aws",
        "rds",
        "describe-db-instance-automated-backups",
        "--region",
        region,
        "--query",
        replicated,
        "--output",
        "table",
      ],
    ]);
  },
};

/** The same against the stand-in, which keeps what it was told under .sandbox/. */
const inSandbox = {
  async update(stack: string, update: Update): Promise<number> {
    console.log("stand-in for AWS: nothing here reaches AWS");
    const config = { ...readSettings(stack), ...update.config };
    const onOutput = (text: string): void => {
      process.stdout.write(text);
    };
    const policyPack = update.policies;
    writeSettings(stack, update.config);
    const sandbox = await Sandbox.open({ stack, config, policyPack, onOutput });
    const { succeeded, outputs } = await sandbox.up();
    if (!succeeded) return 1;
    console.log(JSON.stringify(outputs?.["recovery"], undefined, 2));
    return 0;
  },

  points({ region }: Standby): Promise<number> {
    console.log("stand-in for AWS: copies of databases, the newest of each");
    for (const { arn, of } of recoveryPointsIn(region)) {
      console.log(`${of.split(":").at(-1) ?? ""}  ${arn}`);
    }
    return Promise.resolve(0);
  },
};

/** `a.b.c` and its value, for each plain value inside an object; nothing for null. */
function leaves(prefix: string, value: unknown): [string, string][] {
  if (value === null) return [];
  if (typeof value !== "object") return [[prefix, `${value as string | boolean}`]];
  return Object.entries({ ...value }).flatMap(([key, inner]) => leaves(`${prefix}.${key}`, inner));
}

/** Runs one command after another, until one fails. */
function run(commands: readonly (readonly string[])[]): number {
  for (const [program = "", ...args] of commands) {
    console.log([path.basename(program), ...args].join(" "));
    const env = { ...process.env, ...parallelEnvironment };
    const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", env });
    if (error) throw new UsageError(`${program} can't be run: ${error.message}`);
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

void runCommand(recovery);
