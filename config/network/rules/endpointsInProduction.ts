import { essentialEndpointServices } from "../../../components/networking/endpointPlan";
import type { ConfigRule } from "../../rule";

/** Needed by what applications ask for, not by the instances themselves. */
const ofApplications = ["kms", "secretsmanager"];

const ofInstances = essentialEndpointServices.filter((each) => !ofApplications.includes(each));

export const endpointsInProduction: ConfigRule = {
  summary:
    "A production stack with instances in `landbridge:cluster.capacity` has the interface endpoints that their agents and image pulls need.",
  check: ({ environmentType, network, cluster }) => {
    const chosen = network?.interfaceEndpoints;
    const instances = Object.keys(cluster?.capacity ?? {}).length > 0;
    if (environmentType !== "production" || !instances || chosen === undefined) return [];
    if (chosen === "essential") return [];
    const there: readonly unknown[] = chosen === "none" ? [] : chosen;
    const missing = ofInstances.filter((service) => !there.includes(service));
    return missing.length === 0
      ? []
      : [
          {
            path: ["network", "interfaceEndpoints"],
            text: `${JSON.stringify(chosen)} has no ${missing.join(", ")}: images, logs and commands of the instances would go by NAT and stop with it; use essential, or list them`,
          },
        ];
  },
};
