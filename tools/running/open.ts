import * as path from "node:path";
import { Account } from "../../preflight/account";
import { realSurroundings } from "../../preflight/surroundings";
import { standInRunning } from "../../sandbox/account/surroundings";
import { readStack } from "../report/source";
import type { Deployment } from "../report/state";
import { stackServices, type StackServices } from "./stackServices";

const root = path.resolve(__dirname, "../..");

/** A stack's services, and whom to ask about them. */
export interface Opened {
  readonly account: Account;
  readonly found: StackServices;
  /** Its state. */
  readonly deployment: Deployment;
}

/** By the stack's outputs; with `inSandbox` the stand-in answers, and says so. */
export async function openStack(stack: string, inSandbox: boolean): Promise<Opened> {
  const { deployment } = await readStack(root, stack, inSandbox);
  const found = stackServices(deployment, stack);
  if (!inSandbox)
    return { found, deployment, account: new Account(found.region, realSurroundings) };
  const { surroundings, is } = standInRunning(deployment.resources ?? []);
  console.error(is);
  return { found, deployment, account: new Account(found.region, surroundings) };
}
