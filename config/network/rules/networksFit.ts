import { aggregate, RULES_PER_GROUP } from "../../../components/networking/admission";
import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

/** Entries of a network ACL in a direction. */
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
const ACL_ENTRIES = 20;

export const networksFit: ConfigRule = {
  summary:
    "The data centre's networks, neighbours taken as one, fit with the VPC into AWS's 20 entries of a network ACL, or `isolatedNetworkAcls` is false; with `landbridge:dns`, into the 60 rules of its endpoint's security group.",
  check: ({ network, onPremises, dns }) => {
    const { vpcCidr, isolatedNetworkAcls, existing } = { ...network };
    const cidrs = (onPremises?.cidrs ?? []).filter((cidr) => cidr !== undefined);
    if (vpcCidr === undefined) return [];
    const count = aggregate([vpcCidr, ...cidrs]).length;
    const problems: Problem[] = [];
    const path = ["onPremises", "cidrs"];
    if (isolatedNetworkAcls === true && existing === undefined && count > ACL_ENTRIES) {
      const text = `are ${count} blocks with the VPC's; a network ACL of the isolated subnets has ${ACL_ENTRIES} entries. Give fewer, larger blocks, or set landbridge:network.isolatedNetworkAcls: false (security groups and routes stay)`;
      problems.push({ path, text });
    }
    if (dns !== undefined && count > RULES_PER_GROUP) {
      const text = `are ${count} blocks with the VPC's; the Resolver endpoint of landbridge:dns admits ${RULES_PER_GROUP}. Give fewer, larger blocks`;
      problems.push({ path, text });
    }
    return problems;
  },
};
