import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics, Severity } from "../cloudwatch/severity";
import type { GovernanceService } from "./governanceServices";

interface Finding {
  readonly of: GovernanceService;
  readonly description: string;
  readonly severity: Severity;
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
  readonly pattern: object;
}

/** What people hear of: the rest waits in the services' own consoles. */
const findings: readonly Finding[] = [
  {
    // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html
    of: "guardDuty",
    description: "GuardDuty findings of high severity. docs/runbooks/findings.md",
    severity: "critical",
    pattern: {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 7] }] },
    },
  },
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
    of: "accessAnalyzer",
    description:
      "Somebody outside of the account gets at something in it. docs/runbooks/findings.md",
    severity: "warning",
    pattern: {
      source: ["aws.access-analyzer"],
      "detail-type": ["Access Analyzer Finding"],
      detail: { status: ["ACTIVE"] },
    },
  },
  {
    // https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html
    of: "inspector",
    description: "Critical weaknesses of instances and images. docs/runbooks/findings.md",
    severity: "warning",
    pattern: {
      source: ["aws.inspector2"],
      "detail-type": ["Inspector2 Finding"],
      detail: { severity: ["CRITICAL"], status: ["ACTIVE"] },
    },
  },
];

/** Tells the topics what the services of the stack find. */
export function reportFindings(
  name: string,
  {
    own,
    alarmTopics,
  }: { readonly own: readonly GovernanceService[]; readonly alarmTopics: AlarmTopics },
  opts: pulumi.CustomResourceOptions,
): void {
  for (const { of, description, severity, pattern } of findings) {
    if (!own.includes(of)) continue;
    const called = `${name}-${of.toLowerCase()}`;
    const rule = new cloudwatch.EventRule(
      called,
      { description, eventPattern: JSON.stringify(pattern), tags: { Name: called } },
      opts,
    );
    const arn = alarmTopics[severity];
    new cloudwatch.EventTarget(`${called}-target`, { rule: rule.name, arn }, opts);
  }
}
