import type { Service } from "../../provider/resourceType";
import { hex } from "../../provider/values";

/** Namespaces of AWS Cloud Map, that of Service Connect among them. */
export const namespaces: Service = {
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    id: ({ seed }) => `ns-${hex(seed, 16)}`,
    arnResource: ({ id }) => `namespace/${id}`,
    immutable: ["name"],
  },
};
