import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { show } from "../../phrases";

export const proxyZones: ConfigRule = {
  summary:
    "`proxyZones` are zones of the network, of a database with a proxy; no other proxy's name comes to the same.",
  check: ({ databases = [], network }) =>
    databases.flatMap((database, index): Problem[] => {
      const { proxy, proxyZones: zones, name = "" } = { ...database };
      if (zones === undefined) return [];
      const path = ["databases", index, "proxyZones"];
      const there = network?.availabilityZones ?? zones;
      const foreign = zones.filter((zone) => !there.includes(zone));
      const found: Problem[] = [];
      if (proxy === false) {
        found.push({ path, text: "is only for a database with `proxy: true`" });
      }
      if (foreign.length > 0) {
        const text = `${show(foreign)} is not in landbridge:network.availabilityZones ${show(there)}`;
        found.push({ path, text });
      }
      const called = `${name}-in-${[...zones].sort().join("")}`;
      if (databases.some((other) => other?.name === called)) {
        found.push({ path, text: `names the proxy like that of database "${called}"` });
      }
      return found;
    }),
};
