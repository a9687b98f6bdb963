import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";
import {
  arnOf,
  environmentFile,
  folder,
  image,
  secretArn,
  serviceName,
  variableName,
} from "./leaves";
import { linuxParameters, ulimit } from "./linux";

/** Where a container's image comes from. */
const IMAGE_SOURCES = ["reference", "repository", "docker-hub-cache"] as const;

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
const CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"] as const;

const userName = text((value) =>
  /^[a-z0-9_][a-z0-9_-]{0,31}(:[a-z0-9_][a-z0-9_-]{0,31})?$/i.test(value)
    ? undefined
    : "is not a user (uid, uid:gid, user or user:group)",
);

const dependency = z.strictObject({
  containerName: serviceName().meta({
    description: "Another container of the task: one of sidecars, or the service by its name.",
  }),
  condition: z.enum(CONDITIONS).meta({
    description:
      "What that one must have come to: started (START), ended (COMPLETE), ended with exit code 0 (SUCCESS), or healthy by its containerHealthCheck (HEALTHY).",
  }),
});

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
const containerHealthCheck = z
  .strictObject({
    command: z
      .array(z.string().min(1))
      .min(2)
      .superRefine(([first = "", ...rest], context) => {
        const message = `begins with "${first}"; it must begin with CMD (the arguments as they are) or CMD-SHELL (one line for the container's shell)`;
        if (first !== "CMD" && first !== "CMD-SHELL") context.addIssue({ code: "custom", message });
        const line = `has ${rest.length} arguments after CMD-SHELL; it takes one line`;
        if (first === "CMD-SHELL" && rest.length > 1) {
          context.addIssue({ code: "custom", message: line });
        }
      })
      .meta({
        description: "Run in the container; exit code 0 is healthy.",
        examples: [["CMD-SHELL", "curl -f http://localhost:8080/healthz"]],
      }),
    intervalInSeconds: z
      .int()
      .min(5)
      .max(300)
      .default(30)
      .meta({ unit: "seconds", description: "Time between checks." }),
    timeoutInSeconds: z
      .int()
      .min(2)
      .max(60)
      .default(5)
      .meta({ unit: "seconds", description: "How long it may take." }),
    retries: z.int().min(1).max(10).default(3).meta({ description: "Failures until unhealthy." }),
    startPeriodInSeconds: z
      .int()
      .min(0)
      .max(300)
      .default(0)
      .meta({ unit: "seconds", description: "How long after its start failures don't count." }),
  })
  .optional()
  .meta({
    description:
      "Command by which the server or instance sees whether it is well. A task whose essential container is not is replaced.",
  });

/** What every container may say, in the order of the documents. */
export const containerKeys = {
  image: image().meta({
    description: "Image, pinned.",
    examples: ["public.ecr.aws/nginx/nginx:1.29.4"],
  }),
  imageFrom: z.enum(IMAGE_SOURCES).default("reference").meta({
    description:
      "Where image is: reference is the whole name; repository is one of landbridge:registry.repositories, as orders:1.4.2; docker-hub-cache is Docker Hub by the registry's cache, as library/nginx:1.29.4.",
  }),
  imageArchitectures: uniqueList(z.enum(["arm64", "x86_64"]))
    .min(1)
    .optional()
    .meta({
      description:
        "Processors that the image is built for. For placement both it must be said where the capacity class and the site differ: the image has to be a multi-architecture one.",
      examples: [["arm64", "x86_64"]],
    }),
  repositoryCredentials: arnOf(
    ["secretsmanager"],
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:docker-hub",
  )
    .optional()
    .meta({
      description: "Secret with username and password of the image's registry, for a reference.",
    }),
  entryPoint: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({ description: "Entry point instead of the image's own." }),
  command: z
    .array(z.string())
    .optional()
    .meta({ description: "Command instead of the image's own." }),
  environment: z
    .record(variableName(), z.string())
    .default({})
    .meta({ description: "Environment variables. No secrets." }),
  environmentFiles: uniqueList(environmentFile())
    .max(10)
    .optional()
    .meta({
      description:
        "Files in S3 with environment variables, a line each (NAME=value), by ARN. No secrets; environment comes before them. A task reads them when it starts.",
      examples: [["arn:aws:s3:::shop-settings/orders/1.5.0.env"]],
    }),
  allowPlain: z
    .record(variableName(), z.string().min(10))
    .default({})
    .meta({
      description:
        "By variable of environment: why it is no secret, where its name says that it is. policy/<stack>.json says the same.",
      examples: [{ TOKEN_REALM: "the realm that every client shows" }],
    }),
  secrets: z
    .record(variableName(), secretArn())
    .default({})
    .meta({
      description:
        'Environment variables from Secrets Manager or Parameter Store, by ARN. One key of a secret that is JSON, in quotes: "<ARN>:<key>::".',
      examples: [
        {
          API_KEY:
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/orders/payment-AbCdEf:apiKey::",
        },
      ],
    }),
  writablePaths: uniqueList(folder())
    .default([])
    .meta({
      description:
        "Folders in memory that it may write to. Everything else of its file system is read-only.",
      examples: [["/tmp"]],
    }),
  writablePathSizesInMib: z
    .record(folder(), z.int().min(1).max(786432))
    .optional()
    .meta({
      description:
        "Sizes of writablePaths, of those that are not 64. What is in them counts as memory of the container.",
      unit: "MiB",
      examples: [{ "/tmp": 256 }],
    }),
  user: userName.optional().meta({
    description: "User that it runs as, instead of the image's own.",
    allowed: "uid, uid:gid, user or user:group",
    examples: ["1000:1000"],
  }),
  ulimits: z
    .array(ulimit)
    .optional()
    .meta({ description: "Limits of its processes, where they are not those of the host." }),
  gpus: z.int().min(1).max(16).optional().meta({
    description:
      "NVIDIA GPUs that are its own. Its capacity class and its site have to say gpu: true.",
    unit: "GPUs",
  }),
  linuxParameters,
  dependsOn: z.array(dependency).optional().meta({
    description:
      "What other containers of its task must have come to before it starts. At its end the order is reversed.",
  }),
  containerHealthCheck,
  startTimeoutInSeconds: z.int().min(2).max(3600).optional().meta({
    unit: "seconds",
    description: "How long those that wait for it do so before the task is given up.",
  }),
} as const;
