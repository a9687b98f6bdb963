import * as pulumi from "@pulumi/pulumi";

/** Asks a stack for one of its outputs. */
export type AskStack = (stack: string, output: string) => Promise<unknown>;

/**
 * Asks for outputs of another stack, or of this one as its last update left it; undefined where there is none.
 * This asks Pulumi's state, never AWS: it works while a Region is down, unless the state is kept there. One
 * for each run: a program refers to a stack once.
 *
 * https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences
 */
export function askingStacks(): AskStack {
  const references = new Map<string, pulumi.StackReference>();
  // The stack's name, with its organization and project where they are not this stack's.
  return async (stack, output) => {
    const here = [pulumi.getOrganization(), pulumi.getProject()];
    const given = stack.split("/");
    const name = [...here.slice(0, Math.max(0, 3 - given.length)), ...given].join("/");
    const reference = references.get(name) ?? new pulumi.StackReference(name);
    references.set(name, reference);
    const details = await reference.getOutputDetails(output);
    return (details.value ?? details.secretValue) as unknown;
  };
}

/**
 * An output of this stack as its last update left it; undefined before the first one, and where the state can't be
 * read. It asks the engine itself: a reference to the stack would be a resource of the stack.
 */
export async function lastUpdate(output: string): Promise<unknown> {
  try {
    const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
    const token = "pulumi:pulumi:readStackOutputs";
    const read = (await pulumi.runtime.invoke(token, { name: stack })) as {
      readonly outputs?: Readonly<Record<string, unknown>>;
    };
    return read.outputs?.[output];
  } catch {
    return undefined;
  }
}
