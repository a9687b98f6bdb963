import { describe } from "../../graph";
import { nist } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

export const governanceRules: readonly Rule[] = [
  {
    number: 43,
    name: "require-allowed-region",
    description:
      "Providers, and resources with a region of their own, stay inside the allowed regions.",
    why: "Where data may live is a promise to customers and regulators; one region property quietly breaks it.",
    severity: "critical",
    framework: nist(
      "SA-9(5)",
      "External System Services | Processing, Storage, and Service Location",
    ),
    tags: ["governance", "residency"],
    remediationSteps:
      "Use one of the allowedRegions of configure-policy-pack, or have the region allowed there.",
    url: "https://docs.aws.amazon.com/whitepapers/latest/addressing-data-residency-with-aws/addressing-data-residency-with-aws.html",
    checkStack(graph, report, settings) {
      const allowed = settings.allowedRegions;
      if (!allowed) return;
      const rejected = (region: string | undefined): boolean =>
        region !== undefined && !allowed.includes(region);
      for (const provider of graph.ofType(types.provider)) {
        const region = provider.props.string("region");
        if (!rejected(region)) continue;
        report.violation(
          provider,
          `${describe(provider)} deploys to ${region}; allowed: ${allowed.join(", ")}`,
          `region of the provider, or aws:region of the stack (now ${region})`,
        );
      }
      for (const node of graph.nodes.filter(({ type }) => type.startsWith("aws:"))) {
        const region = node.inputs.string("region");
        if (!rejected(region)) continue;
        report.violation(
          node,
          `${describe(node)} goes to ${region}; allowed: ${allowed.join(", ")}`,
          `region of ${describe(node)} (now ${region})`,
        );
      }
    },
  },
];
