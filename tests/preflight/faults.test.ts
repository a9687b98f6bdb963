import * as assert from "node:assert/strict";
import * as path from "node:path";
import { preflight } from "../../preflight";
import { Account } from "../../preflight/account";
import type { Finding } from "../../preflight/check";
import { readStack } from "../../preflight/stackConfig";
import { accountFacts } from "../../sandbox/account/facts";
import { standInSurroundings } from "../../sandbox/account/surroundings";

// The SDK's notice on the ends of Node.js versions.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
const root = path.join(__dirname, "../..");
type Json = Readonly<Record<string, unknown>>;

/** What is found for a committed stack in the prepared account, with whatever that has otherwise. */
async function findings(stack: string, otherwise: Json = {}): Promise<Finding[]> {
  const { config, ...primary } = readStack(root, stack);
  const surroundings = standInSurroundings(accountFacts(otherwise));
  const account = new Account(config.region, surroundings);
  return preflight({ account, config, ...primary });
}

interface Fault {
  readonly what: string;
  readonly stack?: string;
  readonly otherwise: Json;
  readonly check: string;
  readonly found: RegExp;
  readonly todo: RegExp;
}

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/orders/payment-AbCdEf";
const CERTIFICATE =
  "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a-6b1e-4d2c-9a5b-7c8d9e0f1a2b";

const AUTHORITY =
  "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/5a1c6f0e-9d0b-4a55-8f3e-2b7c1d9e4f60";

const failures: readonly Fault[] = [
  {
    what: "credentials that are expired",
    otherwise: { caller: "" },
    check: "Credentials",
    found: /takes no credentials of yours.*ExpiredToken/,
    todo: /aws sso login/,
  },
  {
    what: "another account than the ARNs are of",
    otherwise: { accountId: "210987654321" },
    check: "Credentials",
    found: /account 210987654321, but the config's ARNs are of 123456789012/,
    todo: /profile/,
  },
  {
    what: "a recovery Region that is not switched on",
    otherwise: { regions: { "eu-central-1": "not-opted-in" } },
    check: "Regions",
    found: /eu-central-1 is not enabled/,
    todo: /aws account enable-region --region-name eu-central-1/,
  },
  {
    what: "a letter that is no zone of this account",
    otherwise: { zones: { "eu-west-1": "abd" }, quotas: { "ec2/L-0263D0A3": 10 } },
    check: "Availability Zones",
    found: /this account has no zone eu-west-1c/,
    todo: /landbridge:network.availabilityZones: choose among a, b, d/,
  },
  {
    what: "instance types that no zone offers",
    otherwise: {
      notOffered: Object.fromEntries(
        ["a", "b", "c"].map((zone) => [`eu-west-1${zone}`, ["m8g.xlarge", "m7g.xlarge"]]),
      ),
    },
    check: "Instance types",
    found: /class general: eu-west-1 offers none of m8g.xlarge, m7g.xlarge/,
    todo: /landbridge:cluster.capacity.general.instanceTypes/,
  },
  {
    what: "too few Elastic IP addresses beside what others use",
    otherwise: { quotas: { "ec2/L-0263D0A3": 5 }, others: { elasticIps: 3 } },
    check: "Service Quotas",
    found: /Elastic IP addresses: needs 3, quota 5, others use 3/,
    todo: /--service-code ec2 --quota-code L-0263D0A3 --desired-value 6/,
  },
  {
    what: "a full Region of VPCs",
    otherwise: { others: { vpcs: 5 } },
    check: "Service Quotas",
    found: /VPCs: needs 1, quota 5, others use 5/,
    todo: /--quota-code L-F678F1CE --desired-value 6/,
  },
  {
    what: "a new account's five vCPUs, which is AWS's own value",
    otherwise: { quotas: { "ec2/L-1216C47A": undefined } },
    check: "Service Quotas",
    found: /vCPUs, Standard on-demand: needs 48, quota 5, others use 2/,
    todo: /--quota-code L-1216C47A --desired-value 50/,
  },
  {
    what: "a Region full of network interfaces",
    otherwise: { others: { networkInterfaces: 4990 } },
    check: "Service Quotas",
    found: /network interfaces: needs \d+, quota 5000, others use 4990/,
    todo: /--quota-code L-DF5E4CA3/,
  },
  {
    what: "AWS Config that is off",
    otherwise: { configRecorder: "none" },
    check: "AWS Config",
    found: /not switched on/,
    todo: /resource tracking.*landbridge:backup.audit: false/,
  },
  {
    what: "AWS Config's recorder that is stopped",
    otherwise: { configRecorder: "stopped" },
    check: "AWS Config",
    found: /recorder is stopped/,
    todo: /resource tracking/,
  },
  {
    what: "a secret that nobody made",
    otherwise: { secrets: { [SECRET]: null } },
    check: "Secrets",
    found: /service orders, PAYMENT_KEY: secret:prod\/orders\/payment-AbCdEf is not there/,
    todo: /aws secretsmanager create-secret --region eu-west-1/,
  },
  {
    what: "a secret that is scheduled for deletion",
    otherwise: { secrets: { [SECRET]: "deleted" } },
    check: "Secrets",
    found: /scheduled for deletion/,
    todo: /restore-secret/,
  },
  {
    what: "a parameter that nobody made",
    otherwise: { parameters: [] },
    check: "Parameters",
    found: /DATABASE_PASSWORD: parameter\/prod\/customers\/database-password is not there/,
    todo: /aws ssm put-parameter/,
  },
  {
    what: "a certificate that waits for its validation",
    stack: "dev",
    otherwise: { certificates: { [CERTIFICATE]: { status: "PENDING_VALIDATION" } } },
    check: "Certificate",
    found: /PENDING_VALIDATION/,
    todo: /aws acm describe-certificate/,
  },
  {
    what: "a certificate for other names",
    stack: "dev",
    otherwise: { certificates: { [CERTIFICATE]: { names: ["*.example.com"] } } },
    check: "Certificate",
    found: /is for \*\.example\.com, not for \*\.dev\.aws\.example\.com/,
    todo: /request-certificate/,
  },
  {
    what: "a private CA that is not there",
    otherwise: { authorities: { [AUTHORITY]: null } },
    check: "Private CA",
    found: /5a1c6f0e-9d0b-4a55-8f3e-2b7c1d9e4f60 is not there/,
    todo: /acm-pca describe-certificate-authority/,
  },
  {
    what: "a private CA that issues nothing",
    otherwise: { authorities: { [AUTHORITY]: { status: "DISABLED" } } },
    check: "Private CA",
    found: /is DISABLED/,
    todo: /acm-pca describe-certificate-authority/,
  },
  {
    what: "a private CA of another family of keys than the certificate's",
    otherwise: { authorities: { [AUTHORITY]: { keyAlgorithm: "RSA_2048" } } },
    check: "Private CA",
    found: /key is RSA_2048, and signs no EC_prime256v1/,
    todo: /certificateKeyAlgorithm: one of its family, RSA/,
  },
  {
    what: "an image that nobody pushed",
    otherwise: { images: { "landbridge-prod/orders": { "1.4.1": ["arm64"], "1.4.2": undefined } } },
    check: "Images",
    found: /orders:1\.4\.2 is not in landbridge-prod\/orders$/,
    todo: /npm run first-run, docs\/deploying\.md/,
  },
  {
    what: "a repository that is not made yet",
    otherwise: { images: { "landbridge-prod/orders": null } },
    check: "Images",
    found: /not in landbridge-prod\/orders, which is not there either/,
    todo: /npm run first-run/,
  },
  {
    what: "an image for another processor than the class's",
    otherwise: { images: { "landbridge-prod/orders": { "1.4.2": ["amd64"] } } },
    check: "Images",
    found: /orders:1\.4\.2 is for amd64, its capacity class is arm64/,
    todo: /buildx build --platform linux\/arm64/,
  },
  {
    what: "a cross-connect that is not made",
    otherwise: { connections: { "dxcon-fh6ayh1d": { state: "down" } } },
    check: "Direct Connect",
    found: /link primary: dxcon-fh6ayh1d is down/,
    todo: /crossConnect: ordered/,
  },
  {
    what: "a connection of another account",
    otherwise: { connections: { "dxcon-fh6ayh1d": null } },
    check: "Direct Connect",
    found: /dxcon-fh6ayh1d is not in this account and Region/,
    todo: /correct connectionId/,
  },
  {
    what: "an appliance that does not answer",
    otherwise: { answering: [] },
    check: "File gateways",
    found: /gateway dc1: 10\.100\.20\.10:80 does not answer/,
    todo: /activationKey/,
  },
  {
    what: "state that is lost with the Region",
    otherwise: {
      backend: "s3://company-state",
      bucketRegions: { "company-state": "eu-west-1" },
    },
    check: "Pulumi's state",
    found: /in eu-west-1, the Region whose failure it is needed for/,
    todo: /pulumi stack export/,
  },
  {
    what: "a standby whose state is in its primary's Region",
    stack: "dr",
    otherwise: { backend: "s3://company-state?region=eu-west-1" },
    check: "Pulumi's state",
    found: /in eu-west-1, the Region whose failure/,
    todo: /pulumi stack import/,
  },
];

const warnings: readonly Fault[] = [
  ...(
    [
      ["cloudTrail", /nobody has a trail of CloudTrail in eu-west-1/],
      ["guardDuty", /nobody has a detector of GuardDuty/],
      ["securityHub", /nobody has Security Hub/],
      ["accessAnalyzer", /nobody has an analyzer of Access Analyzer/],
      ["inspector", /nobody has Inspector/],
    ] as const
  ).map(([service, found]) => ({
    what: `an account that nobody watches by ${service}`,
    otherwise: { watchers: { [service]: false } },
    check: "Governance",
    found,
    todo: new RegExp(`landbridge:governance.${service}: own`),
  })),
  {
    what: "a kind of resource that AWS Backup skips",
    otherwise: { backupOptIn: { RDS: false } },
    check: "AWS Backup",
    found: /not opted in for RDS/,
    todo: /--resource-type-opt-in-preference RDS=true/,
  },
  {
    what: "no service-linked role of ECS yet",
    otherwise: { serviceLinkedRoles: ["backup", "reports.backup", "autoscaling", "rds", "spot"] },
    check: "Service-linked roles",
    found: /no role yet of ecs, ecs\.application-autoscaling, elasticloadbalancing/,
    todo: /create-service-linked-role --aws-service-name ecs\.amazonaws\.com/,
  },
  {
    what: "few network interfaces for tasks",
    otherwise: { trunking: "disabled" },
    check: "ECS settings",
    found: /awsvpcTrunking is disabled/,
    todo: /put-account-setting-default/,
  },
  {
    what: "a zone that has none of a class's types",
    otherwise: { notOffered: { "eu-west-1c": ["m8g.xlarge", "m7g.xlarge"] } },
    check: "Instance types",
    found: /class general: none of m8g\.xlarge, m7g\.xlarge in eu-west-1c/,
    todo: /add a type/,
  },
  {
    what: "the root user",
    otherwise: { caller: "arn:aws:iam::123456789012:root" },
    check: "Credentials",
    found: /as its root user/,
    todo: /take a role/,
  },
  {
    what: "state in a file of this machine",
    otherwise: { backend: "file://~" },
    check: "Pulumi's state",
    found: /on this machine alone/,
    todo: /pulumi login/,
  },
];

describe("preflight, in the stand-in's account", () => {
  for (const stack of ["dev", "prod", "dr"]) {
    it(`finds nothing against ${stack}`, async () => {
      const all = await findings(stack);
      const bad = all.filter(({ result }) => result === "failed" || result === "warning");
      assert.deepEqual(bad, []);
      assert.ok(all.length >= 8, `${all.length} findings`);
    });
  }

  const cases = [
    ...failures.map((fault) => ({ ...fault, result: "failed" })),
    ...warnings.map((fault) => ({ ...fault, result: "warning" })),
  ];
  for (const { what, stack = "prod", otherwise, check, found, todo, result } of cases) {
    it(`finds ${what}, and nothing else`, async () => {
      const bad = (await findings(stack, otherwise)).filter((each) =>
        ["failed", "warning"].includes(each.result),
      );
      assert.deepEqual(
        bad.map((each) => [each.check, each.result]),
        [[check, result]],
      );
      assert.match(bad[0]?.found ?? "", found);
      assert.match(bad[0]?.todo ?? "", todo);
    });
  }

  it("asks nothing more of an account that takes no credentials", async () => {
    const all = await findings("prod", { caller: "" });
    assert.deepEqual(
      all.map(({ check, result }) => [check, result]),
      [
        ["Credentials", "failed"],
        ["Everything else", "not checked"],
      ],
    );
  });

  it("names a permission that is missing, and checks the rest", async () => {
    const denied = ["ecr:BatchGetImage", "ec2:DescribeVpcs", "iam:ListRoles"];
    const all = await findings("prod", { denied });
    const needs = all.filter(({ found }) => found.startsWith("needs "));
    assert.deepEqual(
      needs.map(({ check, result, found }) => `${check}: ${result}: ${found}`),
      [
        "Service Quotas: not checked: needs ec2:DescribeVpcs",
        "Service Quotas: not checked: needs ec2:DescribeVpcs", // network interfaces go by the VPC
        "Service-linked roles: not checked: needs iam:ListRoles",
        "Images: not checked: needs ecr:BatchGetImage",
      ],
    );
    assert.ok(!all.some(({ result }) => result === "failed"));
    assert.ok(all.some(({ found }) => found.startsWith("Elastic IP addresses")));
  });

  it("reads an image of one architecture from its configuration", async () => {
    const images = { "landbridge-prod/orders": { "1.4.2": ["arm64"] } };
    const all = await findings("prod", { images });
    assert.ok(all.some(({ found }) => found === "service orders: orders:1.4.2 (arm64)"));
  });
});
