import { itJudges, type Case } from "./cases";

const ecs = (path: string): string => `arn:aws:ecs:eu-west-1:123456789012:${path}`;

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const allow = (Action: unknown, Resource: unknown, more = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

const rolePolicy =
  (...statements: object[]): Case["program"] =>
  (program) =>
    void program.add("aws:iam/rolePolicy:RolePolicy", "it", {
      role: "app",
      policy: policy(...statements),
    });

const accepted = (what: string, ...statements: object[]): Case => ({
  what,
  program: rolePolicy(...statements),
});

const rejected = (what: string, statement: object, says: RegExp): Case => ({
  what,
  program: rolePolicy(allow("s3:GetObject", "arn:aws:s3:::one/*"), statement),
  rejects: ["it"],
  says,
});

const groups = "arn:aws:logs:eu-west-1:123456789012:log-group:*";
const inCluster = { Condition: { ArnEquals: { "ecs:cluster": ecs("cluster/one") } } };
const tasks = ["ecs:SubmitTaskStateChange"];

itJudges("require-effective-iam-statements", [
  accepted(
    "actions on what they are made on",
    allow(tasks, ecs("cluster/one")),
    allow("ecs:Poll", [ecs("container-instance/one/*"), ecs("task-set/one/*")]),
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${groups.slice(0, -1)}/app/*:*`),
    allow(["S3:getObject", "s3:List*"], ["arn:aws:s3:::one", "arn:aws:s3:::one/${aws:userid}/*"]),
    allow(["logs:DescribeLogGroups", "ec2:DescribeTags"], "*"),
    { Effect: "Deny", NotAction: "iam:*", NotResource: "arn:aws:s3:::one/*" },
  ),
  accepted(
    "conditions that a request has, or that hold without",
    allow("ecs:Poll", "*", inCluster),
    allow("kms:Decrypt", "*", {
      Condition: {
        StringEquals: { "KMS:ViaService": "rds.eu-west-1.amazonaws.com" },
        Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" },
        Bool: { "aws:SecureTransport": "true" },
      },
    }),
    allow("s3:GetObject", "*", { Condition: { StringNotEquals: { "ecs:cluster": "x" } } }),
    allow("s3:GetObject", "*", { Condition: { StringEqualsIfExists: { "ecs:cluster": "x" } } }),
  ),
  rejected(
    "a condition key that the action has not",
    allow(tasks, "*", inCluster),
    /SubmitTaskStateChange under ecs:cluster.*never matches\.\n.*Statement\[1\]\.Condition/,
  ),
  rejected(
    "a tag that requests for the action do not carry",
    allow("ec2:DescribeTags", "*", { Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } }),
    /under aws:ResourceTag\/a/,
  ),
  rejected(
    "a resource of another type",
    allow(tasks, ecs("container-instance/one/*")),
    /made on arn:\*:ecs:\*:\*:cluster\/\*.*\n.*policy, Statement\[1\]\.Resource/,
  ),
  rejected("a bucket for its objects", allow("s3:GetObject", "arn:aws:s3:::one"), /made on/),
  rejected("objects for their bucket", allow("s3:ListBucket", "arn:aws:s3:::one/*"), /made on/),
  rejected(
    "a resource for a call that takes none",
    allow("logs:DescribeLogGroups", groups),
    /takes no resource for it.*\n.*Resource: "\*" for logs:DescribeLogGroups/,
  ),
  rejected("no action of AWS's", allow("s3:GetObjekt", "*"), /s3:GetObjekt, which is no action/),
  rejected("no service of AWS's", allow("ecss:*", "*"), /ecss:\*, which is no action/),
  rejected(
    "a denial that denies nothing",
    { Effect: "Deny", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::one" },
    /denies s3:DeleteObject on/,
  ),
  {
    what: "the policies of resources, about themselves",
    program: (program) => {
      const Principal = "*";
      const own = (statement: object) => policy({ Principal, ...statement });
      const bucket = own(allow("s3:GetObject", "arn:aws:s3:::one/*"));
      program.add("aws:s3/bucketPolicy:BucketPolicy", "bucket", { policy: bucket });
      program.add("aws:kms/key:Key", "key", { policy: own(allow("kms:GenerateDataKey*", "*")) });
      program.add("aws:ecr/repositoryPolicy:RepositoryPolicy", "repository", {
        policy: own({ Effect: "Allow", Action: "ecr:BatchGetImage" }),
      });
    },
  },
  {
    what: "the same mistakes in policies of other kinds",
    program: (program) => {
      const document = policy({ Principal: "*", ...allow("s3:GetObjekt", "*") });
      program.add("aws:s3/bucketPolicy:BucketPolicy", "bucket", { policy: document });
      program.add("aws:kms/key:Key", "key", { policy: document });
      program.add("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", { policy: document });
      program.add("aws:sns/topicPolicy:TopicPolicy", "topic", { policy: document });
      program.add("aws:backup/vaultPolicy:VaultPolicy", "vault", { policy: document });
      program.add("aws:iam/role:Role", "inline", { inlinePolicies: [{ policy: document }] });
      program.add("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "logs", {
        policyDocument: document,
      });
    },
    rejects: ["bucket", "endpoint", "inline", "key", "logs", "topic", "vault"],
  },
  {
    what: "a trust policy for a service of AWS's, and a federation's own keys",
    program: (program) => {
      const trust = (Principal: object, Condition: object, Action = "sts:AssumeRole") =>
        policy({ Effect: "Allow", Principal, Action, Condition });
      program.add("aws:iam/role:Role", "service", {
        assumeRolePolicy: trust(
          { Service: ["ecs-tasks.amazonaws.com", "logs.eu-west-1.amazonaws.com"] },
          { StringEquals: { "aws:SourceAccount": "123456789012" } },
        ),
      });
      program.add("aws:iam/role:Role", "federation", {
        assumeRolePolicy: trust(
          { Federated: "arn:aws:iam::123456789012:oidc-provider/example.com" },
          { StringEquals: { "example.com:sub": "repo:one" } },
          "sts:AssumeRoleWithWebIdentity",
        ),
      });
    },
  },
  {
    what: "a trust policy for no service of AWS's, and one that is too long",
    program: (program) => {
      const trust = (Service: unknown) =>
        policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
      program.add("aws:iam/role:Role", "strange", { assumeRolePolicy: trust("ecs-tasks.aws") });
      const many = Array.from({ length: 80 }, (_, index) => `service-${index}.amazonaws.com`);
      program.add("aws:iam/role:Role", "long", { assumeRolePolicy: trust(many) });
    },
    rejects: ["strange", "long"],
    says: /ecs-tasks\.aws, which is no service|\d+ characters, and AWS takes 2048/,
  },
  {
    what: "policies that are longer than AWS takes",
    program: (program) => {
      const many = Array.from({ length: 300 }, (_, index) => `arn:aws:s3:::bucket-${index}/*`);
      const document = policy(allow("s3:GetObject", many));
      program.add("aws:iam/policy:Policy", "managed", { policy: document });
      program.add("aws:iam/rolePolicy:RolePolicy", "inline", { role: "app", policy: document });
    },
    rejects: ["managed"],
    says: /AWS takes 6144/,
  },
  {
    what: "policies that are no JSON, unset or odd",
    program: (program) => {
      program.add("aws:iam/policy:Policy", "broken", { policy: "{" });
      program.add("aws:iam/policy:Policy", "unset", {});
      program.add("aws:iam/policy:Policy", "odd", { policy: '{"Statement":[1,null,{}]}' });
    },
  },
]);
