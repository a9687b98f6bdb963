import type * as pulumi from "@pulumi/pulumi";

/** Options of an ECS service that its jobs run before. */
export type Before = Pick<pulumi.CustomResourceOptions, "hooks"> & {
  /** What has to be there before. */
  readonly dependsOn: readonly pulumi.Resource[];
};
