import { z } from "zod";
import { ipv4Address, retentionInDays, text, uniqueList } from "../schema/leaves";

const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(String.raw`^(?=.{1,253}$)${LABEL}(\.${LABEL})*$`);

/** Labels under which nothing of the company can be: those that the VPC's resolver answers for itself. */
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html
const LOCAL = ["localhost", "localdomain", "invalid"];

/** A domain of the data centre; one label will do, as Active Directory and older networks have it. */
const domain = text((value) => {
  if (LOCAL.includes(value)) return "is answered by the VPC's own resolver and can't be forwarded";
  return DOMAIN.test(value)
    ? undefined
    : "is not a domain name, in lower case and without a dot at its end (such as corp.example.com, or corp)";
}).meta({ allowed: "domain name in lower case" });

const zoneName = text((value) =>
  DOMAIN.test(value) && value.includes(".")
    ? undefined
    : "is not a domain name of two labels or more, in lower case and without a dot at its end (such as prod.aws.example.com)",
).meta({ allowed: "domain name in lower case" });

const onPremisesDomain = z.strictObject({
  domain: domain.meta({
    description: "A domain that the data centre's DNS servers answer for.",
    examples: ["corp.example.com"],
  }),
  servers: uniqueList(ipv4Address())
    .min(1)
    .max(6)
    .meta({
      description: "Its DNS servers, in the data centre.",
      examples: [["10.100.0.10", "10.100.0.11"]],
    }),
});

/** The ID of something of Resolver's that is there already. */
const resolverId = (kind: "in" | "out" | "rr", what: string) =>
  text((value) =>
    new RegExp(`^rslvr-${kind}-[0-9a-z]{17}$`).test(value)
      ? undefined
      : `is not the ID of ${what} (such as rslvr-${kind}-0a1b2c3d4e5f60718)`,
  ).meta({ allowed: `ID of ${what}`, examples: [`rslvr-${kind}-0a1b2c3d4e5f60718`] });

export const dnsSchema = z
  .strictObject({
    zoneName: zoneName.meta({
      description: "The platform's private hosted zone. Another name means another zone.",
      examples: ["prod.aws.example.com"],
    }),
    zoneId: text((value) =>
      /^Z[0-9A-Z]{5,31}$/.test(value)
        ? undefined
        : "is not the ID of a hosted zone (such as Z0123456789ABCDEFGHIJ)",
    )
      .meta({
        description:
          "A private hosted zone of that name that is there already, in this account. The stack's own VPC is associated with it; an existing one is already.",
        allowed: "ID of a hosted zone",
        examples: ["Z0123456789ABCDEFGHIJ"],
      })
      .optional(),
    onPremisesDomains: z.array(onPremisesDomain).default([]).meta({
      description: "What the VPC asks the data centre for.",
    }),
    inboundEndpointId: resolverId("in", "an inbound endpoint")
      .meta({
        description:
          "An inbound endpoint that is there already, in this VPC or another one of the account. Left out, one is made here.",
      })
      .optional(),
    outboundEndpointId: resolverId("out", "an outbound endpoint")
      .meta({
        description:
          "An outbound endpoint that is there already, for the rules of `onPremisesDomains`. Left out, one is made here where there are any.",
      })
      .optional(),
    resolverRuleIds: uniqueList(resolverId("rr", "a Resolver rule")).max(2000).default([]).meta({
      description:
        "Forwarding rules that are there already, of this account or shared by RAM: the VPC is associated with them.",
    }),
    queryLogs: z
      .strictObject({ retentionInDays: retentionInDays().default(365) })
      .prefault({})
      .meta({ description: "The VPC's DNS queries, in an encrypted log group." }),
  })
  .optional()
  .meta({
    description:
      "DNS both ways: Resolver endpoints, a private hosted zone and forwarding rules. Left out, there are none.",
  });
