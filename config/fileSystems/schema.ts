import { z } from "zod";
import { backupPlan, dataClassification } from "../schema/dataClasses";
import { namedList, resourceName } from "../schema/named";
import { retiring } from "../schema/retiring";

// https://docs.aws.amazon.com/efs/latest/APIReference/API_LifecyclePolicy.html, TransitionToIA
const IDLE_DAYS = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const;

const fileSystem = z.strictObject({
  name: resourceName(30).meta({
    description: "Name of the file system.",
    examples: ["uploads"],
  }),
  dataClassification,
  backupPlan,
  infrequentAccessAfterDays: z.literal(IDLE_DAYS).default(30).meta({
    unit: "days",
    description:
      "How long nobody reads a file before it moves to Infrequent Access, which costs less to keep and more to read. The first read brings it back.",
  }),
  retiring: retiring("the file system, with every file"),
});

export const fileSystemsSchema = namedList(fileSystem).default([]).meta({
  description:
    "File systems (EFS) that services in AWS mount: in every zone, encrypted by the key of files, over TLS only. On premises nothing mounts them: landbridge:fileShares are there for both sides.",
});
