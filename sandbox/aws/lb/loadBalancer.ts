import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props, Resource } from "../../provider/store";
import { blocks, hex, isUnset, pick, show, text, texts } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findSubnet } from "../ec2/vpc";
import { between, oneOf, plan } from "../shared/planChecks";
import { hostedZoneOf } from "./hostedZones";
import { elbName } from "./names";
import { networkSecurityGroups } from "./network";

export const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";

const kinds: Readonly<Record<string, string>> = {
  application: "app",
  network: "net",
  gateway: "gwy",
};

const path = ({ inputs, seed }: Draft): string =>
  `${kinds[text(inputs["loadBalancerType"]) ?? "application"] ?? "app"}/${String(inputs["name"])}/${hex(seed, 16)}`;

export const loadBalancers: Service = {
  [loadBalancerType]: {
    id: (draft, cloud) => cloud.arn("elasticloadbalancing", `loadbalancer/${path(draft)}`),
    service: "elasticloadbalancing",
    arnResource: (draft) => `loadbalancer/${path(draft)}`,
    defaults: {
      loadBalancerType: "application",
      internal: false,
      enableDeletionProtection: false,
      idleTimeout: 60,
      enableHttp2: true,
      dropInvalidHeaderFields: false,
    },
    immutable: ["name", "internal", "loadBalancerType"],
    // In the documentation because of network load balancers, which lose none in place.
    mutable: ["securityGroups", "subnets"],
    plan: plan(
      elbName,
      oneOf("loadBalancerType", Object.keys(kinds)),
      between("idleTimeout", 1, 4000),
    ),
    rules: loadBalancerRules,
    outputs: (draft, cloud) => {
      const name = String(draft.inputs["name"]);
      const [subnet] = texts(draft.inputs["subnets"]);
      const internal = draft.inputs["internal"] === true ? "internal-" : "";
      return {
        arnSuffix: path(draft),
        dnsName: `${internal}${name}-${pick(draft.seed, 2_000_000_000)}.${cloud.region}.elb.${cloud.dnsSuffix}`,
        zoneId: hostedZoneOf(cloud.region, text(draft.inputs["loadBalancerType"])),
        vpcId: subnet === undefined ? "" : findSubnet(cloud, subnet).attributes["vpcId"],
        ipAddressType: "ipv4",
      };
    },
    deletable: ({ id, attributes }) => {
      if (attributes["enableDeletionProtection"] === true) {
        throw new AwsError(
          "OperationNotPermitted",
          `Load balancer '${id}' cannot be deleted because deletion protection is enabled`,
        );
      }
    },
  },
};

function loadBalancerRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  if (cloud.where(loadBalancerType, "name", inputs["name"], draft).length > 0) {
    throw new AwsError(
      "DuplicateLoadBalancerName",
      `A load balancer with the name '${String(inputs["name"])}' exists already`,
    );
  }
  const mappings = blocks(inputs["subnetMappings"]).flatMap(({ subnetId }) => text(subnetId) ?? []);
  const subnets = [...texts(inputs["subnets"]), ...mappings].map((id) => findSubnet(cloud, id));
  const zones = subnets.map(({ attributes }) => attributes["availabilityZone"]);
  if (new Set(zones).size < zones.length) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
  }
  if (inputs["loadBalancerType"] === "application" && zones.length < 2) {
    throw new AwsError(
      "ValidationError",
      "At least two subnets in two different Availability Zones must be specified",
    );
  }
  networkSecurityGroups(draft);
  texts(inputs["securityGroups"]).forEach((id) => {
    findSecurityGroup(cloud, id);
  });
  for (const property of ["accessLogs", "connectionLogs"]) {
    const isNetwork = inputs["loadBalancerType"] === "network";
    const writer = isNetwork ? "delivery.logs" : "logdelivery.elasticloadbalancing";
    for (const logs of blocks(inputs[property])) {
      checkLogBucket(logs, `${writer}.amazonaws.com`, cloud);
    }
  }
}

/** AWS writes a test object when logs are switched on. */
function checkLogBucket({ bucket, enabled }: Props, writer: string, cloud: Cloud): void {
  if (enabled !== true || isUnset(bucket)) return;
  const name = show(bucket);
  const found = cloud.get("aws:s3/bucket:Bucket", name);
  if (found === undefined) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      `S3 bucket '${name}' does not exist in the Region of the load balancer`,
    );
  }
  const ofBucket = (type: string): Resource[] => cloud.where(type, "bucket", name);
  const admits = ofBucket("aws:s3/bucketPolicy:BucketPolicy").some(({ attributes }) =>
    String(attributes["policy"]).includes(`"${writer}"`),
  );
  const usesKms = ofBucket(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  ).some(({ attributes }) => JSON.stringify(attributes["rules"]).includes("aws:kms"));
  if (!admits || usesKms) {
    const reason = admits
      ? "it is encrypted with KMS, which log delivery does not support"
      : `its policy does not admit ${writer}`;
    throw new AwsError(
      "InvalidConfigurationRequest",
      `Access Denied for bucket: ${name}. Please check S3bucket permission (${reason})`,
    );
  }
}
