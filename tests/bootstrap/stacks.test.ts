import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { decide, type Call } from "../iam/evaluator";
import { BootstrapAccount } from "./account";
import { GITHUB_PROVIDER, HOST, PULUMI_PROVIDER } from "./tokens";
import { escEnvironments, githubJobs, pulumiDeployments } from "./tokens";

const root = path.resolve(__dirname, "../..");
const stacks = ["dev", "prod", "dr"];

/** What a role's trust policy says of whoever shows a token. */
function admits(trust: string, claims: object, host: string, provider: string): boolean {
  const context = Object.fromEntries(
    Object.entries(claims).map(([claim, value]) => [`${host}:${claim}`, String(value)]),
  );
  const call = { action: "sts:AssumeRoleWithWebIdentity", on: "*", context };
  return decide(trust, call, provider) === "Allow";
}

/** A call in the stack's Region. */
function call(action: string, on = "*", context: Record<string, string> = {}): Call {
  return { action, on, context: { "aws:RequestedRegion": "eu-west-1", ...context } };
}

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const boundary = (stack: string) =>
  `arn:aws:iam::123456789012:policy/landbridge-bootstrap/landbridge-${stack}-boundary`;

describe("bootstrap/ with Pulumi Cloud", function () {
  this.timeout(120_000);
  let account: BootstrapAccount;

  before(async () => {
    account = await BootstrapAccount.of("cloud");
  });

  it("comes up with the policy pack, and a second preview finds nothing to change", async () => {
    const advised = account.up.violations.map(
      ({ policy, urn }) => `${policy} ${urn.split("::").at(-1) ?? ""}`,
    );
    // A boundary gives nothing by itself: it is the most that others may give.
    const boundaries = stacks.map(
      (stack) => `disallow-wildcard-permissions roles-${stack}-boundary-policy`,
    );
    assert.deepEqual(advised.sort(), boundaries.sort());
    const again = await account.sandbox.preview();
    assert.deepEqual(Object.keys(again.changes), ["same"]);
  });

  describe("whom its roles trust", () => {
    const trusted: Readonly<Record<string, readonly string[]>> = {
      preview: ["a pull request", "main, without an environment"],
      deploy: ["main, in the environment prod"],
    };
    for (const [kind, names] of Object.entries(trusted)) {
      for (const [name, job] of Object.entries(githubJobs)) {
        const isTrusted = names.includes(name);
        it(`the role to ${kind} prod ${isTrusted ? "admits" : "refuses"} ${name}`, () => {
          const trust = account.trust(`landbridge-prod-${kind}`);
          assert.equal(admits(trust, job, HOST, GITHUB_PROVIDER), isTrusted);
        });
      }

      it(`the role to ${kind} prod refuses the same claims from another provider, and none at all`, () => {
        const trust = account.trust(`landbridge-prod-${kind}`);
        for (const name of names) {
          const job = githubJobs[name as keyof typeof githubJobs];
          assert.equal(admits(trust, job, HOST, PULUMI_PROVIDER), false);
        }
        assert.equal(admits(trust, {}, HOST, GITHUB_PROVIDER), false);
      });
    }

    for (const [name, token] of Object.entries(pulumiDeployments)) {
      const isTrusted = name.startsWith("prod's ");
      it(`the role of prod's deployments ${isTrusted ? "admits" : "refuses"} ${name}`, () => {
        const trust = account.trust("landbridge-prod-deployments");
        assert.equal(admits(trust, token, "api.pulumi.com/oidc", PULUMI_PROVIDER), isTrusted);
      });
    }
  });

  describe("which environments of Pulumi ESC its roles trust", () => {
    for (const [kind, login] of [
      ["preview", "prod's login for previews"],
      ["deploy", "prod's login for deployments"],
    ] as const) {
      for (const [name, token] of Object.entries(escEnvironments)) {
        it(`the role to ${kind} prod ${name === login ? "admits" : "refuses"} ${name}`, () => {
          const trust = account.trust(`landbridge-prod-${kind}`);
          const isTrusted = admits(trust, token, "api.pulumi.com/oidc", PULUMI_PROVIDER);
          assert.equal(isTrusted, name === login);
          assert.equal(admits(trust, token, "api.pulumi.com/oidc", GITHUB_PROVIDER), false);
        });
      }
    }

    it("AWS takes their tokens, and those of Pulumi Deployments", () => {
      assert.deepEqual(account.audiences("https://api.pulumi.com/oidc"), ["acme", "aws:acme"]);
    });
  });

  describe("what its roles may", () => {
    const ofProd = { "aws:ResourceTag/landbridge:stack": "prod" };
    const ofDev = { "aws:ResourceTag/landbridge:stack": "dev" };
    const database = "arn:aws:rds:eu-west-1:123456789012:db:landbridge-prod-orders";

    it("the role of previews reads, and changes nothing", () => {
      const preview = "landbridge-prod-preview";
      for (const action of ["ec2:DescribeVpcs", "rds:DescribeDBInstances", "iam:GetRole"])
        assert.ok(account.allows(preview, call(action)), action);
      for (const action of [
        "rds:DeleteDBInstance",
        "s3:GetObject",
        "iam:PassRole",
        "ec2:CreateVpc",
      ])
        assert.ok(!account.allows(preview, call(action)), action);
    });

    it("the role of previews reads secrets of its own stack alone", () => {
      const read = (context: Record<string, string>) =>
        account.allows(
          "landbridge-prod-preview",
          call("secretsmanager:GetSecretValue", "*", context),
        );
      assert.deepEqual([read(ofProd), read(ofDev), read({})], [true, false, false]);
      const parameter = "arn:aws:ssm:eu-west-1::parameter/aws/service/ecs/optimized-ami";
      assert.ok(account.allows("landbridge-prod-preview", call("ssm:GetParameter", parameter)));
    });

    it("the deploying role changes its own stack, in its own Regions", () => {
      const deletes = (context: Record<string, string>) =>
        account.allows("landbridge-prod-deploy", call("rds:DeleteDBInstance", database, context));
      assert.ok(deletes(ofProd));
      assert.ok(!deletes(ofDev), "another stack's");
      assert.ok(!deletes({ ...ofProd, "aws:RequestedRegion": "us-west-2" }), "another Region");
      assert.ok(
        deletes({ ...ofProd, "aws:RequestedRegion": "eu-central-1" }),
        "the recovery Region",
      );
    });

    it("the deploying role of a standby works with what it follows", () => {
      const restore = (context: Record<string, string>) =>
        account.allows(
          "landbridge-dr-deploy",
          call("rds:RestoreDBInstanceFromDBSnapshot", "*", {
            "aws:RequestedRegion": "eu-central-1",
            ...context,
          }),
        );
      assert.deepEqual([restore(ofProd), restore(ofDev)], [true, false]);
    });

    it("the deploying role makes roles under its boundary, and none without or under another", () => {
      const makes = (context: Record<string, string>) =>
        account.allows("landbridge-prod-deploy", call("iam:CreateRole", role("orders"), context));
      assert.ok(makes({ "iam:PermissionsBoundary": boundary("prod") }));
      assert.ok(!makes({}));
      assert.ok(!makes({ "iam:PermissionsBoundary": boundary("dev") }));
    });

    it("the deploying role can't take the boundary off, or give a role without it anything", () => {
      for (const action of [
        "iam:DeleteRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
      ])
        assert.ok(!account.allows("landbridge-prod-deploy", call(action, role("orders"))), action);
    });

    it("the deploying role can't touch the bootstrap, whatever condition is met", () => {
      const met = {
        "iam:PermissionsBoundary": boundary("prod"),
        "iam:PassedToService": "ecs-tasks.amazonaws.com",
      };
      for (const [action, on] of [
        ["iam:AttachRolePolicy", role("landbridge-bootstrap/landbridge-prod-preview")],
        ["iam:PassRole", role("landbridge-bootstrap/landbridge-prod-deploy")],
        ["iam:CreatePolicyVersion", boundary("prod")],
        ["iam:DeleteOpenIDConnectProvider", GITHUB_PROVIDER],
      ] as const)
        assert.ok(!account.allows("landbridge-prod-deploy", call(action, on, met)), action);
    });

    it("the deploying role passes roles to the services that the program uses, and makes nobody a user", () => {
      const passes = (service: string) =>
        account.allows(
          "landbridge-prod-deploy",
          call("iam:PassRole", role("orders"), { "iam:PassedToService": service }),
        );
      assert.deepEqual(
        [passes("ecs-tasks.amazonaws.com"), passes("lambda.amazonaws.com")],
        [true, false],
      );
      for (const action of [
        "iam:CreateUser",
        "iam:CreateAccessKey",
        "sts:AssumeRole",
        "organizations:LeaveOrganization",
      ])
        assert.ok(!account.allows("landbridge-prod-deploy", call(action)), action);
    });

    it("the role of deployments changes things in updates, and in previews of pull requests nothing", () => {
      const may = (operation: string, action: string) =>
        account.allows(
          "landbridge-prod-deployments",
          call(action, "*", {
            "api.pulumi.com/oidc:sub": `pulumi:deploy:org:acme:project:landbridge:stack:prod:operation:${operation}:scope:write`,
          }),
        );
      for (const operation of ["update", "refresh", "destroy"])
        assert.ok(may(operation, "ec2:CreateVpc"), operation);
      assert.ok(!may("preview", "ec2:CreateVpc"));
      assert.ok(may("preview", "ec2:DescribeVpcs"));
      assert.ok(
        !account.allows("landbridge-prod-deployments", call("ec2:CreateVpc")),
        "no subject",
      );
    });

    it("no role of the program may more than work with the stack's own resources", () => {
      const says = (action: string, on = "*", context = {}) =>
        decide(account.policy("landbridge-prod-boundary"), call(action, on, context));
      assert.equal(says("s3:GetObject", "arn:aws:s3:::files/a"), "Allow");
      for (const action of [
        "iam:CreateRole",
        "iam:PassRole",
        "organizations:LeaveOrganization",
        "sts:AssumeRole",
      ])
        assert.equal(says(action), "nothing", action);
      assert.equal(says("secretsmanager:GetSecretValue", "*", ofDev), "Deny");
    });
  });

  describe("how Pulumi Deployments runs the stacks", () => {
    const inputsOf = async (type: string, name: string) => {
      const state = await account.sandbox.state();
      const found = state.find((each) => each.type === type && each.urn.endsWith(`::${name}`));
      return found?.inputs ?? {};
    };

    it("from the branch, by the stack's role, with the pack checked first", async () => {
      const inputs = await inputsOf(
        "pulumiservice:index:DeploymentSettings",
        "deployments-dev-settings",
      );
      assert.deepEqual(inputs["sourceContext"], { git: { branch: "refs/heads/main" } });
      const vcs = inputs["vcs"] as Record<string, unknown>;
      assert.deepEqual(
        [vcs["provider"], vcs["repository"], vcs["previewPullRequests"], vcs["deployCommits"]],
        ["github", "acme/landbridge", true, true],
      );
      assert.ok((vcs["paths"] as string[]).includes("components/**"));
      const { oidc, preRunCommands } = inputs["operationContext"] as Record<string, unknown>;
      assert.deepEqual((oidc as { aws: object }).aws, {
        roleARN: role("landbridge-bootstrap/landbridge-dev-deployments"),
        sessionName: "landbridge-dev",
        duration: "2h0m0s",
      });
      assert.deepEqual(preRunCommands, ["npm ci", "npm run --silent policy -- config dev --check"]);
    });

    it("prod is not deployed by a push alone", async () => {
      const inputs = await inputsOf(
        "pulumiservice:index:DeploymentSettings",
        "deployments-prod-settings",
      );
      assert.equal((inputs["vcs"] as Record<string, unknown>)["deployCommits"], false);
    });

    it("looks for drift each night, and mends nothing by itself", async () => {
      const inputs = await inputsOf("pulumiservice:index:DriftSchedule", "deployments-prod-drift");
      assert.deepEqual([inputs["scheduleCron"], inputs["autoRemediate"]], ["17 3 * * *", false]);
    });

    it("has the published pack hold for prod, with prod's levels", async () => {
      const inputs = await inputsOf("pulumiservice:index:PolicyGroup", "policies-production");
      assert.deepEqual(
        [inputs["mode"], inputs["stacks"]],
        ["preventative", [{ name: "prod", routingProject: "landbridge" }]],
      );
      const [pack] = inputs["policyPacks"] as { name: string; config: unknown }[];
      const committed: unknown = JSON.parse(
        fs.readFileSync(path.join(root, "policy/prod.json"), "utf8"),
      );
      assert.equal(pack?.name, "landbridge");
      assert.deepEqual(pack.config, committed);
    });

    it("has a login of Pulumi ESC for each role, which its team may open, and values that people set", async () => {
      const environment = "pulumiservice:index:Environment";
      const { yaml, project, name } = await inputsOf(environment, "esc-prod-deploy");
      assert.deepEqual([project, name], ["landbridge", "prod-deploy"]);
      const { imports, values } = parse(String(yaml)) as {
        imports: string[];
        values: Record<string, object>;
      };
      assert.deepEqual(imports, ["landbridge/prod"]);
      assert.deepEqual(values["aws"], {
        login: {
          "fn::open::aws-login": {
            oidc: {
              roleArn: role("landbridge-bootstrap/landbridge-prod-deploy"),
              sessionName: "landbridge-prod-deploy",
              duration: "2h",
              subjectAttributes: ["currentEnvironment.name"],
            },
          },
        },
      });
      assert.ok("AWS_SESSION_TOKEN" in (values["environmentVariables"] ?? {}));
      const permissions = (await account.sandbox.state())
        .filter(({ type }) => type === "pulumiservice:index:TeamEnvironmentPermission")
        .map(({ inputs = {} }) => inputs)
        .filter(({ environment }) => String(environment).startsWith("prod"))
        .map(({ team, environment, permission }) => [team, environment, permission].join(" "));
      assert.deepEqual(permissions.sort(), [
        "developers prod open",
        "developers prod-preview open",
        "platform prod open",
        "platform prod-deploy open",
      ]);
      const { inputs, protect } =
        (await account.sandbox.state()).find(({ urn }) => urn.endsWith("::esc-prod-values")) ?? {};
      assert.equal(protect, true);
      assert.equal(inputs?.["yaml"], "values:\n  pulumiConfig: {}");
    });

    it("follows a change in place, and replaces what Pulumi Cloud can't change", async () => {
      const environments = ["dev", "prod", "dr"].map((stack) => ({
        stack,
        region: "eu-west-1",
        ...(stack === "dev" && { deployOnPush: true, expires: "2030-01-01T00:00:00Z" }),
      }));
      await account.sandbox.setConfig({
        "landbridge-bootstrap:branch": "release",
        "landbridge-bootstrap:environments": environments,
        "landbridge-bootstrap:pulumiCloud.policyGroups": [
          { name: "production", stacks: ["prod"], packVersion: "0.1.0", mode: "audit" },
        ],
      });
      const { steps } = await account.sandbox.preview();
      const of = (name: string) => steps.filter((step) => step.name === name).map(({ op }) => op);
      assert.deepEqual(of("deployments-dev-settings"), ["update"]);
      assert.deepEqual(of("deployments-dev-ttl"), ["create"]);
      assert.ok(of("policies-production").includes("replace"));
    });
  });
});

describe("bootstrap/ with state in a bucket", function () {
  this.timeout(120_000);
  let account: BootstrapAccount;

  before(async () => {
    account = await BootstrapAccount.of("own-state");
  });

  it("comes up with the policy pack, and a second preview finds nothing to change", async () => {
    const again = await account.sandbox.preview();
    assert.deepEqual(Object.keys(again.changes), ["same"]);
    assert.deepEqual(
      [account.up.outputs?.["backendUrl"], account.up.outputs?.["secretsProvider"]],
      [
        "s3://acme-landbridge-state?region=eu-north-1",
        "awskms://alias/acme-landbridge-state?region=eu-north-1",
      ],
    );
  });

  it("gives AWS_ROLES as the workflows read it", () => {
    const roles = account.up.outputs?.["githubRoles"] as Record<string, Record<string, string>>;
    assert.deepEqual(Object.keys(roles).sort(), [...stacks].sort());
    assert.deepEqual(roles["prod"], {
      region: "eu-west-1",
      preview: role("landbridge-bootstrap/landbridge-prod-preview"),
      deploy: role("landbridge-bootstrap/landbridge-prod-deploy"),
    });
  });

  it("lets each role at the state of its stack, and a standby read its primary's", () => {
    const file = (stack: string) =>
      `arn:aws:s3:::acme-landbridge-state/.pulumi/stacks/landbridge/${stack}.json`;
    const may = (name: string, action: string, stack: string) =>
      account.allows(`landbridge-${name}`, call(action, file(stack)));
    assert.ok(may("prod-deploy", "s3:PutObject", "prod"));
    assert.ok(!may("prod-deploy", "s3:PutObject", "dev"));
    assert.ok(!may("prod-deploy", "s3:GetObject", "dev"));
    assert.ok(may("prod-preview", "s3:GetObject", "prod"));
    assert.ok(!may("prod-preview", "s3:PutObject", "prod"));
    assert.ok(may("dr-preview", "s3:GetObject", "prod"));
    assert.ok(!may("dr-deploy", "s3:PutObject", "prod"));
  });

  it("keeps the program's roles away from it", () => {
    const on = "arn:aws:s3:::acme-landbridge-state/.pulumi/stacks/landbridge/prod.json";
    assert.equal(
      decide(account.policy("landbridge-prod-boundary"), call("s3:GetObject", on)),
      "Deny",
    );
  });

  it("stays when somebody destroys the stack", async () => {
    const end = await account.sandbox.destroy();
    assert.equal(end.succeeded, false);
    const kept = (await account.sandbox.protectedResources()).map(({ name }) => name);
    for (const name of ["state-bucket", "state-key", "github"])
      assert.ok(kept.includes(name), kept.join());
  });
});
