import { wellArchitected } from "../../frameworks";
import { describe, type Resource } from "../../graph";
import { ineffective, type PolicyUse } from "../../reading/effectiveStatements";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** A policy document of a resource, where it stands, what it is for, and how long AWS lets it be. */
interface Document {
  readonly line: string;
  readonly text: string | undefined;
  readonly use: PolicyUse;
  /** Characters; AWS counts no white space in IAM's own policies. */
  readonly limit: number;
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 */
const limits = { trust: 2048, inline: 10_240, managed: 6144, bucket: 20_480, resource: 32_768 };

function isOneOf({ type }: Resource, of: readonly string[]): boolean {
  return of.includes(type);
}

function documents(resource: Resource): Document[] {
  const { props } = resource;
  const text = (line: string): string | undefined => props.string(line);
  if (isOneOf(resource, types.role)) {
    const line = "assumeRolePolicy";
    return [
      { line, text: text(line), use: "trust", limit: limits.trust },
      ...props.objects("inlinePolicies").map((inline, index) => ({
        line: `inlinePolicies[${index}].policy`,
        text: inline.string("policy"),
        use: "identity" as const,
        limit: limits.inline,
      })),
    ];
  }
  const line = isOneOf(resource, types.logResourcePolicy) ? "policyDocument" : "policy";
  if (!isOneOf(resource, types.identityPolicy)) {
    const limit = isOneOf(resource, types.bucketPolicy) ? limits.bucket : limits.resource;
    return [{ line, text: text(line), use: "resource", limit }];
  }
  const limit = isOneOf(resource, types.managedPolicy) ? limits.managed : limits.inline;
  return [{ line, text: text(line), use: "identity", limit }];
}

export const effectiveStatementRules: readonly Rule[] = [
  {
    number: 81,
    name: "require-effective-iam-statements",
    description:
      "Statements of policies name actions that AWS knows, on resources that these are made on, under conditions that these have.",
    why: "AWS takes a statement that can never match without a word. A permission that isn't one shows when the service is needed; a denial that isn't one never shows.",
    severity: "high",
    framework: wellArchitected("SEC03-BP02", "Grant least privilege access"),
    tags: ["iam"],
    remediationSteps:
      "Write the action, the resource and the condition key as AWS's Service Authorization Reference has them. What is newer than the pack's copy of it is exempted, with a reason.",
    url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    types: [
      ...types.role,
      ...types.identityPolicy,
      ...types.bucketPolicy,
      ...types.topicPolicy,
      ...types.kmsKey,
      ...types.kmsKeyPolicy,
      ...types.vpcEndpoint,
      ...types.vpcEndpointPolicy,
      ...types.otherResourcePolicy,
      ...types.logResourcePolicy,
    ],
    check(resource, report) {
      for (const { line, text, use, limit } of documents(resource)) {
        if (text === undefined) continue;
        for (const { problem, change } of ineffective(text, use)) {
          report.violation(resource, `${describe(resource)} ${problem}`, `${line}, ${change}`);
        }
        const size = text.replace(/\s/g, "").length;
        if (size <= limit) continue;
        report.violation(
          resource,
          `${describe(resource)} has a policy of ${size} characters, and AWS takes ${limit}`,
          `${line}: fewer statements, or wildcards instead of lists`,
        );
      }
    },
  },
];
