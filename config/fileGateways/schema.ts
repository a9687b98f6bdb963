import { z } from "zod";
import { ipv4Address, retentionInDays, text } from "../schema/leaves";
import { namedList, resourceName } from "../schema/named";
import { retiring } from "../schema/retiring";

/** Days as AWS numbers them, Sunday first. */
const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

const timezone = text((value) =>
  /^GMT([+-](1[0-4]|\d):[0-5]\d)?$/.test(value)
    ? undefined
    : "is not a time zone of Storage Gateway (such as GMT or GMT+1:00)",
).meta({ allowed: "GMT, or GMT-h:mm to GMT+h:mm" });

const devicePath = text((value) =>
  /^\/dev\/[a-z][a-z0-9]+$/.test(value)
    ? undefined
    : "is not the path of a disk (such as /dev/sdb)",
);

const activationKey = text((value) =>
  /^[A-Z0-9]{5}(-[A-Z0-9]{5}){4}$/.test(value)
    ? undefined
    : "is not an activation key (five groups of five letters and digits)",
);

const secretArn = text((value) =>
  /^arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+$/.test(value)
    ? undefined
    : "is not the ARN of a secret in Secrets Manager",
);

const activeDirectory = z
  .strictObject({
    domainName: z
      .string()
      .min(1)
      .meta({
        description: "Domain that the gateway joins.",
        examples: ["corp.example.com"],
      }),
    credentialsSecretArn: secretArn.meta({
      description:
        "Secret with the username and password (as JSON) of who may add computers to the domain.",
    }),
    organizationalUnit: z
      .string()
      .min(1)
      .meta({ description: "Organizational unit that the gateway becomes part of." })
      .optional(),
  })
  .meta({ description: "Active Directory domain for SMB shares. NFS shares need none." });

const appliance = z
  .strictObject({
    address: ipv4Address().meta({
      description: "The appliance's address: where clients mount from.",
      examples: ["10.100.20.10"],
    }),
    activationKey: activationKey
      .meta({
        description:
          "Key of an appliance that can't be reached on port 80 from where Pulumi runs. It is good for half an hour, and not looked at again once the gateway is activated.",
        examples: ["ABCDE-12345-FGHIJ-67890-KLMNO"],
      })
      .optional(),
    cacheDisk: devicePath.default("/dev/sdb").meta({
      description:
        "Disk for the cache: 150 GiB at least, apart from the system's. Its path in the appliance, whatever the hypervisor calls it.",
    }),
  })
  .meta({
    description:
      "The virtual machine in the data centre, once it runs. Left out, the gateway and its shares wait; their buckets are there already.",
  });

const ec2Host = z
  .strictObject({
    instanceType: z
      .string()
      .regex(/^[a-z]\d[a-z-]*\.\d*[a-z]+$/)
      .default("m5.xlarge")
      .meta({
        description: "x86 instance type with 4 vCPU and 16 GiB at least.",
      }),
    cacheDiskSize: z.int().min(150).max(65536).default(150).meta({
      description: "Size of the cache disk.",
      unit: "GiB",
    }),
  })
  .meta({ description: "The instance, when host is ec2." });

const fileGateway = z
  .strictObject({
    name: resourceName(30).meta({ description: "Name of the gateway.", examples: ["dc1"] }),
    host: z.enum(["on-premises", "ec2"]).default("on-premises").meta({
      description:
        "Where the appliance runs: in the data centre, or on an EC2 instance in the VPC.",
    }),
    appliance: appliance.optional(),
    ec2: ec2Host.prefault({}),
    timezone: timezone.default("GMT").meta({ description: "Time zone of softwareUpdates." }),
    softwareUpdates: z
      .strictObject({
        dayOfWeek: z.enum(WEEKDAYS).default("sunday").meta({ description: "Day of the week." }),
        hour: z.int().min(0).max(23).default(3).meta({ description: "Hour of the day." }),
        minute: z.int().min(0).max(59).default(30).meta({ description: "Minute of the hour." }),
      })
      .prefault({})
      .meta({ description: "When the gateway may restart to update its software." }),
    activeDirectory: activeDirectory.optional(),
    logRetentionInDays: retentionInDays().default(90),
    retiring: retiring("the gateway, with what its cache has not uploaded"),
  })
  .superRefine(
    ({ host, appliance: given }, context) => {
      if (host === "ec2" && given !== undefined) {
        const message = `is for a gateway in the data centre; an ec2 host has its address from the VPC`;
        context.addIssue({ code: "custom", path: ["appliance"], message });
      }
    },
    { when: ({ issues }) => issues.length === 0 },
  );

export const fileGatewaysSchema = namedList(fileGateway)
  .default([])
  .meta({ description: "Storage Gateways of type FILE_S3, through which shares are mounted." });
