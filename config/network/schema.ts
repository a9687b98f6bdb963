import { z } from "zod";
import { interfaceEndpointServices } from "../../components/networking/endpointPlan";
import { isIpv4Address } from "../schema/cidr";
import { DOCKER_BRIDGE } from "../schema/dockerBridge";
import { show } from "../phrases";
import { existingNetwork } from "./existing";
import { cidr, ipv4Address, retentionInDays, text, uniqueList } from "../schema/leaves";
import { zoneLetter } from "../schema/zoneLetter";

const AMAZON_DNS = "AmazonProvidedDNS";

const dnsServer = text((value) =>
  value === AMAZON_DNS || isIpv4Address(value)
    ? undefined
    : `is neither ${AMAZON_DNS} nor an IPv4 address (such as 10.100.0.10)`,
);

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const domainName = text((value) =>
  value.length <= 253 && value.split(".").every((label) => LABEL.test(label))
    ? undefined
    : "is not a domain name (such as corp.example.com)",
);

const dhcpOptions = z
  .strictObject({
    domainName: domainName
      .meta({
        description: "The domain that instances append to names without one.",
        examples: ["corp.example.com"],
      })
      .optional(),
    domainNameServers: uniqueList(dnsServer)
      .min(1)
      .max(4)
      .superRefine((servers, context) => {
        if (servers.length > 1 && servers.includes(AMAZON_DNS)) {
          const message = `${show(servers)} has addresses beside ${AMAZON_DNS}, which AWS takes alone`;
          context.addIssue({ code: "custom", message });
        }
      })
      .default([AMAZON_DNS])
      .meta({
        description: "DNS servers: the VPC's own Resolver, or up to four others by address.",
        allowed: `[${AMAZON_DNS}], or 1 to 4 IPv4 addresses`,
      }),
    ntpServers: uniqueList(ipv4Address())
      .min(1)
      .max(4)
      .meta({
        description: "Time servers. Without any, instances use Amazon Time Sync.",
        examples: [["10.100.0.10"]],
      })
      .optional(),
  })
  .meta({ description: "DHCP options of the VPC. Left out, the VPC has AWS's own." });

export const networkSchema = z
  .strictObject({
    vpcCidr: cidr({ shortest: 16, longest: 28, isPrivate: true, taken: DOCKER_BRIDGE }).meta({
      description:
        "The VPC's block, /16 to /20. Each tier and zone has a fixed part of it. Another block means another VPC. Of an existing VPC, one of its blocks.",
      examples: ["10.20.0.0/16"],
    }),
    existing: existingNetwork.optional(),
    availabilityZones: uniqueList(zoneLetter)
      .min(1)
      .meta({
        description: "Letters of the Availability Zones, each with a subnet of every tier.",
        examples: [["a", "b", "c"]],
      }),
    natGateways: z.enum(["per-zone", "single", "none"]).default("per-zone").meta({
      description:
        "The private tier's way to the internet: a NAT gateway in each zone, one for all (cheaper; lost with its zone), or none.",
    }),
    interfaceEndpoints: z
      .union([z.enum(["none", "essential"]), uniqueList(z.enum(interfaceEndpointServices))])
      .default("essential")
      .meta({
        description:
          "Interface VPC endpoints, which keep traffic to AWS's APIs inside the VPC; each is charged per zone and hour. The gateway endpoint of S3 is always there.",
        allowed: `none, essential, or a list of ${interfaceEndpointServices.join(", ")}`,
      }),
    flowLogs: z
      .strictObject({ retentionInDays: retentionInDays().default(365) })
      .prefault({})
      .meta({ description: "VPC flow logs, in an encrypted log group." }),
    dhcpOptions: dhcpOptions.optional(),
    isolatedNetworkAcls: z.boolean().default(true).meta({
      description:
        "Whether the isolated tier has a network ACL of its own besides its security groups.",
    }),
    peerCidrs: uniqueList(cidr({ shortest: 16, longest: 28, isPrivate: true }))
      .default([])
      .meta({
        description:
          "VPC blocks of the company's other stacks and Regions, from which this VPC must stay apart so that they can be connected.",
      }),
  })
  .meta({ description: "The VPC and what surrounds it." });
