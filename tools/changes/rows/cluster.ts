import type { Change } from "../change";

/** Capacity, images and the load balancer. */
export const cluster: readonly Change[] = [
  {
    what: "More instances at most",
    edits: { "cluster.capacity.general.maxSize": 16 },
    cut: "Nobody.",
    plan: { updates: { "autoscaling Group": 1 } },
  },
  {
    what: "Other instance types",
    edits: { "cluster.capacity.general.instanceTypes": ["m8g.xlarge"] },
    cut: "Nobody: instances are replaced in turn, their tasks first started elsewhere.",
    plan: { updates: { "autoscaling Group": 1 } },
  },
  {
    what: "A capacity class more",
    edits: { "cluster.capacity.large": { instanceTypes: ["r8g.xlarge"], minSize: 0, maxSize: 4 } },
    cut: "Nobody.",
    plan: {
      creates: { "autoscaling Group": 1, "ec2 LaunchTemplate": 1, "ecs CapacityProvider": 1 },
      updates: { "cloudwatch Dashboard": 1, "ecs ClusterCapacityProviders": 1 },
    },
  },
  {
    what: "Other processors of a class",
    edits: {
      "cluster.capacity.batch": {
        instanceTypes: ["c7i.xlarge"],
        architecture: "x86_64",
        minSize: 0,
        maxSize: 8,
      },
    },
    cut: "Its services and jobs, where their images are not built for those.",
    plan: {
      updates: { "autoscaling Group": 1, "ec2 LaunchTemplate": 1, "scheduler Schedule": 1 },
      replaces: ["nightly-report-task"],
      warning:
        "capacity class batch is x86_64 from now on: images of nightly-report that are not built for it don't start; say what they are built for by imageArchitectures",
    },
  },
  {
    what: "A repository more",
    edits: { "registry.repositories": ["orders", "returns"] },
    cut: "Nobody.",
    plan: { creates: { "ecr LifecyclePolicy": 1, "ecr Repository": 1 } },
  },
  {
    what: "Another certificate authority",
    edits: {
      "loadBalancer.certificateAuthorityArn":
        "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/6b2d7f1e-9d0b-4a55-8f3e-2b7c1d9e4f60",
    },
    cut: "Clients that don't trust the new authority.",
    plan: {
      updates: { "cloudwatch MetricAlarm": 1, "lb Listener": 1 },
      replaces: ["internal-certificate", "internal-certificate-renewal"],
    },
  },
];
