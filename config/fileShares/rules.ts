import type { Problem } from "../errors";
import type { ConfigRule } from "../rule";

const sharesHaveGateways: ConfigRule = {
  summary:
    "Each file share's `gateway` is one of `landbridge:fileGateways`; an smb share's has `activeDirectory`.",
  check: ({ fileShares, fileGateways }) =>
    (fileShares ?? []).flatMap((share, index): Problem[] => {
      const name = share?.gateway;
      const gateway = fileGateways?.find((each) => each?.name === name);
      const path = ["fileShares", index, "gateway"];
      if (name === undefined || fileGateways?.some((each) => each?.name === undefined)) {
        return [];
      }
      if (gateway === undefined) {
        const names = (fileGateways ?? []).map((each) => each?.name).join(", ");
        return [
          { path, text: `"${name}" is not one of landbridge:fileGateways (${names || "none"})` },
        ];
      }
      if (share?.protocol === "smb" && gateway.activeDirectory === undefined) {
        return [{ path, text: `"${name}" has no activeDirectory, which an smb share needs` }];
      }
      return [];
    }),
};

/** By which a gateway in the data centre reaches AWS without the internet. */
const GATEWAY_ENDPOINTS = ["s3", "storagegateway"] as const;

const gatewaysHaveEndpoints: ConfigRule = {
  summary:
    "With a file gateway whose appliance is there, `landbridge:network.interfaceEndpoints` lists s3 and storagegateway, by which it reaches AWS without the internet.",
  check: ({ fileGateways, network }) => {
    const choice = network?.interfaceEndpoints;
    const names = (fileGateways ?? [])
      .filter((gateway) => gateway?.host === "ec2" || gateway?.appliance !== undefined)
      .flatMap((gateway) => gateway?.name ?? []);
    if (choice === undefined || names.length === 0) {
      return [];
    }
    const listed: readonly (string | undefined)[] = typeof choice === "string" ? [] : choice;
    const missing = GATEWAY_ENDPOINTS.filter((endpoint) => !listed.includes(endpoint));
    if (missing.length === 0) {
      return [];
    }
    const given = typeof choice === "string" ? `"${choice}" has` : "the list has";
    return [
      {
        path: ["network", "interfaceEndpoints"],
        text: `${given} no ${missing.join(" and no ")}, by which file gateway ${names.join(", ")} reaches AWS without the internet; list every endpoint by name`,
      },
    ];
  },
};

/** Rules about file shares and their gateways. */
export const fileShareRules: readonly ConfigRule[] = [sharesHaveGateways, gatewaysHaveEndpoints];
