import { plannedEndpoints } from "../../../components/networking/endpointPlan";
import type { ConfigRule } from "../../rule";
import type { ConfigDraft } from "../../types";

/** What is listed by name; undefined where the choice is a word that stands for a list. */
function listed({ network }: ConfigDraft): readonly (string | undefined)[] | undefined {
  const choice = network?.interfaceEndpoints;
  return choice === "none" ? [] : typeof choice === "string" ? undefined : choice;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html */
export const nodesReachAws: ConfigRule = {
  summary:
    "With `natGateways: none` and a capacity class, `landbridge:network.interfaceEndpoints` has every endpoint that an EC2 instance of the cluster calls: those of `essential`, and ec2.",
  check: (config) => {
    const given = listed(config);
    const classes = Object.keys(config.cluster?.capacity ?? {});
    if (config.network?.natGateways !== "none" || given === undefined || classes.length === 0) {
      return [];
    }
    const needed = plannedEndpoints("essential", false).map(({ service }) => service);
    const lacking = needed.filter((service) => !given.includes(service));
    if (lacking.length === 0) return [];
    return [
      {
        path: ["network", "interfaceEndpoints"],
        text: `has no ${lacking.join(", no ")}, and natGateways none leaves instances of class ${classes.join(", ")} no other way to AWS: none of them joins the cluster; write essential, or add these, or have NAT gateways`,
      },
    ];
  },
};
