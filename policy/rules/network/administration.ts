import { securityHub, securityHubUrl } from "../../frameworks";
import { describe, type Resource } from "../../graph";
import type { Properties } from "../../known";
import { parseCidr } from "../../reading/cidr";
import type { Rule } from "../../rule";
import { types } from "../../types";

const ports: readonly (readonly [port: number, what: string])[] = [
  [22, "SSH"],
  [3389, "RDP"],
];

/** The widest block that one company may have; what is wider comes to the whole internet by two or three of its kind. */
const widest = { ipv4: 8, ipv6: 16 };

/** Each set of admitted blocks with the ports that it is about. */
function admitted({ type, props }: Resource): { at: string; rule: Properties; keys: string[] }[] {
  const lists = ["cidrBlocks", "ipv6CidrBlocks"];
  if (types.securityGroup.some((each) => each === type)) {
    return props
      .objects("ingress")
      .map((rule, index) => ({ at: `ingress[${index}].`, rule, keys: lists }));
  }
  if (types.securityGroupRule.some((each) => each === type)) {
    return props.string("type") === "ingress" ? [{ at: "", rule: props, keys: lists }] : [];
  }
  return [{ at: "", rule: props, keys: ["cidrIpv4", "cidrIpv6"] }];
}

function covers(rule: Properties, port: number): boolean {
  const protocol = rule.string("protocol") ?? rule.string("ipProtocol") ?? "";
  if (["-1", "all"].includes(protocol)) return true;
  if (!["tcp", "6"].includes(protocol)) return false;
  const from = rule.number("fromPort") ?? 0;
  const to = rule.number("toPort") ?? 65_535;
  return from <= port && port <= to;
}

function isAnywhere(text: string): boolean {
  const cidr = parseCidr(text);
  if (!cidr) return false;
  return cidr.prefix < (text.includes(":") ? widest.ipv6 : widest.ipv4);
}

export const administrationRules: readonly Rule[] = [
  {
    number: 82,
    name: "disallow-public-administration",
    description: "No security group admits SSH (22) or RDP (3389) from anywhere.",
    why: "Both are tried within minutes; Session Manager needs neither. A company that lets other ports be public on purpose still has no reason for these.",
    severity: "critical",
    framework: securityHub(
      "EC2.13",
      "Security groups should not allow ingress from 0.0.0.0/0 or ::/0 to port 22",
    ),
    tags: ["ec2", "network"],
    remediationSteps: "Use Session Manager, or admit the data centre's own block.",
    url: securityHubUrl("ec2", "EC2.13"),
    locked: true,
    types: [...types.securityGroup, ...types.securityGroupRule, ...types.securityGroupIngressRule],
    check(resource, report) {
      for (const { at, rule, keys } of admitted(resource)) {
        const open = ports.filter(([port]) => covers(rule, port));
        const wide = keys.flatMap((key) =>
          rule.strings(key).flatMap((cidr) => (isAnywhere(cidr) ? [{ key, cidr }] : [])),
        );
        for (const { key, cidr } of open.length > 0 ? wide : []) {
          const what = open.map(([port, name]) => `${name} (${port})`).join(" and ");
          report.violation(
            resource,
            `${describe(resource)} admits ${what} from ${cidr}`,
            `${at}${key} (now ${cidr}): the data centre's block, or nothing`,
          );
        }
      }
    },
  },
];
