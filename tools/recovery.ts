// npm run recovery -- points|promote|release|fail-back <stack> [--sandbox]: fails over to a standby stack, and back.
import { InvalidArgumentError, type Command } from "commander";
import { commandLine, run, stackArgument } from "./commandLine";
import { inSandbox } from "./recovery/inSandbox";
import { onAws } from "./recovery/onAws";
import { readStandby, type Update } from "./recovery/standby";

const ROLE = "landbridge:recovery.role";
const RESTORE = "landbridge:recovery.restore";
const PROTECTION = "landbridge:deletionProtection";

/** Where a database comes from, by its name; as config says it. */
type Restored = Record<string, object>;

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
  "it waits again: deletes what served. A preview comes first: nothing is deleted, and no file changed, while any of " +
    "that is protected",
).action(update);

function updates(restored: Restored) {
  const restore = Object.keys(restored).length > 0 ? { databases: restored } : null;
  return {
    promote: { config: { [RESTORE]: restore, [ROLE]: "active" }, policies: true },
    release: { config: { [PROTECTION]: false }, policies: false },
    "fail-back": {
      config: { [PROTECTION]: null, [RESTORE]: null, [ROLE]: "standby" },
      policies: true,
      deletes: true,
    },
  } satisfies Readonly<Record<string, Update>>;
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

void run(recovery);
