import type * as ssm from "@pulumi/aws/ssm";
import type { OperatingSystem } from "./operatingSystems";

type ApprovalRule = NonNullable<
  Extract<ssm.PatchBaselineArgs["approvalRules"], readonly unknown[]>
>[number];

/** Systems whose packages say no date of release: nothing can wait for days. */
const WITHOUT_DATES: readonly OperatingSystem[] = ["DEBIAN", "UBUNTU"];

/**
 * Which patches a baseline approves by itself: security fixes of every severity or priority, once they are out for some
 * days. Where packages say no date, they are approved as they come.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PatchRule.html
 *
 * @param approveAfterDays Days from a patch's release until it is approved, 0 to 360.
 */
export function approvalRules(system: OperatingSystem, approveAfterDays: number): ApprovalRule[] {
  if (WITHOUT_DATES.includes(system)) {
    return [
      {
        complianceLevel: "CRITICAL",
        patchFilters: [
          { key: "PRODUCT", values: ["*"] },
          { key: "PRIORITY", values: ["Required", "Important", "Standard", "Optional", "Extra"] },
        ],
      },
    ];
  }
  return [
    {
      complianceLevel: "CRITICAL",
      approveAfterDays,
      patchFilters: [
        { key: "PRODUCT", values: ["*"] },
        { key: "CLASSIFICATION", values: ["Security"] },
      ],
    },
  ];
}
