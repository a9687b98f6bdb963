import { isEveryone } from "../../reading/cidr";
import { describe, type Graph, type Node, type Resource } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Properties } from "../../known";
import { networkOf } from "../../reading/network";
import { startedTasks } from "../../reading/startedTasks";
import type { Report, Rule } from "../../rule";
import { types, type Types } from "../../types";

const ingressTypes = [
  ...types.securityGroup,
  ...types.securityGroupRule,
  ...types.securityGroupIngressRule,
];

function is(resource: Resource, of: Types): boolean {
  return of.includes(resource.type);
}

/** Every block that a resource admits, with the property that it stands in. */
function admitted(resource: Resource): { line: string; cidr: string }[] {
  const list = (props: Properties, at: string, keys: string[]): { line: string; cidr: string }[] =>
    keys.flatMap((key) => props.strings(key).map((cidr) => ({ line: at + key, cidr })));
  const { props } = resource;
  if (is(resource, types.securityGroup)) {
    return props
      .objects("ingress")
      .flatMap((rule, index) => list(rule, `ingress[${index}].`, ["cidrBlocks", "ipv6CidrBlocks"]));
  }
  if (is(resource, types.securityGroupRule)) {
    if (props.string("type") !== "ingress") return [];
    return list(props, "", ["cidrBlocks", "ipv6CidrBlocks"]);
  }
  return list(props, "", ["cidrIpv4", "cidrIpv6"]);
}

/** An instance takes the subnet's word when it says nothing; without a subnet, the default VPC's. */
function checkInstance(graph: Graph, node: Node, report: Report): void {
  if (node.inputs.isSet("associatePublicIpAddress") || node.inputs.isSet("networkInterfaces"))
    return;
  if (node.inputs.isSet("primaryNetworkInterface") || node.inputs.isSet("launchTemplate")) return;
  const change = "associatePublicIpAddress: false";
  if (!node.inputs.isSet("subnetId")) {
    report.violation(
      node,
      `${describe(node)} names no subnet, so it lands in the default VPC with a public address`,
      `subnetId of ${describe(node)}: a private subnet`,
    );
    return;
  }
  const [subnet] = graph.references(node, "subnetId", types.subnet).certain;
  if (!subnet || !networkOf(graph).handsOutPublicAddresses(subnet)) return;
  report.violation(
    node,
    `${describe(node)} gets a public address, because ${describe(subnet)} hands them out`,
    change,
  );
}

/** Where a resource says outright that it wants a public address. */
function asksForPublicAddress(resource: Resource): string | undefined {
  const { props } = resource;
  if (is(resource, types.ecsService)) {
    const network = props.object("networkConfiguration");
    return network?.boolean("assignPublicIp")
      ? "networkConfiguration.assignPublicIp: false"
      : undefined;
  }
  if (is(resource, [...types.schedule, ...types.eventTarget])) {
    const started = startedTasks(resource);
    return started?.parameters.object("networkConfiguration")?.boolean("assignPublicIp")
      ? `${started.line}.networkConfiguration.assignPublicIp: false`
      : undefined;
  }
  if (is(resource, types.launchTemplate)) {
    const index = props
      .objects("networkInterfaces")
      .findIndex((each) => each.boolean("associatePublicIpAddress") === true);
    return index < 0 ? undefined : `networkInterfaces[${index}].associatePublicIpAddress: false`;
  }
  return props.boolean("associatePublicIpAddress") ? "associatePublicIpAddress: false" : undefined;
}

/** Where disks are not said to be encrypted, in words and the line to change. */
function unencryptedDisks(resource: Resource): { disk: string; line: string }[] {
  const { props } = resource;
  if (is(resource, types.volume)) {
    // A copy of an encrypted snapshot is encrypted anyway, but only the snapshot tells.
    const fine = props.boolean("encrypted") === true || props.isUnknown("encrypted");
    return fine ? [] : [{ disk: "its disk", line: "encrypted: true" }];
  }
  const unencrypted = (disk: Properties): boolean =>
    disk.boolean("encrypted") !== true && !disk.isUnknown("encrypted");
  if (is(resource, types.launchTemplate)) {
    const mappings = props.objects("blockDeviceMappings");
    if (mappings.length === 0 && !props.isUnknown("blockDeviceMappings")) {
      const line = 'blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }]';
      return [{ disk: "the root disk that comes with the image", line }];
    }
    return mappings.flatMap((mapping, index) => {
      if (mapping.isSet("noDevice") || mapping.isSet("virtualName")) return [];
      const ebs = mapping.object("ebs");
      if (ebs ? !unencrypted(ebs) : mapping.isUnknown("ebs")) return [];
      const disk = `disk ${mapping.string("deviceName") ?? index}`;
      return [{ disk, line: `blockDeviceMappings[${index}].ebs.encrypted: "true"` }];
    });
  }
  const fromTemplate = props.isSet("launchTemplate");
  const root = props.object("rootBlockDevice");
  const rootFine = root ? !unencrypted(root) : fromTemplate || props.isUnknown("rootBlockDevice");
  return [
    ...(rootFine ? [] : [{ disk: "its root disk", line: "rootBlockDevice: { encrypted: true }" }]),
    ...props.objects("ebsBlockDevices").flatMap((disk, index) =>
      unencrypted(disk)
        ? [
            {
              disk: `disk ${disk.string("deviceName") ?? index}`,
              line: `ebsBlockDevices[${index}].encrypted: true`,
            },
          ]
        : [],
    ),
  ];
}

export const ec2Rules: readonly Rule[] = [
  {
    number: 2,
    name: "disallow-public-ingress",
    description:
      "No security group admits 0.0.0.0/0 or ::/0, in whichever of the three forms of rules.",
    why: "Applications here are internal: what the whole internet may knock at is found within minutes.",
    severity: "critical",
    framework: securityHub(
      "EC2.18",
      "Security groups should only allow unrestricted incoming traffic for authorized ports",
    ),
    tags: ["ec2", "network"],
    remediationSteps:
      "Admit the CIDR blocks of the VPC and the data centre, or the security group of the caller.",
    url: securityHubUrl("ec2", "EC2.18"),
    types: ingressTypes,
    check(resource, report) {
      for (const { line, cidr } of admitted(resource)) {
        if (!isEveryone(cidr)) continue;
        report.violation(
          resource,
          `${describe(resource)} admits ${cidr}: the whole internet`,
          `${line} (now ${cidr}): the callers' CIDR block or security group`,
        );
      }
    },
  },
  {
    number: 4,
    name: "disallow-public-addresses",
    description:
      "Instances, launch templates, ECS services and scheduled tasks take no public address.",
    why: "A public address makes one mistake in a security group enough; a private one needs two.",
    severity: "high",
    framework: securityHub("EC2.9", "Amazon EC2 instances should not have a public IPv4 address"),
    tags: ["ec2", "ecs", "network"],
    remediationSteps:
      "Leave the public address out, place the resource in a private subnet, and reach it through the internal load balancer or the data centre's link.",
    url: securityHubUrl("ec2", "EC2.9"),
    types: [
      ...types.instance,
      ...types.launchTemplate,
      ...types.launchConfiguration,
      ...types.ecsService,
      ...types.schedule,
      ...types.eventTarget,
      ...types.elasticIp,
      ...types.elasticIpAssociation,
    ],
    check(resource, report) {
      const addressed = ["instance", "instanceId", "networkInterface", "networkInterfaceId"];
      if (is(resource, [...types.elasticIp, ...types.elasticIpAssociation])) {
        const line = addressed.find((key) => resource.props.isSet(key));
        if (!line) return;
        report.violation(
          resource,
          `${describe(resource)} gives an instance a public address`,
          `${line}: take it out; NAT gateways take theirs by allocationId`,
        );
        return;
      }
      const change = asksForPublicAddress(resource);
      if (change)
        report.violation(resource, `${describe(resource)} takes a public address`, change);
    },
    checkStack(graph, report) {
      for (const node of graph.ofType(types.instance)) checkInstance(graph, node, report);
    },
  },
  {
    number: 21,
    name: "require-ebs-encryption",
    description: "EBS volumes, and the disks of launch templates and instances, are encrypted.",
    why: "AWS's default is no encryption unless somebody switched it on in that Region of that account, which no program can rely on.",
    severity: "high",
    framework: securityHub("EC2.3", "Attached Amazon EBS volumes should be encrypted at-rest"),
    tags: ["ec2", "encryption"],
    remediationSteps:
      "Set encrypted to true on every disk, the root disk included; with kmsKeyId for a key of your own.",
    url: securityHubUrl("ec2", "EC2.3"),
    locked: true,
    types: [
      ...types.volume,
      ...types.launchTemplate,
      ...types.launchConfiguration,
      ...types.instance,
    ],
    check(resource, report) {
      for (const { disk, line } of unencryptedDisks(resource)) {
        report.violation(resource, `${describe(resource)} leaves ${disk} unencrypted`, line);
      }
    },
  },
];
