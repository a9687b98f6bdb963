import { z } from "zod";
import { text } from "../schema/leaves";
import { resourceName } from "../schema/named";

/** How a service signs in to a database. */
const CREDENTIALS = ["iam", "secret"] as const;

const databaseUser = text((value) =>
  /^[a-z_][a-z0-9_]{0,62}$/.test(value)
    ? undefined
    : "is not the name of a user in PostgreSQL (a to z, 0 to 9 and _, 63 characters at most)",
);

/** A database that a service uses. */
export const databaseUse = z.strictObject({
  name: resourceName(30).meta({
    description: "One of landbridge:databases, by the name that it serves.",
  }),
  credentials: z.enum(CREDENTIALS).default("iam").meta({
    description:
      "iam: as user, with a token that its task role gets, and no password. secret: as the master user, with the password of the database's secret.",
  }),
  user: databaseUser.optional().meta({
    description:
      "User in PostgreSQL, granted rds_iam, for credentials iam. Left out, the service's name with _ for -.",
    examples: ["orders"],
  }),
});

/** A folder in a container. */
export const containerPath = text((value) =>
  /^(\/[\w.-]+)+$/.test(value) && !value.split("/").includes("..")
    ? undefined
    : "is not the path of a folder in the container (such as /reports)",
);

/** A file share that a service's containers mount. */
export const volume = z.strictObject({
  share: resourceName(30).meta({ description: "One of landbridge:fileShares, by its name." }),
  path: containerPath.meta({
    description: "Folder in the container where it is.",
    examples: ["/reports"],
  }),
  readOnly: z.boolean().default(false).meta({ description: "Whether it only reads." }),
});
