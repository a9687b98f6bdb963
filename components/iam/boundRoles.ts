import * as pulumi from "@pulumi/pulumi";

const ROLE = "aws:iam/role:Role";

/**
 * Puts a permissions boundary on every role of the program, wherever in a component it is made.
 *
 * @param permissionsBoundary ARN of a managed policy.
 */
export function boundRoles(permissionsBoundary: string): void {
  pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type === ROLE ? { props: { ...props, permissionsBoundary }, opts } : undefined,
  );
}
