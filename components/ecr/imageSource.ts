import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";

/** An image as a service names it. */
export interface ImageReference {
  /** The whole name; without the registry, for the stack's repositories and its cache. */
  readonly image: string;
  readonly imageFrom: "reference" | "repository" | "docker-hub-cache";
}

/** An image as ECS takes it. */
export interface PullableImage {
  /** The whole name. */
  readonly name: pulumi.Input<string>;
  /** What whoever pulls it needs. */
  readonly pullStatements: readonly iam.PolicyStatement[];
}

/** Where the stack's own images are. */
export interface ImageSources {
  /** First part of the repositories' names. */
  readonly imagePrefix: string;
  /** First part of the names of what is cached from Docker Hub. */
  readonly cachePrefix: string;
  /** What the first pull by the cache needs. */
  readonly cacheStatements: readonly iam.PolicyStatement[];
  readonly context: AwsContext;
}

/**
 * The name of an image, and what pulling it needs. Names of the stack's own registry are put together
 * rather than asked for: so a first preview knows them already, and policies can see them.
 */
export function pullableImage(
  { image, imageFrom }: ImageReference,
  { imagePrefix, cachePrefix, cacheStatements, context }: ImageSources,
): PullableImage {
  const { accountId, region, dnsSuffix } = context;
  if (imageFrom === "reference") {
    return { name: image, pullStatements: pullAnywhere(image, context) };
  }
  const prefix = imageFrom === "repository" ? imagePrefix : cachePrefix;
  const [repository = ""] = image.split(/[:@]/);
  return {
    name: pulumi.interpolate`${accountId}.dkr.ecr.${region}.${dnsSuffix}/${prefix}/${image}`,
    pullStatements: [
      ...pull(context, { accountId, region, repository: `${prefix}/${repository}` }),
      ...(imageFrom === "docker-hub-cache" ? cacheStatements : []),
    ],
  };
}

const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.(?:com|com\.cn|eu)\/([^:@]+)/;

/** Images in other registries than ECR's need no permission of AWS's. */
function pullAnywhere(image: string, context: AwsContext): iam.PolicyStatement[] {
  const [, accountId, region, repository] = ECR.exec(image) ?? [];
  return accountId === undefined || region === undefined || repository === undefined
    ? []
    : pull(context, { accountId, region, repository });
}

function pull(
  { partition }: AwsContext,
  from: {
    readonly accountId: pulumi.Input<string>;
    readonly region: pulumi.Input<string>;
    readonly repository: string;
  },
): iam.PolicyStatement[] {
  const { accountId, region, repository } = from;
  return [
    {
      Sid: "LogInToRegistry",
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      Resource: "*", // The login is for the whole registry: AWS takes no narrower resource.
    },
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      Resource: pulumi.interpolate`arn:${partition}:ecr:${region}:${accountId}:repository/${repository}`,
    },
  ];
}
