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

/** https://docs.aws.amazon.com/filegateway/latest/files3/fgw-quotas.html */
const MOST_SHARES = 50;

const sharesFitGateways: ConfigRule = {
  summary: "A file gateway has 50 file shares at most.",
  check: ({ fileShares, fileGateways }) =>
    (fileGateways ?? []).flatMap((gateway, index): Problem[] => {
      const name = gateway?.name;
      const shares = (fileShares ?? []).filter((share) => share?.gateway === name).length;
      const text = `has ${shares} file shares; a gateway has ${MOST_SHARES}. Add a gateway for some of them`;
      return name !== undefined && shares > MOST_SHARES
        ? [{ path: ["fileGateways", index], text }]
        : [];
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
    const adopted = network?.existing?.endpoints;
    const own: readonly (string | undefined)[] = typeof choice === "string" ? [] : choice;
    const listed = adopted === undefined ? own : Object.keys(adopted);
    const missing = GATEWAY_ENDPOINTS.filter((endpoint) => !listed.includes(endpoint));
    if (missing.length === 0) {
      return [];
    }
    const isList = adopted !== undefined || typeof choice !== "string";
    const given = isList ? "the list has" : `"${choice}" has`;
    const path = adopted === undefined ? ["interfaceEndpoints"] : ["existing", "endpoints"];
    return [
      {
        path: ["network", ...path],
        text: `${given} no ${missing.join(" and no ")}, by which file gateway ${names.join(", ")} reaches AWS without the internet; list every endpoint by name`,
      },
    ];
  },
};

const retiringIsUnused: ConfigRule = {
  summary:
    "No service and no job mounts a share that is `retiring`, and no share but a retiring one is on a gateway that is.",
  check: ({ fileShares = [], fileGateways = [], services = [], jobs = [] }) => [
    ...fileShares.flatMap((share, index): Problem[] => {
      if (share?.retiring !== true || share.name === undefined) return [];
      const users = [...services, ...jobs].flatMap((service) => {
        const mounts = service?.volumes?.some((volume) => volume?.share === share.name);
        return mounts ? (service?.name ?? []) : [];
      });
      return users.length === 0
        ? []
        : [
            {
              path: ["fileShares", index, "retiring"],
              text: `true, but ${users.join(", ")} of landbridge:services or landbridge:jobs mounts "${share.name}"; take it out of volumes there first`,
            },
          ];
    }),
    ...fileGateways.flatMap((gateway, index): Problem[] => {
      if (gateway?.retiring !== true || gateway.name === undefined) return [];
      const kept = fileShares.filter(
        (share) => share?.gateway === gateway.name && share?.retiring !== true,
      );
      const names = kept.flatMap((share) => share?.name ?? []);
      return names.length === 0
        ? []
        : [
            {
              path: ["fileGateways", index, "retiring"],
              text: `true, but ${names.join(", ")} of landbridge:fileShares is on "${gateway.name}"; give another gateway there first`,
            },
          ];
    }),
  ],
};

/** Rules about file shares and their gateways. */
export const fileShareRules: readonly ConfigRule[] = [
  sharesHaveGateways,
  sharesFitGateways,
  gatewaysHaveEndpoints,
  retiringIsUnused,
];
