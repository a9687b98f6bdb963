import { contains, isEveryone, parseCidr } from "../../reading/cidr";
import { describe, type Node, type Resource } from "../../graph";
import { nist, wellArchitected } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

const tags = ["storagegateway"];
const shares = [...types.nfsFileShare, ...types.smbFileShare];

/** Storage classes that answer after minutes or hours: a gateway's reads time out. */
const archives = ["GLACIER", "DEEP_ARCHIVE"];

/** A client of an NFS share: an address, or a block. */
function clientBlock(client: string): string {
  return client.includes("/") ? client : `${client}/32`;
}

/** Where a bucket's objects are moved to an archive. */
function archiveLines(node: Resource): string[] {
  return node.inputs.objects("rules").flatMap((rule, index) =>
    ["transitions", "noncurrentVersionTransitions"].flatMap((key) =>
      rule
        .objects(key)
        .filter((each) => archives.includes(each.string("storageClass") ?? ""))
        .map((each) => `rules[${index}].${key}: no ${each.string("storageClass") ?? ""}`),
    ),
  );
}

export const storageGatewayRules: readonly Rule[] = [
  {
    number: 25,
    name: "require-share-kms-encryption",
    description: "File shares encrypt with a customer managed KMS key.",
    why: "The gateway names the encryption of each object that it writes: without a key it overrules the bucket's default.",
    severity: "high",
    framework: nist("SC-28(1)", "Protection of Information at Rest | Cryptographic Protection"),
    tags: [...tags, "encryption"],
    remediationSteps: "Set kmsEncrypted to true and kmsKeyArn to a customer managed key.",
    url: "https://docs.aws.amazon.com/filegateway/latest/files3/encrypt-objects-stored-by-file-gateway-in-amazon-s3.html",
    locked: true,
    types: shares,
    check(share, report) {
      const { props } = share;
      if (props.boolean("kmsEncrypted") === true && props.isSet("kmsKeyArn")) return;
      if (props.isUnknown("kmsEncrypted")) return;
      report.violation(
        share,
        `${describe(share)} writes objects without a customer key`,
        "kmsEncrypted: true, and kmsKeyArn: the ARN of a customer managed key",
      );
    },
  },
  {
    number: 63,
    name: "require-data-centre-share-clients",
    description: "NFS shares admit clients of the data centre, and of the stack's own VPCs, only.",
    why: "NFS asks nobody for a password: who is on the list is in.",
    severity: "critical",
    framework: nist("AC-3", "Access Enforcement"),
    tags: [...tags, "network", "hybrid"],
    remediationSteps:
      "Name networks within dataCentreCidrs of configure-policy-pack in clientLists. Never 0.0.0.0/0.",
    url: "https://docs.aws.amazon.com/filegateway/latest/files3/edit-nfs-client.html",
    checkStack(graph, report, settings) {
      const vpcs = graph
        .ofType(types.vpc)
        .flatMap((vpc) => parseCidr(vpc.props.string("cidrBlock") ?? "") ?? []);
      const known = [...settings.dataCentreCidrs, ...vpcs];
      for (const share of graph.ofType(types.nfsFileShare)) {
        const strangers = share.props.strings("clientLists").filter((client) => {
          const block = parseCidr(clientBlock(client));
          if (!block || isEveryone(block.text)) return true;
          return (
            settings.dataCentreCidrs.length > 0 && !known.some((each) => contains(each, block))
          );
        });
        if (strangers.length === 0) continue;
        report.violation(
          share,
          `${describe(share)} admits ${strangers.join(", ")}, which ${strangers.length === 1 ? "is" : "are"} neither in the data centre nor in a VPC of the stack`,
          `clientLists (now ${strangers.join(", ")}): networks within ${known.map((each) => each.text).join(", ")}`,
        );
      }
    },
  },
  {
    number: 64,
    name: "disallow-archive-tiers-of-shares",
    description: "A file share's bucket has no archive tier.",
    why: "An archived object answers after minutes or hours; a read through the gateway times out, and the file looks broken.",
    severity: "medium",
    framework: wellArchitected("PERF03-BP01", "Use a purpose-built data store"),
    tags: [...tags, "s3"],
    remediationSteps:
      "Take the BucketIntelligentTieringConfiguration, or the lifecycle transition to an archive, away. S3 Intelligent-Tiering without it keeps to tiers that answer at once.",
    url: "https://docs.aws.amazon.com/filegateway/latest/files3/storage-classes.html",
    checkStack(graph, report) {
      const shared = new Set<Node>(
        graph
          .ofType(shares)
          .flatMap((share) => graph.references(share, "locationArn", types.bucket).certain),
      );
      const isShared = (node: Node): boolean =>
        graph.references(node, "bucket", types.bucket).certain.some((each) => shared.has(each));
      for (const tiering of graph.ofType(types.bucketTiering).filter(isShared)) {
        report.violation(
          tiering,
          `${describe(tiering)} archives files of a share`,
          `take ${describe(tiering)} away`,
        );
      }
      for (const lifecycle of graph.ofType(types.bucketLifecycle).filter(isShared)) {
        for (const line of archiveLines(lifecycle)) {
          report.violation(lifecycle, `${describe(lifecycle)} archives files of a share`, line);
        }
      }
    },
  },
  {
    number: 65,
    name: "require-private-gateway-endpoints",
    description: "File gateways reach Storage Gateway and S3 by interface endpoints of a VPC.",
    why: "Without them the company's files cross the internet, and the appliance needs a way out to it.",
    severity: "high",
    framework: nist("SC-7(4)", "Boundary Protection | External Telecommunications Services"),
    tags: [...tags, "network", "hybrid"],
    remediationSteps:
      "Set gatewayVpcEndpoint of the gateway to the DNS name of an interface endpoint of storagegateway, and vpcEndpointDnsName and bucketRegion of its shares to one of s3.",
    url: "https://docs.aws.amazon.com/filegateway/latest/files3/gateway-private-link.html",
    checkStack(graph, report) {
      const endpointOf = (node: Node, property: string): void => {
        const [endpoint] = graph.references(node, property, types.vpcEndpoint).certain;
        const isPrivate = endpoint
          ? endpoint.props.string("vpcEndpointType") === "Interface"
          : node.props.isUnknown(property) ||
            /\.vpce\.amazonaws\.(com|com\.cn|eu)$/.test(node.props.string(property) ?? "");
        if (isPrivate) return;
        const by = endpoint ? `by ${describe(endpoint)}, a gateway endpoint` : "over the internet";
        report.violation(
          node,
          `${describe(node)} reaches AWS ${by}`,
          `${property}: the DNS name of an interface endpoint`,
        );
      };
      for (const gateway of graph.ofType(types.storageGateway)) {
        endpointOf(gateway, "gatewayVpcEndpoint");
      }
      for (const share of graph.ofType(shares)) endpointOf(share, "vpcEndpointDnsName");
    },
  },
];
