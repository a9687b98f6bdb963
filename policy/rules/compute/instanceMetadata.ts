import { describe, type Resource } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** What is wrong with the metadata service of an instance, and the line to change. */
function weakness({ props, type }: Resource): { problem: string; change: string } | undefined {
  if (props.isUnknown("metadataOptions")) return undefined;
  const options = props.object("metadataOptions");
  // An instance of a template has the template's options, unless it has its own.
  if (!options && types.instance.some((each) => each === type) && props.isSet("launchTemplate")) {
    return undefined;
  }
  if (options?.string("httpEndpoint") === "disabled") return undefined;
  if (options?.string("httpTokens") !== "required" && !options?.isUnknown("httpTokens")) {
    return {
      problem: "hands out its credentials to whoever asks (IMDSv1)",
      change: 'metadataOptions.httpTokens: "required"',
    };
  }
  const hops = options.number("httpPutResponseHopLimit") ?? 1;
  return hops > 1
    ? {
        problem: `lets containers ask for its credentials (hop limit ${hops})`,
        change: `metadataOptions.httpPutResponseHopLimit (now ${hops}): 1, or an exemption that says which bridge containers need it`,
      }
    : undefined;
}

export const instanceMetadataRules: readonly Rule[] = [
  {
    number: 33,
    name: "require-imdsv2",
    description: "Instances and launch templates require IMDSv2, with a hop limit of 1.",
    why: "With IMDSv1, one forged request from a web application brings the instance's credentials home; with more hops, a container gets them.",
    severity: "high",
    framework: securityHub(
      "EC2.8",
      "EC2 instances should use Instance Metadata Service Version 2 (IMDSv2)",
    ),
    tags: ["ec2", "ecs", "iam"],
    remediationSteps:
      'Set metadataOptions to { httpTokens: "required", httpPutResponseHopLimit: 1 }.',
    url: securityHubUrl("ec2", "EC2.8"),
    types: [...types.instance, ...types.launchTemplate, ...types.launchConfiguration],
    check(resource, report) {
      const found = weakness(resource);
      if (found) {
        report.violation(resource, `${describe(resource)} ${found.problem}`, found.change);
      }
    },
  },
];
