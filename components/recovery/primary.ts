import * as pulumi from "@pulumi/pulumi";

/**
 * An output of another stack, or of this one as its last update left it; undefined where there is none.
 * This asks Pulumi's state, never AWS: it works while a Region is down, unless the state is kept there.
 *
 * https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences
 *
 * @param stack The stack's name, with its organization and project where they are not this stack's.
 */
export async function askStack(stack: string, output: string): Promise<unknown> {
  const here = [pulumi.getOrganization(), pulumi.getProject()];
  const given = stack.split("/");
  const name = [...here.slice(0, Math.max(0, 3 - given.length)), ...given].join("/");
  const details = await new pulumi.StackReference(name).getOutputDetails(output);
  return (details.value as unknown) ?? details.secretValue;
}
