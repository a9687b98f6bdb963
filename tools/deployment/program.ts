import * as pulumi from "@pulumi/pulumi";
import platform from "../../index";
import type { Quotas } from "../../components/quotas";
import type { Props } from "../../sandbox/provider/store";
import { raisedQuotas } from "../../sandbox/raisedQuotas";
import { listen, type Listener } from "./monitor";
import type { RawStack } from "./rawStack";

/** Outputs of other stacks, by the stack's name, for whoever refers to one. */
export type OtherStacks = Readonly<Record<string, Props>>;

/** What a run of the program is given. */
export interface Surroundings {
  readonly isPreview: boolean;
  readonly others: OtherStacks;
  readonly listener: Omit<Listener, "failed">;
  readonly warned: (message: string) => void;
}

/** Runs the platform's program once. Its outputs; of a preview those alone that the next run asks for. */
export async function runProgram(
  { stack, raw, region }: RawStack,
  { isPreview, others, listener, warned }: Surroundings,
): Promise<Props> {
  // The program asks the stack itself for what its last update left.
  const known = { [stack]: listener.outputs, ...others };
  Object.assign(process.env, raisedQuotas({ ...(raw["quotas"] as Partial<Quotas>) }));
  await pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: "", state: referred(name, known) }), call: () => ({}) },
    "landbridge",
    stack,
    isPreview,
    "organization",
  );
  pulumi.runtime.setAllConfig(configOf(raw, region));
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // What waits for a resource that was not made waits for ever: the engine ends such a run, too.
  listen({ ...listener, failed: fail });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // One for each resource and output takes most of the time.
  // Where no engine listens, the SDK writes what the program says to the console.
  const { warn, log } = console;
  console.warn = (message: string) => warned(message.replace(/^warning: (\[\w+\] )?/, ""));
  console.log = (...said: unknown[]) => {
    if (!String(said[0]).startsWith("info: ")) log(...said);
  };
  const listening = process.listeners("unhandledRejection");
  const thrown: unknown[] = [];
  // Errors inside `apply` come up here, as they do in Pulumi's host.
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => {
    thrown.push(error);
    fail(error); // What waits for it would wait for ever.
  });
  try {
    const outputs = await Promise.race([failed, whole(isPreview)]);
    if (thrown.length > 0) throw thrown[0];
    return outputs;
  } catch (error) {
    // The SDK reports the same error again, some ticks later, for each output that waits for it.
    for (let tick = 0; tick < 100; tick++) await new Promise(setImmediate);
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Object.assign(process.env, raisedQuotas({}));
    console.warn = warn;
    console.log = log;
    process.removeAllListeners("unhandledRejection");
    for (const listener of listening) process.on("unhandledRejection", listener);
  }
}

/** The program, until all that it started has ended. */
async function whole(isPreview: boolean): Promise<Props> {
  let outputs: Props = {};
  await pulumi.runtime.runInPulumiStack(async () => {
    outputs = await platform();
  });
  await pulumi.runtime.disconnect();
  await new Promise(setImmediate);
  if (!isPreview) return valuesOf(outputs);
  // In a preview, some of them are never known.
  const { deployed, loadBalancers } = outputs;
  return { deployed, ...(loadBalancers !== undefined && { loadBalancers }) };
}

async function valuesOf(outputs: Props): Promise<Props> {
  const values = await new Promise((resolve) => pulumi.output(outputs).apply(resolve));
  return JSON.parse(JSON.stringify(values)) as Props;
}

/** What a reference to a stack answers: its name ends with the stack's. */
function referred(name: string, others: OtherStacks): Props {
  const outputs = others[name.split("/").at(-1) ?? ""];
  return outputs === undefined ? {} : { name, outputs, secretOutputNames: [] };
}

/** Config as the engine hands it to a program: objects as JSON, strings as they are. */
function configOf(raw: Readonly<Record<string, unknown>>, region: string): Record<string, string> {
  const own = Object.entries(raw).map(([key, value]) => [
    `landbridge:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { "aws:region": region, ...(Object.fromEntries(own) as Record<string, string>) };
}
