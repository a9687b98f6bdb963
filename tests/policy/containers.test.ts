import type { Program } from "../support/policy";
import { itJudges, withArn } from "./cases";

const type = "aws:ecs/taskDefinition:TaskDefinition";
const good = {
  name: "app",
  image: "public.ecr.aws/nginx/nginx:1.29.4",
  privileged: false,
  readonlyRootFilesystem: true,
};

/** A good container, and beside it one that is not. */
function beside(changes: object) {
  return (program: Program): void => {
    const containerDefinitions = JSON.stringify([good, { ...good, name: "beside", ...changes }]);
    program.add(type, "task", { containerDefinitions });
  };
}

function task(changes: object, more: object = {}) {
  return (program: Program): void => {
    const containerDefinitions = JSON.stringify([{ ...good, ...changes }]);
    program.add(type, "task", { containerDefinitions, ...more });
  };
}

itJudges("configure-ecs-tasks", [
  { what: "containers without privileges, with a read-only file system", program: task({}) },
  {
    what: "a privileged container",
    program: task({ privileged: true }),
    rejects: ["task"],
    says: /container "app" is privileged.\n.*privileged: false/,
  },
  {
    what: "a container that does not say whether its file system is read-only",
    program: task({ readonlyRootFilesystem: undefined }),
    rejects: ["task"],
    says: /readonlyRootFilesystem: true/,
  },
  {
    what: "a privileged container beside another",
    program: beside({ privileged: true }),
    rejects: ["task"],
    says: /container "beside" is privileged/,
  },
  {
    what: "a container beside another that may write to its root",
    program: beside({ readonlyRootFilesystem: false }),
    rejects: ["task"],
    says: /container "beside" can write to its root file system/,
  },
  {
    what: "a secret in the environment of a container beside another",
    program: beside({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
    rejects: ["task"],
    says: /container "beside" has a secret in its environment, DB_PASSWORD/,
  },
  {
    what: "a capability by which a container gets at its host",
    program: beside({ linuxParameters: { capabilities: { add: ["CHOWN", "SYS_ADMIN"] } } }),
    rejects: ["task"],
    says: /container "beside" has the capability SYS_ADMIN.*\n.*capabilities\.add/,
  },
  {
    what: "capabilities that are Docker's own, given back after all were taken",
    program: beside({ linuxParameters: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } } }),
  },
  {
    what: "a secret by the name of its variable",
    program: task({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
    rejects: ["task"],
    says: /DB_PASSWORD.*\n.*secrets: \[\{ name: "DB_PASSWORD"/,
  },
  {
    what: "variables about secrets that are none, and one that the company has allowed",
    program: task({
      environment: [
        { name: "MAX_TOKENS", value: "4096" },
        { name: "TOKEN_URL", value: "https://login.example.com/oauth2/token" },
        { name: "SECRET_NAME", value: "prod/orders/payment" },
        { name: "TOKEN_REALM", value: "customers" },
      ],
    }),
    config: { "configure-policy-pack": { allowPlain: { TOKEN_REALM: "shown by every client" } } },
  },
  {
    what: "a key by its form, whatever the company has allowed",
    program: task({ environment: [{ name: "TOKEN", value: "AKIAIOSFODNN7EXAMPLE" }] }),
    config: { "configure-policy-pack": { allowPlain: { TOKEN: "an example" } } },
    rejects: ["task"],
  },
  {
    what: "an access key behind a harmless name",
    program: task({ environment: [{ name: "USER", value: "AKIAIOSFODNN7EXAMPLE" }] }),
    rejects: ["task"],
  },
  {
    what: "ordinary variables, and secrets by reference",
    program: task({
      environment: [{ name: "REGION", value: "eu-west-1" }],
      secrets: [
        { name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/x" },
      ],
    }),
  },
  {
    what: "the host's processes",
    program: task({}, { pidMode: "host" }),
    rejects: ["task"],
    says: /pidMode: task/,
  },
  {
    what: "one role for ECS and the containers",
    program: (program) => {
      const role = withArn(program, "aws:iam/role:Role", "role");
      task({}, { executionRoleArn: role.arn, taskRoleArn: role.arn })(program);
    },
    rejects: ["task"],
    says: /taskRoleArn: a role of its own/,
  },
  {
    what: "a role for each",
    program: (program) => {
      const execution = withArn(program, "aws:iam/role:Role", "execution");
      const own = withArn(program, "aws:iam/role:Role", "own");
      task({}, { executionRoleArn: execution.arn, taskRoleArn: own.arn })(program);
    },
  },
  {
    what: "containers that the preview does not know",
    program: (program) => {
      const other = program.add("aws:ecr/repository:Repository", "images");
      program.add(type, "task", { containerDefinitions: other.output("definitions") });
    },
    unsure: ["task"],
    only: "preview",
  },
  {
    what: "text that is no JSON, which AWS rejects",
    program: (program) => {
      program.add(type, "task", { containerDefinitions: "{" });
    },
    unsure: ["task"],
  },
  { what: "other resources", program: (program) => program.add("aws:sqs/queue:Queue", "queue") },
]);

const digest = `@sha256:${"0123456789abcdef".repeat(4)}`;

itJudges("require-pinned-images", [
  ...[
    "nginx:1.29.4",
    `nginx${digest}`,
    `nginx:latest${digest}`,
    "app:v1.2.3-alpine",
    "app:9f8e7d6",
    "registry.example:5000/app:2026.11.21",
  ].map((image) => ({ what: `the image ${image}`, program: task({ image }) })),
  ...["nginx", "nginx:latest", "nginx:1.29", "nginx:stable", "registry.example:5000/app"].map(
    (image) => ({
      what: `the image ${image}`,
      program: task({ image }),
      rejects: ["task"],
      says: /@sha256:<digest>/,
    }),
  ),
  {
    what: "a moving image beside a pinned one",
    program: beside({ image: "nginx:latest" }),
    rejects: ["task"],
    says: /nginx:latest of container "beside"/,
  },
]);
