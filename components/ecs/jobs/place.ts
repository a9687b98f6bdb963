import type * as pulumi from "@pulumi/pulumi";

/** Where one task of a job runs: on a class of instances in AWS, or on a site's servers. */
export interface JobPlace {
  readonly clusterArn: pulumi.Input<string>;
  /** In AWS: the class's capacity provider, and the network of the task. */
  readonly capacityProvider?: pulumi.Input<string>;
  readonly subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupIds?: readonly pulumi.Input<string>[];
  /** On premises: the site's servers. */
  readonly placementExpression?: string;
}
