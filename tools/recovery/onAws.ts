import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { State } from "../../sandbox/protection";
import { parallelEnvironment } from "../parallel";
import { writeConfig } from "../policy/files";
import { findPulumi, showProgress } from "../pulumiCli";
import { editStackFile, type Change, type Step } from "./stackFile";
import { exemptOnAws, lettingGo, requireEntry } from "./retire";
import { refusal } from "./refusal";
import { kinds, type Retirement } from "./retirement";
import { root, saidIn, stackFile, UsageError, type Standby, type Update } from "./standby";

/** What one would type oneself: a change of the stack's file, and an update. */
export const onAws = {
  async update(stack: string, update: Update): Promise<number> {
    const { path: pulumi } = await findPulumi(showProgress);
    const file = stackFile(stack);
    const before = fs.readFileSync(file, "utf8");
    const { retirement } = update;
    const changes = [
      ...Object.entries(update.config).map(([key, value]) => ({ path: keyPath(key), value })),
      ...(retirement ? [entryChange(retirement)] : []),
    ];
    if (retirement) {
      const list = saidIn(file)[kinds[retirement.kind]];
      requireEntry(stack, Array.isArray(list) ? list : [], retirement);
    }
    fs.writeFileSync(file, editStackFile(before, changes));
    console.log(`Pulumi.${stack}.yaml: ${changes.map(({ path }) => shown(path)).join(", ")}`);
    const undo = retirement && exemptOnAws(stack, retirement, () => fs.writeFileSync(file, before));
    const packs = update.policies ? policies(stack) : [];
    if (update.deletes) {
      const lines = lookFirst(pulumi, stack, packs, lettingGo(stack, retirement));
      if (lines.length > 0) {
        fs.writeFileSync(file, before);
        undo?.();
        for (const line of lines) console.error(line);
        return 1;
      }
    }
    return run([
      [pulumi, "up", "--stack", stack, ...packs],
      [pulumi, "stack", "output", "recovery", "--stack", stack, "--json"],
    ]);
  },

  async points({ primaryStack, region }: Standby, json: boolean): Promise<number> {
    const { path: pulumi } = await findPulumi(() => undefined);
    const output = ["stack", "output", "recoveryVaultArn", "--stack", primaryStack];
    const { stdout, status } = spawnSync(pulumi, output, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new UsageError(`stack ${primaryStack} has no output recoveryVaultArn`);
    const vault = stdout.trim().split(":").at(-1) ?? "";
    const copies = ["backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", vault];
    const commands = [
      [
        ...copies,
        "--by-resource-type",
        "RDS",
        "--query",
        `sort_by(RecoveryPoints,&CreationDate)${COPIES}`,
      ],
      ["rds", "describe-db-instance-automated-backups", "--query", REPLICATED],
    ].map((args) => [...args, "--region", region]);
    if (!json) return run(commands.map((args) => ["aws", ...args, "--output", "table"]));
    const points = commands.map((args) => read("aws", [...args, "--output", "json"]));
    if (!points.every(({ succeeded }) => succeeded)) return 1;
    console.log(
      JSON.stringify(
        points.flatMap((each) => each.json as object[]),
        undefined,
        2,
      ),
    );
    return 0;
  },
};

/** Columns of both lists, by the names that the sandbox has for them as well. */
const COPIES = "[].{time:CreationDate,resource:ResourceName,arn:RecoveryPointArn}";
const REPLICATED =
  "DBInstanceAutomatedBackups[].{time:RestoreWindow.LatestTime,resource:DBInstanceIdentifier,arn:DBInstanceAutomatedBackupsArn}";

/** What speaks against an update that deletes, by a preview of it; nothing where it may begin. */
function lookFirst(pulumi: string, stack: string, packs: readonly string[], release: string) {
  console.log("pulumi preview: what would be deleted, and whether something keeps it");
  const planned = read(pulumi, ["preview", "--stack", stack, "--json", ...packs]);
  const { steps = [], diagnostics = [] } = planned.json as Preview;
  if (!planned.succeeded) {
    const said = diagnostics.flatMap(({ severity, message }) =>
      severity === "error" ? message.trim() : [],
    );
    return [...said, "Nothing was changed: the preview failed."];
  }
  const exported = read(pulumi, ["stack", "export", "--stack", stack]);
  const { deployment } = exported.json as { deployment?: { resources?: State[] } };
  if (!exported.succeeded || !deployment)
    return ["Nothing was changed: there is no state to read."];
  return refusal(release, { steps, resources: deployment.resources ?? [] });
}

interface Preview {
  readonly steps?: readonly { readonly op: string; readonly urn: string }[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

function read(pulumi: string, args: readonly string[]): { json: object; succeeded: boolean } {
  const { stdout, status } = spawnSync(pulumi, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...parallelEnvironment },
    stdio: ["inherit", "pipe", "inherit"],
    maxBuffer: 1 << 30,
  });
  try {
    return { json: JSON.parse(stdout) as object, succeeded: status === 0 };
  } catch {
    return { json: {}, succeeded: false };
  }
}

function policies(stack: string): string[] {
  return ["--policy-pack", "policy", "--policy-pack-config", writeConfig(root, stack)];
}

/** The one line of a list that says it, or the entry that goes. */
function entryChange({ verb, kind, name }: Retirement): Change {
  const entry: Step[] = [kinds[kind], { name }];
  if (verb === "remove") return { path: entry, value: null };
  return { path: [...entry, "retiring"], value: verb === "retire" ? true : null };
}

const shown = (path: readonly Step[]): string =>
  path.map((step) => (typeof step === "object" ? step.name : step)).join(".");

/** `landbridge:recovery.role` is `["landbridge:recovery", "role"]`. */
const keyPath = (key: string): string[] => key.split(".");

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
