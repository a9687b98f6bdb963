import type { PolicyComplianceFramework } from "@pulumi/policy";

/** A control of AWS Foundational Security Best Practices, as Security Hub names it. */
export function securityHub(reference: string, specification: string): PolicyComplianceFramework {
  return {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference,
    specification,
  };
}

/** The page on which AWS explains a Security Hub control. */
export function securityHubUrl(service: string, control: string): string {
  const page = `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html`;
  return `${page}#${control.toLowerCase().replace(".", "-")}`;
}

/** A best practice of the AWS Well-Architected Framework. */
export function wellArchitected(
  reference: string,
  specification: string,
): PolicyComplianceFramework {
  return {
    name: "AWS Well-Architected Framework",
    version: "2024-06-27",
    reference,
    specification,
  };
}

/** A control of NIST SP 800-53. */
export function nist(reference: string, specification: string): PolicyComplianceFramework {
  return { name: "NIST SP 800-53", version: "Rev. 5", reference, specification };
}
