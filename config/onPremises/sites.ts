import { z } from "zod";
import { ipv4Address, text, uniqueList } from "../schema/leaves";

/** Characters that the ECS agent takes for attributes, and that no shell minds. */
const attributeName = text((value) =>
  /^[a-z][a-z0-9.-]{0,63}$/.test(value) && !value.startsWith("ecs.") && value !== "landbridge.site"
    ? undefined
    : "is not a name of an attribute (a to z, 0 to 9, . and -, 64 characters at most; ecs. and landbridge.site are taken)",
);

const attributeValue = text((value) =>
  /^[A-Za-z0-9_.:/-]{1,128}$/.test(value)
    ? undefined
    : "is not a value of an attribute (letters, digits and _ . : / -, 128 characters at most)",
);

const siteName = text((value) =>
  /^[a-z][a-z0-9-]{0,15}$/.test(value)
    ? undefined
    : "is not a name of a site (a to z, 0 to 9 and -, beginning with a letter, 16 characters at most)",
).meta({ allowed: "a to z, 0 to 9 and -, 16 characters at most", examples: ["frankfurt"] });

const hostName = text((value) =>
  /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(value)
    ? undefined
    : "is not a host name (such as app-1.corp.example.com)",
);

const server = z.strictObject({
  name: hostName.meta({
    description: "Host name; what `hostname` says on the server.",
    examples: ["app-1"],
  }),
  address: ipv4Address().meta({
    description:
      "Address by which the load balancer reaches it, in the data centre's private networks.",
    examples: ["10.100.16.11"],
  }),
});

const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

const activation = z
  .strictObject({
    rotation: text((value) =>
      /^[A-Za-z0-9._-]{1,32}$/.test(value)
        ? undefined
        : "is not a name of a rotation (letters, digits and . _ -, 32 characters at most; such as 2026-11-21)",
    )
      .default("1")
      .meta({
        description:
          "Changing this value makes a new activation, with a new code. Servers that are registered stay so.",
        examples: ["2026-11-21"],
      }),
    expirationDate: text((value) =>
      DATE.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : "is not a time in UTC (such as 2026-11-30T18:00:00Z)",
    )
      .optional()
      .meta({
        description:
          "Until when servers may register: 30 days from now at most. Left out, 24 hours from the activation's creation.",
        examples: ["2026-11-30T18:00:00Z"],
      }),
    registrationLimit: z.int().min(1).max(1000).optional().meta({
      description: "How many servers may register with it. Left out, as many as the site has.",
      unit: "servers",
    }),
  })
  .prefault({})
  .meta({ description: "The Systems Manager activation that servers register with." });

const proxy = z
  .strictObject({
    url: text((value) =>
      /^http:\/\/[a-z0-9.-]+:\d{1,5}$/i.test(value)
        ? undefined
        : "is not the URL of a proxy (such as http://proxy.corp.example.com:3128)",
    ).meta({
      description: "HTTP proxy that the servers go out by.",
      examples: ["http://proxy.corp.example.com:3128"],
    }),
    exceptions: uniqueList(
      text((value) =>
        /^[A-Za-z0-9.:/*-]+$/.test(value) ? undefined : "is neither a domain nor an address",
      ),
    )
      .default([])
      .meta({ description: "Domains and addresses that need no proxy, besides the agents' own." }),
  })
  .meta({ description: "The site's way out, where it is no plain route." });

const site = z.strictObject({
  name: siteName.meta({ description: "Name of the site, by which services are placed." }),
  registeredAs: siteName.optional().meta({
    description:
      "The name that it had when its servers registered: they keep their role and their attribute landbridge.site, which they send once. Left out, its name.",
  }),
  servers: z
    .array(server)
    .min(1)
    .max(1000)
    .meta({ description: "Servers that run the site's containers." }),
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64").meta({
    description: "Processors of its servers.",
  }),
  gpu: z.boolean().default(false).meta({
    description:
      "Whether its servers have NVIDIA GPUs and their driver: they register with them, and tasks may reserve them.",
  }),
  attributes: z
    .record(attributeName, attributeValue)
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutAttributes.html
    .superRefine((value, context) => {
      const count = Object.keys(value).length;
      const message = `has ${count} attributes; 9 at most, as ECS takes 10 with landbridge.site`;
      if (count > 9) context.addIssue({ code: "custom", message });
    })
    .default({})
    .meta({ description: "ECS attributes of its servers, besides landbridge.site." }),
  activation,
  proxy: proxy.optional(),
  installerSha256: text((value) =>
    /^[0-9a-f]{64}$/.test(value) ? undefined : "is not a SHA-256 digest in hexadecimal digits",
  )
    .optional()
    .meta({
      description:
        "Digest of the ECS Anywhere installer that was reviewed. Left out, the latest one whose signature by Amazon ECS is valid.",
    }),
});

export const sitesSchema = z
  .array(site)
  .default([])
  .meta({ description: "Places in the data centre whose servers are part of the ECS cluster." });
