import { overlap, parseCidr, type Cidr } from "../../reading/cidr";
import { describe, type Graph, type Node } from "../../graph";
import { securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

const tags = ["vpc"];

/** Every block of addresses of every VPC in the stack, with the line that it stands on. */
function vpcBlocks(graph: Graph): { on: Node; line: string; cidr: Cidr }[] {
  const blocks = [...graph.ofType(types.vpc), ...graph.ofType(types.vpcCidr)];
  return blocks.flatMap((on) => {
    const cidr = parseCidr(on.props.string("cidrBlock") ?? "");
    return cidr ? [{ on, line: `cidrBlock of ${describe(on)}`, cidr }] : [];
  });
}

/** Routes to a gateway behind which other networks are: not the internet's, not a NAT gateway's. */
function routesElsewhere(graph: Graph): { on: Node; key: string }[] {
  const gateways = { gatewayId: types.vpnGateway, transitGatewayId: types.transitGateway };
  return graph
    .ofType(types.route)
    .filter((route) =>
      Object.entries(gateways).some(([key, kinds]) => {
        const { certain, external } = graph.references(route, key, kinds);
        return certain.length > 0 || external.some((id) => /^[vt]gw-/.test(id));
      }),
    )
    .map((on) => ({ on, key: "destinationCidrBlock" }));
}

/** Blocks that the stack itself says are on the other end of a VPN, or behind another gateway. */
function remoteBlocks(graph: Graph): { name: string; cidr: Cidr }[] {
  const remotes = [
    ...routesElsewhere(graph),
    ...graph.ofType(types.vpnConnectionRoute).map((on) => ({ on, key: "destinationCidrBlock" })),
    ...graph.ofType(types.vpnConnection).map((on) => ({ on, key: "localIpv4NetworkCidr" })),
  ];
  return remotes.flatMap(({ on, key }) => {
    const cidr = parseCidr(on.props.string(key) ?? "");
    // A route for everything is not a network of its own.
    return cidr && cidr.prefix > 0 ? [{ name: `${key} of ${describe(on)}`, cidr }] : [];
  });
}

export const vpcRules: readonly Rule[] = [
  {
    number: 5,
    name: "require-closed-default-security-group",
    description: "Each VPC's default security group is taken over and has no rules.",
    why: "Whatever names no security group gets the default one, and AWS makes it open: to its own members, and out to everywhere.",
    severity: "high",
    framework: securityHub(
      "EC2.2",
      "VPC default security groups should not allow inbound or outbound traffic",
    ),
    tags: [...tags, "network"],
    remediationSteps:
      "Declare aws.ec2.DefaultSecurityGroup for the VPC with ingress: [] and egress: [].",
    url: securityHubUrl("ec2", "EC2.2"),
    checkStack(graph, report) {
      const groups = graph.ofType(types.defaultSecurityGroup);
      const owners = new Set(
        groups.flatMap((group) => graph.references(group, "vpcId", types.vpc).certain),
      );
      for (const vpc of graph.ofType(types.vpc).filter((each) => !owners.has(each))) {
        report.violation(
          vpc,
          `${describe(vpc)} leaves its default security group as AWS makes it: open`,
          `add an aws.ec2.DefaultSecurityGroup with vpcId of ${describe(vpc)}, ingress: [], egress: []`,
        );
      }
      for (const group of groups) {
        for (const line of ["ingress", "egress"] as const) {
          if (group.inputs.objects(line).length === 0 && !group.inputs.isUnknown(line)) continue;
          report.violation(
            group,
            `${describe(group)} lets traffic ${line === "ingress" ? "in" : "out"}`,
            `${line}: []`,
          );
        }
      }
      const rules = [
        ...graph.ofType(types.securityGroupRule),
        ...graph.ofType(types.securityGroupIngressRule),
        ...graph.ofType(types.securityGroupEgressRule),
      ];
      for (const rule of rules) {
        const holders = [...types.defaultSecurityGroup, ...types.vpc];
        const [holder] = graph.references(rule, "securityGroupId", holders).certain;
        if (!holder) continue;
        report.violation(
          rule,
          `${describe(rule)} opens the default security group of ${describe(holder)}`,
          `securityGroupId of ${describe(rule)}: a security group made for the purpose`,
        );
      }
    },
  },
  {
    number: 12,
    name: "require-disjoint-cidrs",
    description: "VPC, recovery and data-centre CIDR blocks are disjoint.",
    why: "Addresses that exist twice cannot be routed: the half that is further away disappears, and renumbering a VPC means rebuilding it.",
    severity: "high",
    framework: wellArchitected(
      "REL02-BP05",
      "Enforce non-overlapping private IP address ranges in all private address spaces where they are connected",
    ),
    tags: [...tags, "network", "hybrid"],
    remediationSteps:
      "Choose a cidrBlock outside the data centre's and the other VPCs' blocks; ask whoever keeps the address plan.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_network_topology_non_overlap_ip.html",
    checkStack(graph, report, settings) {
      const blocks = vpcBlocks(graph);
      const others = [
        ...settings.dataCentreCidrs.map((cidr) => ({ name: "the data centre", cidr })),
        ...settings.otherCidrs.map((cidr) => ({ name: "another VPC", cidr })),
        ...remoteBlocks(graph),
      ];
      blocks.forEach((block, index) => {
        for (const { name, cidr } of others.filter(({ cidr }) => overlap(block.cidr, cidr))) {
          report.violation(
            block.on,
            `${describe(block.on)} has ${block.cidr.text}, which overlaps ${cidr.text} of ${name}`,
            `${block.line} (now ${block.cidr.text})`,
          );
        }
        for (const other of blocks.slice(index + 1)) {
          if (!overlap(block.cidr, other.cidr)) continue;
          report.violation(
            other.on,
            `${describe(other.on)} has ${other.cidr.text}, which overlaps ${block.cidr.text} of ${describe(block.on)}`,
            `${other.line} (now ${other.cidr.text})`,
          );
        }
      });
    },
  },
  {
    number: 40,
    name: "enable-vpc-flow-logs",
    description: "Every VPC has a flow log of all its traffic.",
    why: "Without it nobody can say afterwards who talked to whom, nor why a connection from the data centre is refused.",
    severity: "medium",
    framework: securityHub("EC2.6", "VPC flow logging should be enabled in all VPCs"),
    tags: [...tags, "logging"],
    remediationSteps: "Add an aws.ec2.FlowLog with the VPC's vpcId and trafficType ALL.",
    url: securityHubUrl("ec2", "EC2.6"),
    checkStack(graph, report) {
      const logs = graph.ofType(types.flowLog);
      for (const vpc of graph.ofType(types.vpc)) {
        const own = logs.filter((log) =>
          graph.references(log, "vpcId", types.vpc).certain.includes(vpc),
        );
        const whole = own.some(
          (log) => log.props.string("trafficType") === "ALL" || log.props.isUnknown("trafficType"),
        );
        if (whole) continue;
        const [log] = own;
        if (log) {
          report.violation(
            log,
            `${describe(log)} records ${log.props.string("trafficType") ?? "no"} traffic of ${describe(vpc)} only`,
            'trafficType: "ALL"',
          );
        } else {
          report.violation(
            vpc,
            `${describe(vpc)} has no flow log`,
            `add an aws.ec2.FlowLog with vpcId of ${describe(vpc)} and trafficType: "ALL"`,
          );
        }
      }
    },
  },
];
