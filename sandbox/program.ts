import { createRequire } from "node:module";
import * as path from "node:path";
import { status } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { quietSdk, withTypeScriptLines } from "./register";

const load = createRequire(__filename);

/**
 * The program that the engine runs: a project's own or another one, with a test's changes to it.
 *
 * @param project Folder of the project in the repository.
 */
export function program(run?: PulumiFn, mutate?: pulumi.ResourceTransform, project = ""): PulumiFn {
  quietSdk(); // As the project's loader has it under the official CLI.
  let clients: Client[] = [];
  return async () => {
    // The SDK ends a run's connections with the process: until then each tries to reach its engine again, and keeps all
    // that the program made. Those of the last run have nothing more to report.
    for (const client of clients) client?.close();
    clients = [pulumi.runtime.getMonitor(), pulumi.runtime.getEngine()] as Client[];
    if (mutate) pulumi.runtime.registerResourceTransform(mutate);
    try {
      return await (run ?? own(project))();
    } catch (error) {
      nameTypeScriptLines(error);
      throw pulumi.RunError.isInstance(error) ? toldOnce(error) : error;
    }
  };
}

/** A client of gRPC, as the SDK has it. */
type Client = { close(): void } | undefined;

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

/** A project's index.ts, as Pulumi's language host runs it. */
function own(project: string): PulumiFn {
  return load(path.join(__dirname, "..", project, "index.ts")) as PulumiFn;
}
