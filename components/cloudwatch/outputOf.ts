import type * as pulumi from "@pulumi/pulumi";

/** An output of a resource whose type is known by its token alone. */
export function outputOf(resource: pulumi.Resource, name: string): pulumi.Output<string> {
  const output = (resource as unknown as Record<string, pulumi.Output<string>>)[name];
  if (output === undefined) throw new Error(`a resource has no output ${name}`);
  return output;
}
