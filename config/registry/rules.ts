import type { ConfigRule } from "../rule";

const dockerHubRegion: ConfigRule = {
  summary: "The secret with Docker Hub's credentials is in the stack's Region: ECR reads no other.",
  check: ({ region, registry }) => {
    const arn = registry?.dockerHub?.credentialsSecretArn;
    const home = arn?.split(":")[3];
    return region === undefined || arn === undefined || home === region
      ? []
      : [
          {
            path: ["registry", "dockerHub", "credentialsSecretArn"],
            text: `"${arn}" is in ${home}, and the stack in ${region}`,
          },
        ];
  },
};

const dockerHubPrefix: ConfigRule = {
  summary: "The prefix of cached repositories is not the one of the stack's own.",
  check: ({ registry }) => {
    const prefix = registry?.dockerHub?.prefix;
    return prefix !== undefined && prefix.startsWith("landbridge-")
      ? [
          {
            path: ["registry", "dockerHub", "prefix"],
            text: `"${prefix}" begins with landbridge-, as the repositories of stacks do`,
          },
        ]
      : [];
  },
};

/** Rules about images. */
export const registryRules: readonly ConfigRule[] = [dockerHubRegion, dockerHubPrefix];
