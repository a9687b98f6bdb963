import * as pulumi from "@pulumi/pulumi";
import * as ecr from "@pulumi/aws/ecr";
import type * as iam from "@pulumi/aws/iam";
import { Repository } from "@pulumi/awsx/ecr/repository";
import { awsContext, type AwsContext } from "../awsContext";
import { awsName } from "../names";
import { creationRole } from "./creationRole";
import {
  pullableImage,
  type ImageReference,
  type ImageSources,
  type PullableImage,
} from "./imageSource";
import { expireAfter } from "./lifecycle";

/** Arguments of {@link Registry}. */
export interface RegistryArgs {
  /** First part of the repositories' names, before the slash: one for each stack of an account. */
  readonly namePrefix: string;
  /**
   * First part of the names of the repositories that images are pulled from.
   * @default namePrefix
   */
  readonly imagePrefix?: string;
  /** Repositories, by the names of the services whose images they hold. */
  readonly repositories: readonly string[];
  /** ARN of the customer KMS key that encrypts the images. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * How many tagged images a repository keeps.
   * @default 100
   */
  readonly keepImages?: number;
  /**
   * Docker Hub's images, kept in this registry from their first pull on.
   * @default none: images of Docker Hub are pulled from there
   */
  readonly dockerHub?: DockerHubCache;
  /**
   * A second Region that every image of these repositories is copied to.
   * @default none
   */
  readonly replication?: {
    /** The Region. */
    readonly region: string;
    /** ARN of the customer KMS key of that Region. */
    readonly kmsKeyArn: pulumi.Input<string>;
  };
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** How Docker Hub is reached. */
export interface DockerHubCache {
  /**
   * ARN of the secret with `username` and `accessToken`; its name begins with
   * `ecr-pullthroughcache/`, and its key is AWS's own or admits ECR.
   * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
   */
  readonly credentialsSecretArn: pulumi.Input<string>;
  /**
   * First part of the cached repositories' names, 30 characters at most. A Region of an account has
   * one cache for each, so that stacks of one account need different ones.
   * @default `<namePrefix>-hub`
   */
  readonly prefix?: string;
}

/**
 * The platform's images: a repository for each service that asks for one, with tags that never
 * change, scanned on push; and what comes from Docker Hub, by a cache.
 *
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Repositories.html
 */
export class Registry extends pulumi.ComponentResource {
  /** URL of each service's repository, to put `:tag` or `@digest` behind. */
  public readonly repositoryUrls: Readonly<Record<string, pulumi.Output<string>>>;
  /** What to put before `/library/nginx:1.29.4` to get it by the cache, if there is one. */
  public readonly dockerHubUrl: pulumi.Output<string> | undefined;
  /** What whoever pulls by the cache needs, besides pulling: the first pull makes a repository. */
  public readonly cacheStatements: readonly iam.PolicyStatement[];
  /** Where its images are, but for the account. */
  public readonly images: Omit<ImageSources, "context">;
  private readonly context: AwsContext;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecr:Registry", name, {}, opts);
    const child = { parent: this };
    const { dockerHub, replication } = args;
    const namePrefix = awsName("repository", args.namePrefix);
    const context = awsContext(this);

    this.repositoryUrls = Object.fromEntries(
      args.repositories.map((service) => [service, repository(name, service, args, child).url]),
    );
    if (replication) {
      replicateTo(name, { ...replication, namePrefix }, args, context, child);
    }
    const cachePrefix = dockerHub?.prefix ?? awsName("cache", namePrefix, "hub");
    if (dockerHub) {
      cacheDockerHub(name, cachePrefix, dockerHub, args, context, child);
    }

    const { partition, region, accountId, dnsSuffix } = context;
    this.dockerHubUrl =
      dockerHub && pulumi.interpolate`${accountId}.dkr.ecr.${region}.${dnsSuffix}/${cachePrefix}`;
    const cached = pulumi.interpolate`arn:${partition}:ecr:${region}:${accountId}:repository/${cachePrefix}/*`;
    this.cacheStatements = dockerHub
      ? [
          {
            Sid: "FirstPull",
            Effect: "Allow",
            Action: ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
            Resource: cached,
          },
        ]
      : [];
    const { cacheStatements } = this;
    const imagePrefix = args.imagePrefix ?? namePrefix;
    this.images = { imagePrefix, cachePrefix, cacheStatements };
    this.context = context;
    this.registerOutputs({
      repositoryUrls: this.repositoryUrls,
      dockerHubUrl: this.dockerHubUrl,
    });
  }

  /** An image as ECS takes it, and what pulling it needs. */
  public image(reference: ImageReference): PullableImage {
    return pullableImage(reference, { ...this.images, context: this.context });
  }
}

function repository(
  name: string,
  service: string,
  args: RegistryArgs,
  opts: pulumi.ComponentResourceOptions,
): Repository {
  return new Repository(
    `${name}-${service}`,
    {
      name: `${awsName("repository", args.namePrefix)}/${service}`,
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      lifecyclePolicy: {
        rules: [
          {
            description: "Images that no tag leads to any more",
            tagStatus: "untagged",
            maximumAgeLimit: 14,
          },
          {
            description: "All but the newest images",
            tagStatus: "any",
            maximumNumberOfImages: args.keepImages ?? 100,
          },
        ],
      },
      tags: { ...args.tags, Name: `${name}-${service}` },
    },
    opts,
  );
}

/**
 * ECR makes the copies' repositories itself, from a template of the other Region: without one they
 * would be encrypted with AWS's key, and their tags could change.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
function replicateTo(
  name: string,
  replication: { region: string; kmsKeyArn: pulumi.Input<string>; namePrefix: string },
  args: RegistryArgs,
  context: AwsContext,
  opts: pulumi.CustomResourceOptions,
): void {
  const { region, kmsKeyArn, namePrefix } = replication;
  const role = creationRole(`${name}-replication`, kmsKeyArn, args, context, opts);
  const template = new ecr.RepositoryCreationTemplate(
    `${name}-replication-template`,
    {
      region,
      prefix: namePrefix,
      description: "Copies of another Region's images",
      appliedFors: ["REPLICATION"],
      customRoleArn: role.arn,
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: kmsKeyArn }],
      imageTagMutability: "IMMUTABLE",
      lifecyclePolicy: expireAfter(14, "untagged"),
      resourceTags: { ...args.tags },
    },
    opts,
  );
  new ecr.ReplicationConfiguration(
    `${name}-replication`,
    {
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region, registryId: context.accountId }],
            repositoryFilters: [{ filter: `${namePrefix}/`, filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    },
    { ...opts, dependsOn: [template] }, // The first copy would make a repository without it.
  );
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html */
function cacheDockerHub(
  name: string,
  prefix: string,
  { credentialsSecretArn }: DockerHubCache,
  args: RegistryArgs,
  context: AwsContext,
  opts: pulumi.CustomResourceOptions,
): void {
  const role = creationRole(`${name}-cache`, args.kmsKeyArn, args, context, opts);
  const template = new ecr.RepositoryCreationTemplate(
    `${name}-cache-template`,
    {
      prefix,
      description: "Images of Docker Hub",
      appliedFors: ["PULL_THROUGH_CACHE"],
      customRoleArn: role.arn,
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
      imageTagMutability: "MUTABLE", // Immutable tags would keep the cache from following Docker Hub.
      lifecyclePolicy: expireAfter(90, "any"), // What is still wanted comes back with the next pull.
      resourceTags: { ...args.tags },
    },
    opts,
  );
  new ecr.PullThroughCacheRule(
    `${name}-cache`,
    {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: "registry-1.docker.io",
      credentialArn: credentialsSecretArn,
    },
    { ...opts, dependsOn: [template] }, // The first pull would make a repository without it.
  );
}
