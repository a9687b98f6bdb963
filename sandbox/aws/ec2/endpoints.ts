import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props, Resource } from "../../provider/store";
import { blocks, hex, isUnset, show, text, texts } from "../../provider/values";
import { oneOf, plan } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";
import { routeTableVpc } from "./routing";
import { findSecurityGroup } from "./securityGroups";
import { findSubnet, findVpc } from "./vpc";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const associationType = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";

const gatewayServices = new Set(["s3", "dynamodb"]);

/** Services that offer interface endpoints: those that a platform like this one may need. */
const interfaceServices = new Set(
  [
    "acm-pca airflow.api airflow.env application-autoscaling appmesh-envoy-management athena",
    "autoscaling autoscaling-plans backup backup-gateway cloudformation cloudtrail codebuild",
    "codedeploy config datasync dms drs dynamodb ebs ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent",
    "ecs-telemetry eks eks-auth elasticache elasticfilesystem elasticloadbalancing email-smtp",
    "events evidently execute-api firehose fsx glue guardduty-data imagebuilder inspector2",
    "kinesis-streams kms lambda license-manager logs monitoring network-firewall organizations",
    "payment-cryptography.controlplane pipes ram rds rds-data resource-groups s3 s3-outposts",
    "scheduler secretsmanager securityhub servicediscovery sns sqs ssm ssm-contacts ssm-incidents",
    "ssmmessages states storagegateway sts swf sync-states synthetics tagging transfer",
    "transfer.server verifiedpermissions vpc-lattice wafv2 workspaces xray",
  ].flatMap((line) => line.split(" ")),
);

export const endpoints: Service = {
  [endpointType]: {
    idPrefix: "vpce",
    defaults: { vpcEndpointType: "Gateway" },
    immutable: ["vpcId", "serviceName", "vpcEndpointType", "serviceRegion"],
    mutable: ["privateDnsEnabled"],
    plan: plan(
      oneOf("vpcEndpointType", [
        "Gateway",
        "Interface",
        "GatewayLoadBalancer",
        "Resource",
        "ServiceNetwork",
      ]),
    ),
    rules: endpointRules,
    outputs: endpointOutputs,
  },

  [associationType]: {
    id: ({ inputs }) =>
      `a-${show(inputs["vpcEndpointId"])}${hex(show(inputs["routeTableId"]), 10)}`,
    immutable: ["vpcEndpointId", "routeTableId"],
    rules: (draft, cloud) => {
      const { vpcEndpointId, routeTableId } = draft.inputs;
      const endpoint = cloud.find(
        endpointType,
        vpcEndpointId,
        "InvalidVpcEndpointId.NotFound",
        "Vpc Endpoint Id",
      );
      const network = routeTableVpc(cloud, routeTableId);
      if (endpoint.attributes["vpcId"] !== network.id) {
        throw new AwsError(
          "InvalidParameterValue",
          `Route table ${show(routeTableId)} and endpoint ${endpoint.id} belong to different networks`,
        );
      }
      const prefixList = show(endpoint.attributes["prefixListId"]);
      for (const other of cloud.where(associationType, "routeTableId", routeTableId, draft)) {
        const served = cloud.get(endpointType, other.attributes["vpcEndpointId"]);
        if (served?.attributes["prefixListId"] !== prefixList) continue;
        throw new AwsError(
          "RouteAlreadyExists",
          `route table ${show(routeTableId)} already has a route with destination-prefix-list-id ${prefixList}`,
        );
      }
    },
  },
};

/** The service part of `com.amazonaws.<region>.<service>`; AWS's error for any other name. */
function serviceOf({ inputs }: Draft, cloud: Cloud): string {
  const name = text(inputs["serviceName"]) ?? "";
  const region = text(inputs["serviceRegion"]) ?? cloud.region;
  const prefixes = ["com.amazonaws", "cn.com.amazonaws", "eu.amazonaws", "aws.api"];
  const prefix = prefixes.find((candidate) => name.startsWith(`${candidate}.${region}.`));
  const service = prefix && name.slice(`${prefix}.${region}.`.length);
  const isGateway = inputs["vpcEndpointType"] === "Gateway";
  const offered = isGateway ? gatewayServices : interfaceServices;
  const given = isGateway ? "com.amazonaws" : prefixOf(service ?? "", region);
  if (service && offered.has(service) && [given, "aws.api"].includes(prefix)) return service;
  throw new AwsError("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
}

/** Services of this list that `aws ec2 describe-vpc-endpoint-services` names otherwise than in most Regions. */
const foreign = [
  {
    regions: /^cn-/,
    prefix: "cn.com.amazonaws",
    services: [
      "application-autoscaling appmesh-envoy-management athena autoscaling backup cloudformation dms",
      "ebs ec2 ecr.api ecr.dkr eks elasticache elasticfilesystem execute-api fsx imagebuilder",
      "kinesis-streams lambda license-manager monitoring rds s3 securityhub sqs states sts",
      "sync-states synthetics transfer xray",
    ].flatMap((line) => line.split(" ")),
  },
  {
    regions: /^eusc-/,
    prefix: "eu.amazonaws",
    services: ["ecr.api", "ecr.dkr", "execute-api", "securityhub"],
  },
];

/** The prefix that AWS gives a service's interface endpoint in a Region. */
function prefixOf(service: string, region: string): string {
  const other = foreign.find(
    ({ regions, services }) => regions.test(region) && services.includes(service),
  );
  return other?.prefix ?? "com.amazonaws";
}

function endpointRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const network = findVpc(cloud, inputs["vpcId"]);
  checkPolicy(inputs["policy"], "resource", "InvalidPolicyDocument");
  for (const id of texts(inputs["routeTableIds"])) routeTableVpc(cloud, id);
  for (const id of texts(inputs["securityGroupIds"])) findSecurityGroup(cloud, id);
  if (isUnset(inputs["serviceName"])) return;
  const service = serviceOf(draft, cloud);
  if (inputs["vpcEndpointType"] !== "Interface") return;

  const zones = new Map<unknown, string>();
  for (const id of texts(inputs["subnetIds"])) {
    const { vpcId, availabilityZone } = findSubnet(cloud, id).attributes;
    if (vpcId !== network.id) {
      throw new AwsError("InvalidParameter", `The subnet ${id} is not in the VPC ${network.id}.`);
    }
    if (zones.has(availabilityZone)) {
      throw new AwsError(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${id}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
      );
    }
    zones.set(availabilityZone, id);
  }
  if (inputs["privateDnsEnabled"] === true) privateDnsRules(draft, network, service, cloud);
}

function privateDnsRules(draft: Draft, network: Resource, service: string, cloud: Cloud): void {
  const { enableDnsSupport, enableDnsHostnames } = network.attributes;
  if (enableDnsSupport !== true || enableDnsHostnames !== true) {
    throw new AwsError(
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${network.id}`,
    );
  }
  const siblings = cloud
    .where(endpointType, "vpcId", network.id, draft)
    .filter(({ attributes }) => attributes["serviceName"] === draft.inputs["serviceName"]);
  if (siblings.some(({ attributes }) => attributes["privateDnsEnabled"] === true)) {
    throw new AwsError(
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service}.${cloud.region}.${cloud.dnsSuffix} in the VPC ${network.id}`,
    );
  }
  const [dnsOptions] = blocks(draft.inputs["dnsOptions"]);
  const forInbound = dnsOptions?.["privateDnsOnlyForInboundResolverEndpoint"] === true;
  const hasGateway = siblings.some(({ attributes }) => attributes["vpcEndpointType"] === "Gateway");
  if (gatewayServices.has(service) && forInbound && !hasGateway) {
    throw new AwsError(
      "InvalidParameter",
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${network.id} must have a Gateway endpoint for the service.`,
    );
  }
}

function endpointOutputs(draft: Draft, cloud: Cloud): Props {
  const { inputs, id, seed } = draft;
  const common = { state: "available", ipAddressType: "ipv4", requesterManaged: false };
  const serviceRegion = text(inputs["serviceRegion"]) ?? cloud.region;
  if (inputs["vpcEndpointType"] !== "Interface" || isUnset(inputs["serviceName"])) {
    return {
      ...common,
      serviceRegion,
      prefixListId: `pl-${hex(`${cloud.region} ${show(inputs["serviceName"])}`, 8)}`,
      policy: JSON.stringify(fullAccess),
    };
  }
  const service = serviceOf(draft, cloud).split(".").reverse().join(".");
  const subnetIds = texts(inputs["subnetIds"]);
  const zones = subnetIds.map((subnet) =>
    show(findSubnet(cloud, subnet).attributes["availabilityZone"]),
  );
  const host = `${id}-${hex(`${seed} dns`, 8)}`;
  const domain = `${service}.${cloud.region}.vpce.${cloud.dnsSuffix}`;
  const hostedZoneId = `Z${hex(`${cloud.region} vpce`, 13).toUpperCase()}`;
  const names = [`${host}.${domain}`, ...zones.map((zone) => `${host}-${zone}.${domain}`)];
  return {
    ...common,
    serviceRegion,
    networkInterfaceIds: subnetIds.map((subnet) => `eni-0${hex(`${seed} ${subnet}`, 16)}`),
    dnsEntries: names.map((dnsName) => ({ dnsName, hostedZoneId })),
    securityGroupIds: [findVpc(cloud, inputs["vpcId"]).attributes["defaultSecurityGroupId"]],
    privateDnsEnabled: false,
    policy: JSON.stringify(fullAccess),
  };
}

const fullAccess = {
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};
