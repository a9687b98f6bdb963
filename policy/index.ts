import "./lighterStart";
import { PolicyPack } from "@pulumi/policy";
import { createPolicies } from "./pack";

new PolicyPack("landbridge", {
  displayName: "landbridge",
  description:
    "Private subnets, Multi-AZ, encryption and residency for hybrid AWS platforms, proven in preview.",
  provider: "aws",
  tags: ["aws", "hybrid"],
  enforcementLevel: "mandatory",
  policies: createPolicies(),
});
