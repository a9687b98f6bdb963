import { admissionRoom, aggregate } from "../../../components/networking/admission";
import { quotasOf, raising } from "../../quotas/quotasOf";
import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

export const networksFit: ConfigRule = {
  summary:
    "The data centre's networks, neighbours taken as one, fit with the VPC into AWS's 20 entries of a network ACL, or `isolatedNetworkAcls` is false; with `landbridge:dns`, into the 60 rules of its endpoint's security group; in any case into five groups of an interface, 150 blocks.",
  check: (config) => {
    const { network, onPremises, dns } = config;
    const quotas = quotasOf(config);
    const { vpcCidr, isolatedNetworkAcls, existing } = { ...network };
    const cidrs = (onPremises?.cidrs ?? []).filter((cidr) => cidr !== undefined);
    if (vpcCidr === undefined) return [];
    const count = aggregate([vpcCidr, ...cidrs]).length;
    const problems: Problem[] = [];
    const path = ["onPremises", "cidrs"];
    if (
      isolatedNetworkAcls === true &&
      existing === undefined &&
      count > quotas.entriesPerNetworkAcl
    ) {
      const text = `are ${count} blocks with the VPC's; a network ACL of the isolated subnets has ${quotas.entriesPerNetworkAcl} entries. Give fewer, larger blocks, set landbridge:network.isolatedNetworkAcls: false (security groups and routes stay), or ${raising("entriesPerNetworkAcl")}`;
      problems.push({ path, text });
    }
    if (dns !== undefined && count > quotas.rulesPerSecurityGroup) {
      const text = `are ${count} blocks with the VPC's; the Resolver endpoint of landbridge:dns admits ${quotas.rulesPerSecurityGroup}. Give fewer, larger blocks, or ${raising("rulesPerSecurityGroup")}`;
      problems.push({ path, text });
    }
    const most = admissionRoom(quotas.rulesPerSecurityGroup);
    if (count > most) {
      const text = `are ${count} blocks with the VPC's; the security groups of an interface admit ${most}. Give fewer, larger blocks, or ${raising("rulesPerSecurityGroup")}`;
      problems.push({ path, text });
    }
    return problems;
  },
};
