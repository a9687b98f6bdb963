import { createRequire } from "node:module";
import { status } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { withTypeScriptLines } from "./register";

const load = createRequire(__filename);

/** The program that the engine runs: the platform or another one, with a test's changes to it. */
export function program(run: PulumiFn = platform, mutate?: pulumi.ResourceTransform): PulumiFn {
  return async () => {
    if (mutate) pulumi.runtime.registerResourceTransform(mutate);
    try {
      return await run();
    } catch (error) {
      nameTypeScriptLines(error);
      throw pulumi.RunError.isInstance(error) ? toldOnce(error) : error;
    }
  };
}

/**
 * An inline program's error is printed twice, by the SDK and by the engine. The SDK leaves errors of gRPC
 * to the engine, so as one of those it is reported once, as Pulumi's language host does it.
 */
function toldOnce({ message }: Error): Error {
  return Object.assign(new Error(message), { code: status.CANCELLED });
}

/** Makes an error's stack trace name places in TypeScript. */
export function nameTypeScriptLines(error: unknown): void {
  if (error instanceof Error && error.stack) error.stack = withTypeScriptLines(error.stack);
}

/** The platform itself, as Pulumi's language host runs it. */
async function platform(): ReturnType<PulumiFn> {
  return (load("../index.ts") as PulumiFn)();
}
