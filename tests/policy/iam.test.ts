import { itJudges, type Case } from "./cases";

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

const rejected = (what: string, statement: object, says: RegExp): Case => ({
  what,
  program: rolePolicy(allow("s3:GetObject", "arn:aws:s3:::one/*"), statement),
  rejects: ["it"],
  says,
});

itJudges("disallow-wildcard-permissions", [
  {
    what: "actions on what is named, denials, and what AWS grants on nothing narrower",
    program: rolePolicy(
      allow(["s3:GetObject", "kms:GenerateDataKey*"], "arn:aws:s3:::one/*"),
      allow(["ecr:GetAuthorizationToken", "ec2:DescribeInstances", "ssmmessages:*"], "*"),
      { Effect: "Deny", Action: "*", Resource: "*" },
    ),
  },
  {
    what: "every resource under a condition",
    program: rolePolicy(
      allow("ecs:StopTask", "*", { Condition: { ArnEquals: { "ecs:cluster": "x" } } }),
    ),
  },
  rejected("every action", allow("*", "*"), /allows every action.*\n.*Statement\[1\]\.Action/),
  rejected(
    "every action of a service",
    allow(["s3:*"], "arn:aws:s3:::one"),
    /every action of s3:\*/,
  ),
  rejected("all but some", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, /NotAction/),
  rejected(
    "every resource",
    allow(["ecr:GetAuthorizationToken", "s3:GetObject"], "*"),
    /allows s3:GetObject on every resource.*\n.*Resource \(now \*\)/,
  ),
  {
    what: "the same in the policies of a role, a user and a group, and in one by itself",
    program: (program) => {
      const document = policy(allow("*", "*"));
      program.add("aws:iam/role:Role", "inline", { inlinePolicies: [{ policy: document }] });
      program.add("aws:iam/policy:Policy", "policy", { policy: document });
      program.add("aws:iam/userPolicy:UserPolicy", "user", { policy: document });
      program.add("aws:iam/groupPolicy:GroupPolicy", "group", { policy: document });
    },
    rejects: ["inline", "policy", "user", "group"],
  },
  {
    what: "AWS's own policies for administrators",
    program: (program) => {
      const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
      program.add("aws:iam/role:Role", "role", { managedPolicyArns: [arn] });
      program.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", {
        role: "app",
        policyArn: arn,
      });
    },
    rejects: ["role", "attachment"],
    says: /gives AdministratorAccess/,
  },
  {
    what: "policies that are no JSON, unset or unrelated",
    program: (program) => {
      program.add("aws:iam/policy:Policy", "broken", { policy: "{" });
      program.add("aws:iam/policy:Policy", "unset", {});
      program.add("aws:iam/policy:Policy", "odd", { policy: '{"Statement":[1,null,{}]}' });
      program.add("aws:s3/bucketPolicy:BucketPolicy", "other", { policy: policy(allow("*", "*")) });
    },
  },
]);

const trust = (Principal: unknown, more = {}): Case["program"] => {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more };
  return (program) =>
    void program.add("aws:iam/role:Role", "it", { assumeRolePolicy: policy(statement) });
};

itJudges("disallow-long-lived-credentials", [
  {
    what: "a role",
    program: (program) => void program.add("aws:iam/role:Role", "it"),
  },
  {
    what: "a user, its key and its password",
    program: (program) => {
      program.add("aws:iam/user:User", "user");
      program.add("aws:iam/accessKey:AccessKey", "key", { user: "user" });
      program.add("aws:iam/userLoginProfile:UserLoginProfile", "password", { user: "user" });
    },
    rejects: ["user", "key", "password"],
    says: /never expires\.\nChange: a role instead/,
  },
]);

itJudges("disallow-public-trust", [
  { what: "a service", program: trust({ Service: "ec2.amazonaws.com" }) },
  { what: "an account", program: trust({ AWS: "arn:aws:iam::123456789012:root" }) },
  {
    what: "everyone of the organisation",
    program: trust("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
  },
  {
    what: "one repository of a federation",
    program: trust(
      { Federated: "arn:aws:iam::123456789012:oidc-provider/example.com" },
      { Condition: { StringEquals: { "example.com:sub": "repo:one" } } },
    ),
  },
  {
    what: "everyone",
    program: trust("*"),
    rejects: ["it"],
    says: /by everyone.*\n.*assumeRolePolicy, Statement\[0\]\.Principal/,
  },
  { what: "everyone, in a list", program: trust({ AWS: ["1", "*"] }), rejects: ["it"] },
  {
    what: "everyone under a condition that everyone can meet",
    program: trust("*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    rejects: ["it"],
  },
  {
    what: "everyone but one",
    program: trust(undefined, { NotPrincipal: { AWS: "1" } }),
    rejects: ["it"],
  },
  {
    what: "a whole federation",
    program: trust({ Federated: "arn:aws:iam::123456789012:oidc-provider/example.com" }),
    rejects: ["it"],
    says: /every identity of .*oidc-provider\/example.com/,
  },
]);

const key =
  (inputs: Record<string, unknown>): Case["program"] =>
  (program) =>
    void program.add("aws:kms/key:Key", "it", inputs);

const everyone = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };

itJudges("require-kms-rotation-and-closed-policy", [
  { what: "a key that rotates", program: key({ enableKeyRotation: true }) },
  {
    what: "a key that admits a role by condition",
    program: key({
      enableKeyRotation: true,
      policy: policy({
        ...everyone,
        Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } },
      }),
    }),
  },
  { what: "keys that AWS cannot rotate", program: key({ keyUsage: "SIGN_VERIFY" }) },
  { what: "an RSA key", program: key({ customerMasterKeySpec: "RSA_2048" }) },
  {
    what: "a key that does not rotate",
    program: key({ enableKeyRotation: false }),
    rejects: ["it"],
    says: /does not rotate.*\n.*enableKeyRotation: true/,
  },
  { what: "a key that says nothing", program: key({}), rejects: ["it"] },
  {
    what: "a key that admits everyone, in its policy or beside it",
    program: (program) => {
      const document = policy(everyone);
      program.add("aws:kms/key:Key", "inside", { enableKeyRotation: true, policy: document });
      program.add("aws:kms/keyPolicy:KeyPolicy", "beside", { policy: document });
    },
    rejects: ["inside", "beside"],
    says: /admits everyone.*\n.*policy, Statement\[0\]\.Principal/,
  },
]);
