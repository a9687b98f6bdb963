import type { ConfigRule } from "../../rule";
import { classComplaints } from "./dataClasses";
import { eachService, entries, known, runsOnPremises, type Complaint } from "./each";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html, Considerations */
export const fileSystemsInAws: ConfigRule = {
  summary:
    "`fileSystems` are for services in AWS: external instances can't mount EFS, and both sides mount `volumes`.",
  check: eachService((service) =>
    runsOnPremises(service) && (service.fileSystems ?? []).length > 0
      ? [
          {
            at: ["fileSystems"],
            text: `is for placement cloud, and the service is ${String(service.placement)}: ECS Anywhere does not support EFS volumes. Use volumes instead, with a share of landbridge:fileShares that both sides mount by NFS`,
          },
        ]
      : [],
  ),
};

export const serviceFileSystems: ConfigRule = {
  summary:
    "A file system of a service is one of `landbridge:fileSystems`, named once, at a path that nothing else of the container has; its data is no more sensitive than the service's.",
  check: eachService((service, config) => {
    const uses = service.fileSystems ?? [];
    const all = known(config.fileSystems);
    return uses.flatMap((use, index): Complaint[] => {
      const { name, path } = { ...use };
      const at = ["fileSystems", index];
      if (name === undefined || config.fileSystems === undefined) return [];
      const found = all.find((each) => each.name === name);
      if (found === undefined) {
        const names = all.flatMap((each) => each.name ?? []).join(", ");
        const text = `"${name}" is not one of landbridge:fileSystems (${names || "none"})`;
        return [{ at: [...at, "name"], text }];
      }
      const others = [
        ...uses.slice(0, index).map((each) => each?.path),
        ...known(service.volumes).map((each) => each.path),
        ...(service.writablePaths ?? []),
        ...(service.sharedPaths ?? []),
      ];
      const twice = uses.findIndex((each) => each?.name === name) < index;
      const { dataClassification } = found;
      const store = {
        called: name,
        reads: false,
        ...(dataClassification && { dataClassification }),
      };
      return [
        ...(twice ? [{ at: [...at, "name"], text: `"${name}" is there twice` }] : []),
        ...(path !== undefined && others.includes(path)
          ? [
              {
                at: [...at, "path"],
                text: `"${path}" is another volume's, or in writablePaths or sharedPaths; a container takes one mount at a place`,
              },
            ]
          : []),
        ...classComplaints(service, store, [...at, "name"]),
      ];
    });
  }),
};

export const sharedFileFolders: ConfigRule = {
  summary:
    "Services that share a folder of a file system have the same `groupId`, by which they read each other's files.",
  check: (config) => {
    const uses = entries(config).flatMap(({ service, path }) =>
      (service.fileSystems ?? []).flatMap((use, index) => {
        const { name, folder = `/${String(service.name)}`, groupId } = { ...use };
        return name === undefined || groupId === undefined
          ? []
          : [{ of: service.name, name, folder, groupId, path: [...path, "fileSystems", index] }];
      }),
    );
    return uses.flatMap(({ name, folder, groupId, path }, index) => {
      const first = uses
        .slice(0, index)
        .find((each) => each.name === name && each.folder === folder && each.groupId !== groupId);
      return first === undefined
        ? []
        : [
            {
              path: [...path, "groupId"],
              text: `${groupId}, and ${String(first.of)} has ${first.groupId} for the same folder, ${folder} of ${name}: neither could read what the other writes. Give both the same, or another folder`,
            },
          ];
    });
  },
};
