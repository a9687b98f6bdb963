import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";

const repositoryName = text((value) =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value) && value.length <= 64
    ? undefined
    : "is not a name of a repository (a to z, 0 to 9 and single -, beginning with a letter, 64 characters at most)",
);

const cachePrefix = text((value) =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value) && value.length <= 30
    ? undefined
    : "is not a prefix of repositories (a to z, 0 to 9 and single -, beginning with a letter, 30 characters at most)",
);

const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/;

const credentialsSecretArn = text((value) => {
  if (!SECRET.test(value)) {
    return "is not the ARN of a secret in Secrets Manager";
  }
  return value.includes(":secret:ecr-pullthroughcache/")
    ? undefined
    : "is a secret whose name does not begin with ecr-pullthroughcache/, and ECR takes no other";
});

const dockerHub = z
  .strictObject({
    credentialsSecretArn: credentialsSecretArn.meta({
      description:
        "Secret with `username` and `accessToken` of a Docker Hub account; its name begins with ecr-pullthroughcache/.",
      examples: [
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf",
      ],
    }),
    prefix: cachePrefix.optional().meta({
      description:
        "First part of the cached repositories' names; each stack of an account has another. Left out, landbridge-<stack>-hub.",
    }),
  })
  .meta({
    description:
      "Docker Hub's images, cached in ECR from their first pull on. Left out, they are pulled from there.",
  });

export const registrySchema = z
  .strictObject({
    repositories: uniqueList(repositoryName)
      .default([])
      .meta({
        description: "Repositories for the company's own images.",
        examples: [["orders"]],
      }),
    keepImages: z.int().min(2).max(1000).default(100).meta({
      description: "How many images a repository keeps.",
      unit: "images",
    }),
    dockerHub: dockerHub.optional(),
  })
  .prefault({})
  .meta({ description: "Container images: repositories in ECR, and what comes from Docker Hub." });
