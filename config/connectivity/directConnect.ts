import { z } from "zod";
import { amazonSideAsn, wholeNumber } from "./asn";
import { linkName, peerAddress } from "./leaves";
import { cidr, text, uniqueList } from "../schema/leaves";

const gateway = z
  .strictObject({
    amazonSideAsn: amazonSideAsn().default(64513).meta({
      description: "AWS's ASN at the Direct Connect gateway: what links speak BGP with.",
    }),
    id: text((value) =>
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
        ? undefined
        : "is not the ID of a Direct Connect gateway (such as abcd1234-dcba-5678-be23-cdef9876ab45)",
    )
      .meta({
        description:
          "An existing Direct Connect gateway, which stacks share. Left out, one is made here.",
        allowed: "ID of a Direct Connect gateway",
      })
      .optional(),
  })
  .prefault({})
  .meta({ description: "The Direct Connect gateway, between links and hub." });

const order = z
  .strictObject({
    bandwidth: z.enum(["1Gbps", "10Gbps", "100Gbps", "400Gbps"]).meta({
      description: "Speed of each port.",
    }),
    providerName: z.string().min(1).optional().meta({
      description: "The partner that runs the cable, where the location has one.",
    }),
    macsec: z.boolean().default(false).meta({
      description: "Whether to ask for a port with MACsec; 10 Gbps or more.",
    }),
    macsecSecretArn: text((value) =>
      /^arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:.+$/.test(value)
        ? undefined
        : "is not the ARN of a secret in Secrets Manager",
    )
      .meta({
        description: "The MACsec key, used once the cross-connect is up.",
        allowed: "ARN of a secret in Secrets Manager",
      })
      .optional(),
    lagConnections: z.int().min(1).max(4).default(1).meta({
      description: "Connections that a link aggregation group bundles; no group when 1.",
    }),
  })
  .meta({ description: "A dedicated connection to order from AWS." });

const virtualInterface = z
  .strictObject({
    vlan: wholeNumber((vlan) =>
      vlan >= 1 && vlan <= 4094 ? undefined : "is not a VLAN (1 to 4094)",
    ).meta({ description: "802.1Q VLAN of the link.", allowed: "1 to 4094", examples: [101] }),
    amazonAddress: peerAddress()
      .meta({
        description: "AWS's address in the BGP session. Left out with the other, AWS chooses both.",
        examples: ["169.254.100.1/30"],
      })
      .optional(),
    customerAddress: peerAddress()
      .meta({
        description: "The data centre's address in the BGP session.",
        examples: ["169.254.100.2/30"],
      })
      .optional(),
    mtu: z.literal([1500, 8500, 9001]).default(1500).meta({
      description:
        "Largest packet: 1500, or jumbo: 9001 to a virtual private gateway, 8500 to a transit gateway.",
      unit: "bytes",
    }),
  })
  .meta({ description: "The virtual interface on the link, made when the cross-connect is up." });

const link = z.strictObject({
  name: linkName().meta({
    description: "Name of the link, unique in the stack.",
    examples: ["primary"],
  }),
  location: text((value) =>
    /^[A-Za-z0-9-]{2,20}$/.test(value)
      ? undefined
      : "is not the code of a Direct Connect location (such as EqDC2)",
  ).meta({
    description:
      "Code of the Direct Connect location. AWS measures a link in the Region that its location belongs to: alarms see it where that is the stack's.",
    allowed: "code of a Direct Connect location",
    examples: ["EqDC2"],
  }),
  device: linkName()
    .meta({
      description:
        "The data centre's router that the link ends on; by default named like the link.",
    })
    .optional(),
  connectionId: text((value) =>
    /^dx(con|lag)-[0-9a-z]{8,17}$/.test(value)
      ? undefined
      : "is not the ID of a connection or a LAG (such as dxcon-fh6ayh1d)",
  )
    .meta({
      description: "An existing connection or LAG. Either this or `order`.",
      allowed: "ID of a connection or a LAG",
      examples: ["dxcon-fh6ayh1d"],
    })
    .optional(),
  hosted: z.boolean().default(false).meta({
    description: "Whether a partner hosts the existing connection: AWS measures no light there.",
  }),
  order: order.optional(),
  crossConnect: z.enum(["ordered", "up"]).default("ordered").meta({
    description:
      "`up` once people have made the cross-connect: only then the virtual interface is made.",
  }),
  virtualInterface,
});

export const directConnectSchema = z
  .strictObject({
    gateway,
    allowedPrefixes: uniqueList(cidr({ shortest: 8, longest: 28 }))
      .min(1)
      .max(20)
      .meta({
        description:
          "The prefixes that AWS advertises to the data centre by BGP. Left out, the VPC's block, which is what it should be.",
      })
      .optional(),
    links: z.array(link).max(4).default([]).meta({
      description:
        "Direct Connect links: two in two locations survive the loss of a location. Left out beside `gateway.id`, whose links others have.",
    }),
  })
  .meta({ description: "Direct Connect, for modes with `direct-connect` in their name." });
