// npm run init -- <stack>: a new stack's file and the policy pack's configuration for it.
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline/promises";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { UserError } from "../components/userError";
import { leftOut } from "../config/leftOut";
import { readStack } from "../preflight/stackConfig";
import { commandLine, run, stacksIn } from "./commandLine";
import { converse } from "./init/conversation";
import { questions, type Answers, type Surroundings } from "./init/questions";
import { stackConfig } from "./init/stackConfig";
import { stackFile } from "./init/stackFile";
import { writeConfig } from "./policy/files";

/** https://www.pulumi.com/docs/iac/concepts/stacks/#create-stack */
const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

interface Options {
  readonly directory: string;
  readonly force?: true;
  readonly yes?: true;
  readonly json?: true;
}

const init = commandLine("npm run init --")
  .description(
    "Makes a stack: Pulumi.<stack>.yaml with every line explained, and policy/<stack>.json. On a terminal it asks what " +
      "no flag says; lists are separated by commas.",
  )
  .argument("<stack>", "name of the new stack")
  .option("--directory <folder>", "where Pulumi.yaml is", ".")
  .option("--force", "writes a stack's file anew that is there already")
  .option("--yes", "asks nothing: takes the default of whatever no flag says")
  .option("--json", "asks nothing either, and says what was written and left out as JSON");
for (const { flag, text, choices } of questions) {
  init.option(flag, `${text}${choices ? ` (${choices.join(", ")})` : ""}`);
}
init.action(make);

void run(init);

async function make(
  stack: string,
  { directory, force, yes, json, ...flags }: Options,
): Promise<void> {
  if (!STACK_NAME.test(stack)) {
    throw new UserError(
      `"${stack}" is not a stack's name: letters, digits and _ . -, 100 characters at most`,
    );
  }
  const file = path.join(directory, `Pulumi.${stack}.yaml`);
  const existing = read(file);
  if (isConfigured(existing) && !force) {
    throw new UserError(`${file} is there already; --force writes it anew`);
  }
  const surroundings = {
    takenBlocks: takenBlocks(directory, stack),
    region: existing.config["aws:region"] as string | undefined,
  };
  const answers = await answered(given(flags), surroundings, !yes && !json && process.stdin.isTTY);
  const config = stackConfig(answers);
  fs.writeFileSync(file, stackFile(config, undefined) + existing.ofBackend);
  const note = leftOut(readStack(directory, stack).config);
  fs.writeFileSync(file, stackFile(config, note) + existing.ofBackend);
  fs.mkdirSync(path.join(directory, "policy"), { recursive: true });
  const policies = writeConfig(directory, stack);
  const written = [file, path.join(directory, policies)];
  if (json) {
    console.log(JSON.stringify({ stack, written, leftOut: note ?? "" }, undefined, 2));
    return;
  }
  console.log(
    [
      `Written: ${written.join(", ")}`,
      "",
      "Without an AWS account, against a local stand-in:",
      `  npm run sandbox -- preview ${stack}`,
      "On AWS (docs/deploying.md):",
      `  pulumi stack select --create ${stack}`,
      `  pulumi preview --stack ${stack} --policy-pack policy --policy-pack-config ${policies}`,
    ].join("\n"),
  );
}

async function answered(
  flags: Answers,
  surroundings: Surroundings,
  isTerminal: boolean,
): Promise<Answers> {
  if (!isTerminal) return converse(flags, surroundings);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await converse(flags, surroundings, {
      question: (text) => terminal.question(text),
      say: (text) => console.log(text),
    });
  } finally {
    terminal.close();
  }
}

function given(flags: object): Answers {
  const known = questions.map(({ key }) => key as string);
  return Object.fromEntries(Object.entries(flags).filter(([key]) => known.includes(key)));
}

interface Existing {
  readonly config: Readonly<Record<string, unknown>>;
  /** Lines that the CLI has written for the state's backend. */
  readonly ofBackend: string;
}

function read(file: string): Existing {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const content = parse(text, { version: "1.1" }) as { config?: Existing["config"] } | null;
  const lines = text.match(/^(encryptionsalt|encryptedkey|secretsprovider):.*\n?/gm) ?? [];
  return { config: content?.config ?? {}, ofBackend: lines.join("") };
}

/** Whether there is more in it than `pulumi stack init` and `pulumi new` write. */
function isConfigured({ config }: Existing): boolean {
  return !isDeepStrictEqual(
    Object.keys(config).filter((key) => key !== "aws:region"),
    [],
  );
}

function takenBlocks(directory: string, stack: string): string[] {
  return stacksIn(directory)
    .filter((other) => other !== stack)
    .flatMap((other) => {
      const { config } = read(path.join(directory, `Pulumi.${other}.yaml`));
      const network = config["landbridge:network"] as { vpcCidr?: unknown } | undefined;
      return typeof network?.vpcCidr === "string" ? [network.vpcCidr] : [];
    });
}
