import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { IamReference } from "../../policy/reading/iamReference";
import { ineffective } from "../../policy/reading/effectiveStatements";
import { matches } from "../../policy/reading/patterns";
import type { Permissions } from "./account";
import { agents } from "./agents";
import { optionalAgents } from "./optionalAgents";

/** Services that the stacks' documents name as principals, in every form that AWS lists. */
const services = new Set(
  (
    "backup cloudwatch ec2 ecr ecs-tasks events fis monitoring.rds rds s3 scheduler ssm storagegateway vpc-flow-logs " +
    "logging.s3 logdelivery.elasticloadbalancing logs.eu-west-1 logs.eu-central-1"
  ).split(" "),
);

/** Objects of AWS's own buckets that nodes and servers read by the S3 endpoints, without a name. */
const publicReads = [
  ["image layers of ECR", "prod-eu-west-1-starport-layer-bucket/layer"],
  // scripts/ecs-anywhere-install.sh of amazon-ecs-agent.
  ["the ECS agent of ECS Anywhere's installer", "amazon-ecs-agent-eu-west-1/amazon-ecs-init.rpm"],
  ["the SSM agent of the same", "amazon-ssm-eu-west-1/latest/linux_amd64/amazon-ssm-agent.rpm"],
] as const;

/** Of Application Auto Scaling, to which the reference has no such ARN. */
const SCALING = [
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingPolicy.html
  "arn:*:autoscaling:*:*:scalingPolicy:*:resource/*:policyName/*",
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScheduledAction.html
  "arn:*:autoscaling:*:*:scheduledAction:*:resource/*:scheduledActionName/*",
];

const reference = JSON.parse(
  fs.readFileSync(path.join(__dirname, "../../policy/data/iamReference.json"), "utf8"),
) as IamReference;

/** Forms of the ARNs that AWS's reference has for a service's resources. */
function formsOf(service: string): string[] {
  const types = Object.values(reference.services[service]?.resources ?? {});
  return [...types.map(([form = ""]) => form), ...SCALING];
}

/** That everybody may do what they do, and nothing else: by the documents of dev, prod and dr. */
export function permissionsOf(get: () => Permissions): void {
  const everyAgent = () => [...agents(get()), ...optionalAgents(get())];
  const documents = (): { on: string; property: string; text: string }[] =>
    get().everything.flatMap(({ urn, attributes }) =>
      ["policy", "assumeRolePolicy", "policyDocument"].flatMap((property) => {
        const text = attributes[property];
        return typeof text === "string" && text.includes('"Statement"')
          ? [{ on: urn, property, text }]
          : [];
      }),
    );

  it("name actions, resources and condition keys as AWS's reference has them", () => {
    assert.ok(documents().length > 100);
    const found = documents().flatMap(({ on, property, text }) => {
      const identity = /:(Role|User|Group)?Policy::/.test(on) && on.includes("aws:iam/");
      const use = property === "assumeRolePolicy" ? "trust" : identity ? "identity" : "resource";
      return ineffective(text, use).map(({ problem }) => `${on} ${problem}`);
    });
    assert.deepEqual(found, []);
  });

  it("are about ARNs of the forms that AWS has", () => {
    const strange = get().everything.flatMap(({ type, attributes: { arn } }) =>
      typeof arn !== "string" ||
      arn === "" ||
      formsOf(arn.split(":")[2] ?? "").some((form) => matches(form, arn))
        ? []
        : [`${type} ${arn}`],
    );
    assert.deepEqual([...new Set(strange)], []);
  });

  it("name services of AWS's that exist", () => {
    for (const { on, text } of documents()) {
      for (const [service] of text.matchAll(/[a-z0-9.-]+\.amazonaws\.com(?=")/g)) {
        if (text.includes(`"kms:ViaService"`) && service.includes(".eu-")) continue;
        const name = service.replace(/\.amazonaws\.com$/, "");
        assert.ok(services.has(name), `${on}: ${service}`);
      }
    }
  });

  it("are no longer than AWS takes, a role's own all together", () => {
    const inline = new Map<string, number>();
    for (const { type, attributes, urn } of get().everything) {
      const size = (property: string): number =>
        JSON.stringify(attributes[property] ?? "").replace(/\s/g, "").length;
      if (type.endsWith(":Role")) assert.ok(size("assumeRolePolicy") <= 2048, urn);
      if (type.endsWith(":TaskDefinition")) assert.ok(size("containerDefinitions") < 65_536, urn);
      if (type.endsWith(":BucketPolicy")) assert.ok(size("policy") <= 20_480, urn);
      if (type.endsWith(":Key")) assert.ok(size("policy") <= 32_768, urn);
      if (!type.endsWith(":RolePolicy")) continue;
      const role = String(attributes["role"]);
      inline.set(role, (inline.get(role) ?? 0) + size("policy"));
    }
    assert.ok(inline.size > 10);
    for (const [role, size] of inline) assert.ok(size <= 10_240, `${role}: ${size}`);
  });

  it("let every agent of prod do what it does, there and nowhere else", () => {
    const wrong = everyAgent().flatMap(({ agent, role = "", calls }) =>
      calls.flatMap(({ elsewhere, ...call }) => [
        ...(get().allows(role, call) ? [] : [`${agent} may not ${call.action} on ${call.on}`]),
        ...(elsewhere !== undefined && get().allows(role, { ...call, on: elsewhere })
          ? [`${agent} may ${call.action} on ${elsewhere}`]
          : []),
      ]),
    );
    assert.deepEqual(wrong, []);
  });

  it("let the right service take each role, for this account only", () => {
    for (const { agent, role = "", service, sourceArn } of everyAgent()) {
      const from = (owner: string) => ({
        "aws:SourceAccount": owner,
        "aws:SourceArn": (sourceArn ?? "").replace("123456789012", owner),
      });
      assert.ok(get().admits(role, service, from("123456789012")), agent);
      assert.ok(!get().admits(role, "lambda.amazonaws.com", from("123456789012")), agent);
      // EC2 takes a role by the instance profile that is in the account: there is no other to name.
      if (service === "ec2.amazonaws.com") continue;
      assert.ok(!get().admits(role, service, from("210987654321")), agent);
    }
  });

  it("let nodes and servers read what AWS's own buckets have for them, and nobody else's", () => {
    for (const [what, object] of publicReads) {
      const read = { action: "s3:GetObject", on: `arn:aws:s3:::${object}` };
      assert.ok(get().passes(read, "anonymous"), what);
      assert.ok(!get().passes({ ...read, action: "s3:PutObject" }, "anonymous"), what);
    }
    const elsewhere = { action: "s3:GetObject", on: "arn:aws:s3:::another/object" };
    assert.ok(!get().passes(elsewhere, "anonymous"));
  });

  it("let no file of a share be read without TLS", () => {
    const on = `${get().arn(":Bucket", "files-reports-bucket")}/a`;
    const context = { "aws:ResourceAccount": "123456789012", "aws:SecureTransport": "false" };
    const read = { action: "s3:GetObject", on, context };
    assert.ok(!get().allows("files-reports-share-role", read));
  });
}
