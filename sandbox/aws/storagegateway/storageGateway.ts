import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { blocks, hex, isUnset, text, texts } from "../../provider/values";
import { parseCidr } from "../shared/cidr";
import { between, matches, oneOf, plan, type PlanCheck } from "../shared/planChecks";
import { findGateway } from "./gateways";

const gatewayType = "aws:storagegateway/gateway:Gateway";
const cacheType = "aws:storagegateway/cache:Cache";
const nfsType = "aws:storagegateway/nfsFileShare:NfsFileShare";
const smbType = "aws:storagegateway/smbFileShare:SmbFileShare";

const code = "InvalidGatewayRequestException";

const shareDefaults = {
  defaultStorageClass: "S3_STANDARD",
  guessMimeTypeEnabled: true,
  kmsEncrypted: false,
  objectAcl: "private",
  readOnly: false,
  requesterPays: false,
  notificationPolicy: "{}",
};
const storageClasses = oneOf("defaultStorageClass", [
  "S3_STANDARD",
  "S3_INTELLIGENT_TIERING",
  "S3_STANDARD_IA",
  "S3_ONEZONE_IA",
]);

export const storageGateway: Service = {
  [gatewayType]: {
    id: ({ seed }, cloud) => cloud.arn("storagegateway", `gateway/${gatewayId(seed)}`),
    arnResource: ({ seed }) => `gateway/${gatewayId(seed)}`,
    defaults: { gatewayType: "STORED" },
    plan: plan(
      oneOf("gatewayType", ["CACHED", "FILE_FSX_SMB", "FILE_S3", "STORED", "VTL"]),
      matches("gatewayName", /^[ -.0-[\]-~]*[!-.0-[\]-~][ -.0-[\]-~]*$/, "no slash or backslash"),
      matches("gatewayTimezone", /^GMT([+-]\d{1,2}:\d{2})?$/, "GMT, GMT-hr:mm or GMT+hr:mm"),
      matches("gatewayIpAddress", /^\d{1,3}(\.\d{1,3}){3}$/, "an IPv4 address"),
    ),
    rules: gatewayRules,
    outputs: gatewayOutputs,
  },

  [cacheType]: {
    id: ({ inputs }) => `${String(inputs["gatewayArn"])}:${String(inputs["diskId"])}`,
    rules: ({ inputs }, cloud) => {
      findGateway(cloud, inputs["gatewayArn"]);
      if (!isDisk(inputs["diskId"])) {
        throw new AwsError(code, `The specified disk does not exist: ${String(inputs["diskId"])}`);
      }
    },
  },

  [nfsType]: {
    id: ({ seed }, cloud) => cloud.arn("storagegateway", `share/${shareId(seed)}`),
    arnResource: ({ seed }) => `share/${shareId(seed)}`,
    defaults: { ...shareDefaults, squash: "RootSquash" },
    plan: plan(
      storageClasses,
      oneOf("squash", ["AllSquash", "NoSquash", "RootSquash"]),
      clientLists,
      cacheAttributes,
    ),
    rules: shareRules,
    outputs: shareOutputs,
  },

  [smbType]: {
    id: ({ seed }, cloud) => cloud.arn("storagegateway", `share/${shareId(seed)}`),
    arnResource: ({ seed }) => `share/${shareId(seed)}`,
    defaults: { ...shareDefaults, authentication: "ActiveDirectory", oplocksEnabled: true },
    plan: plan(
      storageClasses,
      oneOf("authentication", ["ActiveDirectory", "GuestAccess"]),
      cacheAttributes,
    ),
    rules: (draft, cloud) => {
      shareRules(draft, cloud);
      const { attributes } = findGateway(cloud, draft.inputs["gatewayArn"]);
      const joined = !isUnset(attributes["smbActiveDirectorySettings"]);
      if (draft.inputs["authentication"] === "ActiveDirectory" && !joined) {
        throw new AwsError(code, "The specified gateway is not joined to a domain.");
      }
    },
    outputs: shareOutputs,
  },
};

function gatewayRules(draft: Draft, cloud: Cloud): void {
  const { inputs, previous } = draft;
  const { activationKey, gatewayIpAddress, gatewayVpcEndpoint } = inputs;
  if (!previous) {
    if (isUnset(activationKey) === isUnset(gatewayIpAddress)) {
      throw new AwsError(code, "one of activationKey or gatewayIpAddress must be given");
    }
    for (const property of ["activationKey", "gatewayIpAddress"]) {
      const used = cloud.where(gatewayType, property, inputs[property], draft);
      if (!isUnset(inputs[property]) && used.length > 0) {
        throw new AwsError(code, `The appliance at ${property} is activated already.`);
      }
    }
  }
  if (isUnset(gatewayVpcEndpoint)) return;
  const name = text(gatewayVpcEndpoint) ?? "";
  const known = cloud
    .all("aws:ec2/vpcEndpoint:VpcEndpoint")
    .some(({ attributes }) => hasDnsName(attributes["dnsEntries"], name));
  if (!known || !name.includes(".storagegateway.")) {
    throw new AwsError(code, `The specified VPC endpoint is not one of Storage Gateway: ${name}`);
  }
}

function gatewayOutputs({ seed, inputs }: Draft): Props {
  return {
    gatewayId: gatewayId(seed),
    ec2InstanceId: "",
    endpointType: isUnset(inputs["gatewayVpcEndpoint"]) ? "STANDARD" : "Vpc Endpoint",
    hostEnvironment: "VMWARE",
    hostEnvironmentId: "",
    smbSecurityStrategy: "ClientSpecified",
    gatewayNetworkInterfaces: [{ ipv4Address: inputs["gatewayIpAddress"] ?? "" }],
  };
}

function shareRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  aclRules(inputs, cloud);
  const gateway = findGateway(cloud, inputs["gatewayArn"]);
  if (gateway.attributes["gatewayType"] !== "FILE_S3") {
    throw new AwsError(code, "The operation is not supported for the gateway's type.");
  }
  if (cloud.where(cacheType, "gatewayArn", gateway.id).length === 0) {
    throw new AwsError(
      code,
      "The specified gateway has no cache: add a local disk as cache first.",
    );
  }
  const bucket = String(inputs["locationArn"])
    .replace(/^arn:[^:]+:s3:::/, "")
    .split("/")[0];
  if (!cloud.store.all("aws:s3/bucket:Bucket").some(({ id }) => id === bucket)) {
    throw new AwsError(code, `The specified bucket does not exist: ${String(bucket)}`);
  }
  const role = String(inputs["roleArn"]).split("/").at(-1);
  cloud.find("aws:iam/role:Role", role, code, "role");
  const requires = (property: string, other: string) => {
    if (!isUnset(inputs[property]) && inputs[property] !== false && isUnset(inputs[other])) {
      throw new AwsError("InvalidParameterException", `${property} requires ${other}`);
    }
  };
  requires("vpcEndpointDnsName", "bucketRegion");
  requires("kmsEncrypted", "kmsKeyArn");
  if (!isUnset(inputs["kmsKeyArn"]) && inputs["kmsEncrypted"] !== true) {
    throw new AwsError("InvalidParameterException", "kmsKeyArn is only for kmsEncrypted shares");
  }
  for (const type of [nfsType, smbType]) {
    const taken = cloud
      .where(type, "fileShareName", inputs["fileShareName"], draft)
      .some(({ attributes }) => attributes["gatewayArn"] === gateway.id);
    if (taken && !isUnset(inputs["fileShareName"])) {
      throw new AwsError(code, `The share ${text(inputs["fileShareName"]) ?? ""} exists already.`);
    }
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function aclRules({ locationArn, objectAcl }: Props, cloud: Cloud): void {
  const bucket = String(locationArn).split(":::")[1]?.split("/")[0];
  const enforced = cloud
    .where("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "bucket", bucket)
    .flatMap(({ attributes }) => blocks(attributes["rule"]))
    .some(({ objectOwnership }) => objectOwnership === "BucketOwnerEnforced");
  if (!enforced || objectAcl === "bucket-owner-full-control") return;
  throw new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
}

function shareOutputs(draft: Draft): Props {
  const bucket = String(draft.inputs["locationArn"]).split(":").at(-1) ?? "";
  return {
    fileshareId: shareId(draft.seed),
    fileShareName: bucket,
    path: `/${text(draft.inputs["fileShareName"]) ?? bucket}`,
  };
}

function clientLists(inputs: Props, problem: Parameters<PlanCheck>[1]): void {
  const clients = inputs["clientLists"];
  if (Array.isArray(clients) && (clients.length === 0 || clients.length > 100)) {
    problem("clientLists", `expected 1 to 100 clients, got ${clients.length}`);
  }
  for (const client of texts(clients)) {
    const block = client.includes("/") ? client : `${client}/32`;
    if (!parseCidr(block)) problem("clientLists", `"${client}" is no IP address or CIDR block`);
  }
}

function cacheAttributes(inputs: Props, problem: Parameters<PlanCheck>[1]): void {
  for (const attributes of blocks(inputs["cacheAttributes"])) {
    if (attributes["cacheStaleTimeoutInSeconds"] === 0) continue;
    between("cacheStaleTimeoutInSeconds", 300, 2592000)(attributes, problem);
  }
}

function hasDnsName(entries: unknown, name: string): boolean {
  return blocks(entries).some(({ dnsName }) => text(dnsName) === name);
}

function isDisk(id: unknown): boolean {
  return /^pci-0000:03:00\.0-scsi-0:0:\d:0$/.test(String(id));
}

function gatewayId(seed: string): string {
  return `sgw-${hex(seed, 8).toUpperCase()}`;
}

function shareId(seed: string): string {
  return `share-${hex(seed, 8).toUpperCase()}`;
}
