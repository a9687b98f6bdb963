import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../userError";

/**
 * What the stack that a standby follows has exported for it. This asks Pulumi's state, never AWS: it works
 * while the primary's Region is down, unless the state itself is kept there.
 *
 * https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences
 *
 * @param stack The stack's name, with its organization and project where they are not this stack's.
 */
export async function askPrimary(stack: string): Promise<Record<string, unknown>> {
  const here = [pulumi.getOrganization(), pulumi.getProject()];
  const given = stack.split("/");
  const name = [...here.slice(0, Math.max(0, 3 - given.length)), ...given].join("/");
  const details = await new pulumi.StackReference(name).getOutputDetails("followed");
  const value: unknown = details.value;
  if (typeof value !== "object" || value === null) {
    throw new UserError(
      `landbridge:recovery.primaryStack: stack "${stack}" exports nothing to follow; run \`pulumi up\` on it first`,
    );
  }
  return value as Record<string, unknown>;
}
