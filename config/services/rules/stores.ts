import { variableNames } from "../../../components/ecs/service/databaseUse";
import { servedNames } from "../../../components/rds/servedNames";
import type { ConfigRule } from "../../rule";
import { classComplaints } from "./dataClasses";
import { eachContainer, eachService, known, type Complaint } from "./each";

export const serviceDatabases: ConfigRule = {
  summary:
    "A database of a service is one of `landbridge:databases`, named once; one behind a proxy is signed in to by IAM; its variables are no others'; its data is no more sensitive than the service's.",
  check: eachService((service, config) => {
    const uses = service.databases ?? [];
    const all = known(config.databases);
    const served = servedNames(all);
    return uses.flatMap((use, index): Complaint[] => {
      const { name, credentials, user } = use ?? {};
      const at = ["databases", index];
      if (use === undefined || name === undefined || config.databases === undefined) {
        return [];
      }
      const database = all[served.indexOf(name)];
      if (database === undefined) {
        const names = served.flatMap((each) => each ?? []).join(", ");
        return [
          {
            at: [...at, "name"],
            text: `"${name}" is not one of landbridge:databases (${names || "none"})`,
          },
        ];
      }
      const taken = { ...service.environment, ...service.secrets };
      return [
        ...(uses.findIndex((each) => each?.name === name) < index
          ? [{ at: [...at, "name"], text: `"${name}" is there twice` }]
          : []),
        ...(credentials === "secret" && database.proxy === true
          ? [
              {
                at: [...at, "credentials"],
                text: `"secret" is of no use: the proxy of ${name} lets clients in by IAM only; use iam`,
              },
            ]
          : []),
        ...(credentials === "secret" && user !== undefined
          ? [
              {
                at: [...at, "user"],
                text: `"${user}" has no meaning for credentials secret, which are the master user's`,
              },
            ]
          : []),
        ...variableNames({ name, ...(credentials && { credentials }) })
          .filter((variable) => variable in taken)
          .map((variable) => ({
            at: [variable in (service.environment ?? {}) ? "environment" : "secrets", variable],
            text: `is what the service gets for database ${name}; take it out`,
          })),
        ...classComplaints(
          service,
          {
            called: name,
            reads: false,
            ...(database.dataClassification && { dataClassification: database.dataClassification }),
          },
          [...at, "name"],
        ),
      ];
    });
  }),
};

export const serviceVolumes: ConfigRule = {
  summary:
    "A volume of a service is an nfs share of `landbridge:fileShares` whose gateway is there, named once, at a path of its own; its data is no more sensitive than the service's, and an `on-prem-only` service only reads.",
  check: eachService((service, config) => {
    const volumes = service.volumes ?? [];
    const shares = known(config.fileShares);
    return volumes.flatMap((volume, index): Complaint[] => {
      const { share: name, path, readOnly } = volume ?? {};
      const at = ["volumes", index];
      if (volume === undefined || name === undefined || config.fileShares === undefined) {
        return [];
      }
      const share = shares.find((each) => each.name === name);
      if (share === undefined) {
        const names = shares.flatMap((each) => each.name ?? []).join(", ");
        return [
          {
            at: [...at, "share"],
            text: `"${name}" is not one of landbridge:fileShares (${names || "none"})`,
          },
        ];
      }
      const gateway = known(config.fileGateways).find((each) => each.name === share.gateway);
      const earlier = volumes.slice(0, index);
      return [
        ...(share.protocol === "smb"
          ? [{ at: [...at, "share"], text: `"${name}" is an smb share; containers mount nfs ones` }]
          : []),
        ...(gateway?.host === "on-premises" && gateway.appliance === undefined
          ? [
              {
                at: [...at, "share"],
                text: `"${name}" waits for the appliance of gateway ${String(gateway.name)}; give landbridge:fileGateways its appliance.address first`,
              },
            ]
          : []),
        ...(earlier.some((each) => each?.share === name)
          ? [{ at: [...at, "share"], text: `"${name}" is there twice` }]
          : []),
        ...(path !== undefined &&
        (earlier.some((each) => each?.path === path) || service.writablePaths?.includes(path))
          ? [{ at: [...at, "path"], text: `"${path}" is another volume's or in writablePaths` }]
          : []),
        ...classComplaints(
          service,
          {
            called: name,
            reads: readOnly === true,
            ...(share.dataClassification && { dataClassification: share.dataClassification }),
          },
          [...at, "share"],
        ),
      ];
    });
  }),
};

export const imageSources: ConfigRule = {
  summary:
    "An image from a `repository` is in one of `landbridge:registry.repositories`; one by `docker-hub-cache` needs `landbridge:registry.dockerHub`; `repositoryCredentials` are for a `reference`.",
  check: eachContainer(({ image, imageFrom, repositoryCredentials }, _, { registry }) => {
    const repositories = known(registry?.repositories);
    const [repository] = image?.split(/[:@]/) ?? [];
    return [
      ...(imageFrom === "repository" &&
      registry !== undefined &&
      repository !== undefined &&
      !repositories.includes(repository)
        ? [
            {
              at: ["image"],
              text: `"${repository}" is not one of landbridge:registry.repositories (${repositories.join(", ") || "none"})`,
            },
          ]
        : []),
      ...(imageFrom === "docker-hub-cache" && registry !== undefined && !registry.dockerHub
        ? [
            {
              at: ["imageFrom"],
              text: '"docker-hub-cache" needs landbridge:registry.dockerHub, which is not there',
            },
          ]
        : []),
      ...(imageFrom !== undefined &&
      imageFrom !== "reference" &&
      repositoryCredentials !== undefined
        ? [
            {
              at: ["repositoryCredentials"],
              text: `is of no use for imageFrom ${imageFrom}: ECR is pulled from by the execution role`,
            },
          ]
        : []),
    ];
  }),
};
