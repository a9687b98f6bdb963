import { Argument, InvalidArgumentError, type Command } from "commander";
import { commandLine, stackArgument } from "../commandLine";
import { inSandbox } from "./inSandbox";
import { onAws } from "./onAws";
import { kinds, type Retirement } from "./retirement";
import { readStandby, stackOwner, UsageError, type Update } from "./standby";

const ROLE = "landbridge:recovery.role";
const RESTORE = "landbridge:recovery.restore";
const PROTECTION = "landbridge:deletionProtection";

/** Where a database comes from, by its name; as config says it. */
type Restored = Record<string, object>;

interface Options {
  readonly sandbox?: true;
  readonly restore?: Restored;
}

/** The command line of recovery. */
export const recovery = commandLine("npm run recovery --").description(
  "Fails over to a standby stack, and back; and lets one database, gateway or share of a stack go. All but points change " +
    "Pulumi.<stack>.yaml, which belongs into the repository, and run pulumi up on the stack. Nothing of it asks the " +
    "primary's Region. docs/runbooks/region-recovery.md and docs/runbooks/retire-data.md have the steps around it.",
);

const onStack = (name: string, description: string) =>
  recovery.command(name).description(description).addArgument(stackArgument());

const SANDBOX = ["--sandbox", "runs against the stand-in for AWS, and changes no file"] as const;

const onStandby = (name: string, description: string) =>
  onStack(name, description).option(...SANDBOX);

const onEntry = (name: string, description: string) =>
  onStack(name, description)
    .addArgument(new Argument("<kind>", "what it is").choices(Object.keys(kinds)))
    .argument("<name>", "its name in the stack's configuration")
    .option(...SANDBOX);

const update = async (stack: string, { sandbox, restore = {} }: Options, command: Command) => {
  readStandby(stack);
  const change = updates(restore)[command.name() as keyof ReturnType<typeof updates>];
  process.exitCode = await (sandbox ? inSandbox : onAws).update(stack, change);
};

onStandby("points", "lists what the stack's databases can be restored from, in the recovery Region")
  .option("--json", "as JSON")
  .action(async (stack: string, { sandbox, json = false }: Options & { json?: boolean }) => {
    process.exitCode = await (sandbox ? inSandbox : onAws).points(readStandby(stack), json);
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

onEntry(
  "retire",
  "takes the protection off one of them, by `retiring: true`, and exempts it from the policies that ask for it: " +
    "policy/company.json says so. Nothing is deleted yet",
)
  .requiredOption("--reason <text>", "why, for whoever reads the exemption")
  .option("--owner <name>", "who answers for it; the tag owner of the stack where left out")
  .option("--expires <day>", "how long the exemption holds; 30 days where left out", day)
  .action(letGo);
onEntry("keep", "the way back: it is protected again, and the exemption goes").action(letGo);
onEntry(
  "remove",
  "takes it out of the configuration once it is retired, with the exemption, and deletes it. A preview comes first: " +
    "nothing is deleted, and no file changed, while any of that is protected",
).action(letGo);

interface Exempting {
  readonly sandbox?: true;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
}

async function letGo(
  stack: string,
  kind: Retirement["kind"],
  name: string,
  { sandbox, reason = "", owner = stackOwner(stack), expires = inDays(30) }: Exempting,
  command: Command,
): Promise<void> {
  const verb = command.name() as Retirement["verb"];
  if (verb === "retire" && owner === undefined) {
    throw new UsageError(`Pulumi.${stack}.yaml has no tag owner: say --owner`);
  }
  const exemption = { reason, owner: owner ?? "", expires };
  const retirement = { verb, kind, name, exemption };
  const change = { config: {}, policies: true, deletes: verb === "remove", retirement };
  process.exitCode = await (sandbox ? inSandbox : onAws).update(stack, change);
}

const inDays = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

function day(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay) throw new InvalidArgumentError("It is no day of the form YYYY-MM-DD.");
  return text;
}

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
