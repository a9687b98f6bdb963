import { describe, type Resource } from "../../graph";
import { securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import { admitsEveryone, statements, type Statement } from "../../reading/policyDocument";
import type { Rule } from "../../rule";
import { types } from "../../types";
import { isUnscoped } from "../../reading/unscopedActions";

/** AWS's own policies that let their holder do anything, or give itself leave to. */
const adminPolicies = ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess"];

const isOneOf = (resource: Resource, of: readonly string[]): boolean => of.includes(resource.type);

/** The documents that a resource gives to a role, a user or a group, with the line of each. */
function documents(resource: Resource): { line: string; document: string | undefined }[] {
  if (!isOneOf(resource, types.role)) {
    return [{ line: "policy", document: resource.props.string("policy") }];
  }
  return resource.props.objects("inlinePolicies").map((inline, index) => ({
    line: `inlinePolicies[${index}].policy`,
    document: inline.string("policy"),
  }));
}

/** What is too much in a statement, and what to write instead. */
function excess(statement: Statement): { problem: string; change: string } | undefined {
  if (!statement.allows) return undefined;
  const [except] = statement.notActions;
  if (except !== undefined) {
    return {
      problem: `allows every action but ${statement.notActions.join(", ")}`,
      change: "Action: the actions that are needed, instead of NotAction",
    };
  }
  const wildcard = statement.actions.find((action) => /^(\*|[^:]+:\*|\*:.*)$/.test(action));
  if (wildcard !== undefined && !isUnscoped(wildcard)) {
    return {
      problem: `allows ${wildcard === "*" ? "every action" : `every action of ${wildcard}`}`,
      change: `Action (now ${wildcard}): the actions that are needed`,
    };
  }
  if (!statement.resources.includes("*") || statement.conditionKeys.length > 0) return undefined;
  const scoped = statement.actions.filter((action) => !isUnscoped(action));
  if (scoped.length === 0) return undefined;
  return {
    problem: `allows ${scoped.join(", ")} on every resource`,
    change: "Resource (now *): the ARNs that are meant, or a Condition",
  };
}

export const iamRules: readonly Rule[] = [
  {
    number: 29,
    name: "disallow-wildcard-permissions",
    description:
      "Policies name the actions and resources that are needed; none makes its holder an administrator.",
    why: "A role that may do anything turns one leaked credential, or one hole in one container, into the whole account.",
    severity: "critical",
    framework: securityHub(
      "IAM.1",
      'IAM policies should not allow full "*" administrative privileges',
    ),
    tags: ["iam"],
    remediationSteps:
      'List actions and ARNs. Resource "*" is for actions that AWS grants on nothing narrower, or with a Condition; what needs it otherwise is exempted, with a reason.',
    url: securityHubUrl("iam", "IAM.1"),
    types: [...types.identityPolicy, ...types.role, ...types.policyAttachment],
    check(resource, report) {
      const managed = [
        ...resource.props.strings("managedPolicyArns"),
        ...resource.props.strings("policyArn"),
      ];
      for (const arn of managed) {
        const admin = adminPolicies.find((name) => arn.endsWith(`:aws:policy/${name}`));
        if (admin === undefined) continue;
        report.violation(
          resource,
          `${describe(resource)} gives ${admin}`,
          `${resource.props.isSet("policyArn") ? "policyArn" : "managedPolicyArns"} (now ${arn}): a policy of what is needed`,
        );
      }
      if (isOneOf(resource, types.policyAttachment)) return;
      for (const { line, document } of documents(resource)) {
        statements(document).forEach((statement, index) => {
          const found = excess(statement);
          if (!found) return;
          const { problem, change } = found;
          report.violation(
            resource,
            `${describe(resource)} ${problem}`,
            `${line}, Statement[${index}].${change}`,
          );
        });
      }
    },
  },
  {
    number: 30,
    name: "disallow-long-lived-credentials",
    description: "There are no IAM users, and no access keys or passwords of theirs.",
    why: "A credential that never expires is found one day: in a repository, in a log, on a laptop. Roles give ones that last an hour.",
    severity: "high",
    framework: wellArchitected("SEC02-BP02", "Use temporary credentials"),
    tags: ["iam"],
    remediationSteps:
      "People come by IAM Identity Center, pipelines by OIDC, servers of the data centre by Systems Manager or IAM Roles Anywhere.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_unique.html",
    types: types.longLivedIdentity,
    check(resource, report) {
      report.violation(
        resource,
        `${describe(resource)} is a credential that never expires`,
        "a role instead, which whoever needs it assumes",
      );
    },
  },
  {
    number: 31,
    name: "disallow-public-trust",
    description: "A role's trust policy admits named accounts, services and identities only.",
    why: "Whoever may assume a role is the role: a trust policy for everyone is a door without a wall.",
    severity: "critical",
    framework: wellArchitected("SEC03-BP07", "Analyze public and cross-account access"),
    tags: ["iam"],
    remediationSteps:
      "Name the principals, or add a condition on the organisation or account; for federated identities, on who they are.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_analyze_cross_account.html",
    locked: true,
    types: types.role,
    check(resource, report) {
      statements(resource.props.string("assumeRolePolicy")).forEach((statement, index) => {
        const line = `assumeRolePolicy, Statement[${index}]`;
        if (admitsEveryone(statement)) {
          report.violation(
            resource,
            `${describe(resource)} may be assumed by everyone, from any account`,
            `${line}.Principal (now *): who is meant`,
          );
        }
        const federated = statement.principals["Federated"] ?? [];
        if (statement.allows && federated.length > 0 && statement.conditionKeys.length === 0) {
          report.violation(
            resource,
            `${describe(resource)} may be assumed by every identity of ${federated.join(", ")}`,
            `${line}.Condition: the subject or audience that is meant`,
          );
        }
      });
    },
  },
];
