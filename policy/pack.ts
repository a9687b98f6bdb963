import type {
  Policies,
  Policy,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  Severity,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Finding, Rule } from "./rule";
import { rules as allRules } from "./rules";
import { Session } from "./session";
import { settingsSchema } from "./settingsSchema";

/**
 * A violation with a level of its own. The SDK takes it wherever it takes a message; its types do
 * not say so.
 */
interface Violation {
  readonly name: string;
  readonly message: string;
  readonly urn?: string;
  readonly severity?: Severity;
  readonly enforcementLevel?: "advisory" | "mandatory";
}

type ReportOne = (violation: Violation) => void;

/**
 * A type that no resource has. The SDK passes over a policy whose function carries a type that the
 * resource has not, before it deserialises the resource for it once more: that is what policies cost.
 * It knows one type for each policy, and reads it anew each time; so here is a type that depends.
 */
function onTypes(session: Session, rule: Rule, run: ResourceValidation): ResourceValidation {
  return Object.defineProperty(run, "__pulumiType", {
    get: () => (session.concerns(rule) ? undefined : "landbridge:policy:OtherType"),
  });
}

/**
 * Each stack policy costs as much as the whole stack, deserialised again. The first policy of the
 * pack has the graph by then; so a policy is one for stacks only while it has something to report.
 * The SDK asks that of every policy that is not disabled.
 */
function whenFound<P extends Policy>(policy: P, found: () => boolean, run: StackValidation): P {
  return Object.defineProperty(policy, "validateStack", {
    enumerable: true,
    get: () => (found() ? run : undefined),
  });
}

function messageOf({ problem, change, urn }: Finding, key: string | undefined): string {
  const config = key !== undefined && isMadeBy(key, urn) ? `\nConfig: ${key}` : "";
  return `${problem}.\nChange: ${change}${config}`;
}

/** Whether a resource is inside a component of the program that a configuration key belongs to. */
function isMadeBy(key: string, urn: string): boolean {
  const [, , types = ""] = urn.split("::");
  const namespace = key.split(":")[0] ?? "";
  return types.split("$").some((type) => type.startsWith(`${namespace}:`));
}

/** Reports a finding at the level that the configuration, an exemption or a lock gives it. */
function emit(session: Session, rule: Rule, finding: Finding, report: ReportOne): void {
  const violation = { name: rule.name, urn: finding.urn, severity: rule.severity };
  const message = messageOf(finding, session.settings.configKeys[rule.name]);
  if (finding.unsure) {
    report({ ...violation, message: `not sure: ${message}`, enforcementLevel: "advisory" });
    return;
  }
  if (finding.advice) {
    report({ ...violation, message, enforcementLevel: "advisory" });
    return;
  }
  const exemption = session.exemptionFor(rule, finding);
  if (exemption) {
    const { owner, expires, reason } = exemption;
    const note = `exempt until ${expires} (${owner}: ${reason})`;
    report({ ...violation, message: `${note}: ${message}`, enforcementLevel: "advisory" });
  } else if (rule.locked) {
    report({ ...violation, message, enforcementLevel: "mandatory" });
  } else {
    report({ ...violation, message });
  }
}

function policyOf(session: Session, rule: Rule): Policies[number] {
  const { name, description, severity, framework, remediationSteps, url, types = [] } = rule;
  const emitAll = (findings: Finding[], report: ReportViolation): void => {
    for (const finding of findings) emit(session, rule, finding, report as unknown as ReportOne);
  };
  const validateResource = onTypes(session, rule, (args, report) => {
    if (types.includes(args.type)) emitAll(session.checkResource(rule, args), report);
  });
  const policy: ResourceValidationPolicy = {
    name,
    description,
    enforcementLevel: "mandatory",
    severity,
    framework,
    tags: [...rule.tags],
    remediationSteps,
    url,
    ...(rule.check ? { validateResource } : {}),
  };
  if (!rule.checkStack) return policy;
  return whenFound(
    policy,
    () => session.stackFindings(rule)?.length !== 0,
    (args, report) => emitAll(session.checkStack(rule, args.resources), report),
  );
}

/** Carries the settings, and is first: it tells the session what is about to be checked. */
function settingsPolicy(session: Session): ResourceValidationPolicy & StackValidationPolicy {
  return {
    name: "configure-policy-pack",
    displayName: "Settings of this pack",
    description: "The pack's settings: allowed regions, networks, tier tags and exemptions.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["policy-pack"],
    remediationSteps: "Correct the entry of configure-policy-pack in the policy configuration.",
    configSchema: settingsSchema,
    validateResource: (args) => session.beginResource(args),
    validateStack: (args, violation) => {
      session.beginStack(args.resources, args.getConfig<Record<string, unknown>>());
      const report = violation as unknown as ReportOne;
      const name = "configure-policy-pack";
      for (const problem of session.settings.problems) report({ name, message: `${problem}.` });
      if (session.settings.allowedRegions) return;
      const message =
        "allowedRegions is not set: require-allowed-region has nothing to compare with.";
      report({ name, message, enforcementLevel: "advisory" });
    },
  };
}

/** Comes last: what was let through must be in use, and what is locked must have been asked for. */
function exceptionsPolicy(session: Session): Policies[number] {
  const name = "require-accountable-exceptions";
  const violations = (): Violation[] => [
    ...session.disabledLocks().map((rule) => ({
      name,
      message: `${rule.name} is locked, yet the policy configuration disables it.\nChange: take "${rule.name}": "disabled" out`,
    })),
    ...session.unusedExemptions().map(({ rule, urn }) => ({
      name,
      message: `the exemption from ${rule} for ${urn} lets nothing through.\nChange: take it out of exemptions`,
      enforcementLevel: "advisory" as const,
    })),
  ];
  const policy: Policy = {
    name,
    displayName: "Exceptions are accounted for",
    description: "Locked rules are not disabled, and every exemption is in use.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["policy-pack"],
    remediationSteps: "Take the line out of the policy configuration.",
  };
  return whenFound(
    policy as StackValidationPolicy,
    () => !session.stackUnderway || violations().length > 0,
    (_args, report) => {
      violations().forEach(report as unknown as ReportOne);
    },
  );
}

/** The policies of the pack, in the order in which they have to run. */
export function createPolicies(
  rules: readonly Rule[] = allRules,
  today: () => Date = () => new Date(),
): Policies {
  const session = new Session(rules, today);
  return [
    settingsPolicy(session),
    ...rules.map((rule) => policyOf(session, rule)),
    exceptionsPolicy(session),
  ];
}
