import { z } from "zod";
import { text } from "../schema/leaves";
import { resourceName } from "../schema/named";
import { containerPath } from "./stores";

// https://docs.aws.amazon.com/efs/latest/APIReference/API_RootDirectory.html
const fileSystemFolder = text((value) =>
  /^(\/[\w-][\w.-]*){1,4}$/.test(value) && value.length <= 100
    ? undefined
    : "is not a folder of a file system (such as /shop/uploads: four levels and 100 characters at most, letters, digits and _ . -, none beginning with a dot)",
);

const posixId = z.int().min(1).max(4294967294).default(1000);

/** A file system of EFS that a service's containers mount, in AWS. */
export const fileSystemUse = z.strictObject({
  name: resourceName(30).meta({ description: "One of landbridge:fileSystems, by its name." }),
  path: containerPath.meta({
    description: "Folder in the service's container where it is.",
    examples: ["/uploads"],
  }),
  folder: fileSystemFolder.optional().meta({
    description:
      "Folder of the file system, made at the first mount, that the service sees and nothing beside it. Left out, one by the service's name.",
    examples: ["/shop/uploads"],
  }),
  userId: posixId.meta({
    description: "User that its files are read and written as, whoever the container runs as.",
  }),
  groupId: posixId.meta({
    description: "Group of the same. Services that share a folder have the same one.",
  }),
  readOnly: z.boolean().default(false).meta({ description: "Whether it only reads." }),
});
