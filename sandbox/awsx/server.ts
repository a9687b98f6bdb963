import type * as pulumi from "@pulumi/pulumi";
import { main, type Provider } from "@pulumi/pulumi/provider";
import { quietSdk } from "../register";
import { Repository } from "./repository";

/**
 * Answers the engine in place of awsx, whose components are made where its provider runs: it
 * registers the same resources, and the AWS provider that the program chose makes them.
 */
export function serve(): void {
  quietSdk();
  const provider: Provider = {
    version: "3.9.0",
    schema: "{}",
    async construct(name, type, inputs: pulumi.Inputs, options) {
      if (type !== "awsx:ecr:Repository") {
        throw new Error(`stand-in for AWS: it makes no ${type}, only awsx:ecr:Repository`);
      }
      const known = await resolved(inputs);
      const repository = new Repository(name, known, options);
      return { urn: repository.urn, state: repository.outputs };
    },
  };
  void main(provider, process.argv.slice(2));
}

/** awsx takes its lifecycle policy as a plain value; everything else may still be an output. */
async function resolved(inputs: pulumi.Inputs): Promise<pulumi.Inputs> {
  const { lifecyclePolicy } = inputs as { lifecyclePolicy?: pulumi.Output<unknown> };
  if (lifecyclePolicy === undefined || typeof lifecyclePolicy !== "object") return inputs;
  const isOutput = "apply" in lifecyclePolicy && typeof lifecyclePolicy.apply === "function";
  if (!isOutput) return inputs;
  const plain = await new Promise((done) => lifecyclePolicy.apply(done));
  return { ...inputs, lifecyclePolicy: plain };
}
