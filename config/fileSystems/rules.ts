import type { Problem } from "../errors";
import type { ConfigRule } from "../rule";

const retiringIsUnused: ConfigRule = {
  summary: "No service and no job mounts a file system that is `retiring`.",
  check: ({ fileSystems = [], services = [], jobs = [] }) =>
    fileSystems.flatMap((fileSystem, index): Problem[] => {
      const { name, retiring } = { ...fileSystem };
      if (retiring !== true || name === undefined) return [];
      const users = [...services, ...jobs].flatMap((service) => {
        const mounts = service?.fileSystems?.some((each) => each?.name === name);
        return mounts ? (service?.name ?? []) : [];
      });
      const text = `true, but ${users.join(", ")} of landbridge:services or landbridge:jobs mounts "${name}"; take it out of fileSystems there first`;
      return users.length === 0 ? [] : [{ path: ["fileSystems", index, "retiring"], text }];
    }),
};

/** Rules about file systems. */
export const fileSystemRules: readonly ConfigRule[] = [retiringIsUnused];
