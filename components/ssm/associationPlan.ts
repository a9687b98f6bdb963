import type { DocumentName } from "./documents";

/** Something that all nodes have to be or do, again and again. */
export interface AssociationPlan {
  /** Last part of its name. */
  readonly name: string;
  /** A document of AWS's, or of the fleet's by the last part of its name. */
  readonly document: { readonly aws: string } | { readonly own: DocumentName };
  /** https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html */
  readonly schedule: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly complianceSeverity: "CRITICAL" | "HIGH" | "MEDIUM" | "LOW";
}

/** What nodes report of what they have: nothing of files' contents. */
const INVENTORY = {
  applications: "Enabled",
  awsComponents: "Enabled",
  billingInfo: "Disabled",
  customInventory: "Disabled",
  instanceDetailedInformation: "Enabled",
  networkConfig: "Enabled",
  services: "Enabled",
};

/** What the fleet's nodes are and do, whichever side they are on. */
export const associationPlans: readonly AssociationPlan[] = [
  {
    name: "inventory",
    document: { aws: "AWS-GatherSoftwareInventory" },
    schedule: "rate(12 hours)",
    parameters: INVENTORY,
    complianceSeverity: "LOW",
  },
  {
    name: "agent-update",
    document: { aws: "AWS-UpdateSSMAgent" },
    schedule: "rate(14 days)",
    complianceSeverity: "MEDIUM",
  },
  {
    name: "patch-scan",
    document: { aws: "AWS-RunPatchBaseline" },
    schedule: "rate(1 day)",
    parameters: { Operation: "Scan" },
    complianceSeverity: "HIGH",
  },
  {
    name: "ecs-agent",
    document: { own: "check-ecs-agent" },
    schedule: "rate(30 minutes)",
    complianceSeverity: "HIGH",
  },
];
