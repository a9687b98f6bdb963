import { z } from "zod";
import { backupPlan, dataClassification } from "../schema/dataClasses";
import { cidr, text, uniqueList } from "../schema/leaves";
import { namedList, resourceName } from "../schema/named";
import { retiring } from "../schema/retiring";

const mode = text((value) =>
  /^0[0-7]{3}$/.test(value) ? undefined : 'is not a POSIX mode (such as "0750")',
).meta({ allowed: '"0000" to "0777"' });

const posix = z
  .strictObject({
    ownerId: z.int().min(0).max(4294967294).default(65534).meta({ description: "User ID." }),
    groupId: z.int().min(0).max(4294967294).default(65534).meta({ description: "Group ID." }),
    fileMode: mode.default("0660").meta({ description: "Mode of files." }),
    directoryMode: mode.default("0770").meta({ description: "Mode of directories." }),
  })
  .prefault({})
  .meta({ description: "Owner and mode of objects that were not written through the gateway." });

const fileShare = z
  .strictObject({
    name: resourceName(30).meta({
      description: "Name of the share: of its bucket, and of the path that clients mount.",
      examples: ["reports"],
    }),
    gateway: resourceName(30).meta({
      description: "One of landbridge:fileGateways, by its name.",
      examples: ["dc1"],
    }),
    protocol: z.enum(["nfs", "smb"]).default("nfs").meta({
      description: "How clients mount it. smb needs the gateway's activeDirectory.",
    }),
    dataClassification,
    backupPlan,
    clients: uniqueList(cidr({ shortest: 8, longest: 32 }))
      .max(100)
      .default([])
      .meta({
        description: "Who may mount an nfs share: networks of the data centre's.",
        examples: [["10.100.10.0/24"]],
      }),
    // https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_CreateSMBFileShare.html, ValidUserList
    allowedUsers: uniqueList(z.string().min(1))
      .max(100)
      .default([])
      .meta({
        description: "Who may use an smb share: users, and groups as @group, of the domain.",
        examples: [["@finance"]],
      }),
    squash: z.enum(["root", "all", "none"]).default("root").meta({
      description: "Whose files an nfs client's root, or all of its users, become: nobody's.",
    }),
    readOnly: z.boolean().default(false).meta({ description: "Whether clients can only read." }),
    refreshAfterSeconds: z.int().min(300).max(2592000).default(3600).meta({
      description:
        "Age of a directory's listing after which the gateway looks into the bucket again. Matters when something else writes to the bucket.",
      unit: "seconds",
    }),
    noncurrentVersionDays: z.int().min(7).max(3650).default(90).meta({
      description: "How long a file's overwritten and deleted versions are kept.",
      unit: "days",
    }),
    posix,
    retiring: retiring("the share's bucket, with every version of every file, and its replica"),
  })
  .superRefine(
    ({ protocol, clients, allowedUsers }, context) => {
      if (protocol === "nfs" && clients.length === 0) {
        const message = `is empty; name the networks that may mount the share (such as ["10.100.10.0/24"])`;
        context.addIssue({ code: "custom", path: ["clients"], message });
      }
      if (protocol === "smb" && allowedUsers.length === 0) {
        const message = `is empty; name the users and groups that may use the share (such as ["@finance"])`;
        context.addIssue({ code: "custom", path: ["allowedUsers"], message });
      }
    },
    { when: ({ issues }) => issues.length === 0 },
  );

export const fileSharesSchema = namedList(fileShare).default([]).meta({
  description: "File shares, each a bucket in S3 that is mounted through a Storage Gateway.",
});
