import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { isUnset, text } from "../../provider/values";
import { exactlyOne, oneOf, plan } from "../shared/planChecks";
import { findSubnet, findVpc } from "./vpc";

const flowLogType = "aws:ec2/flowLog:FlowLog";
const sources = [
  "eniId",
  "regionalNatGatewayId",
  "subnetId",
  "transitGatewayAttachmentId",
  "transitGatewayId",
  "vpcId",
];

export const flowLogs: Service = {
  [flowLogType]: {
    idPrefix: "fl",
    arnResource: ({ id }) => `vpc-flow-log/${id}`,
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    immutable: [
      ...sources,
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "trafficType",
      "destinationOptions",
    ],
    plan: plan(
      exactlyOne(...sources),
      oneOf("trafficType", ["ACCEPT", "REJECT", "ALL"]),
      oneOf("logDestinationType", ["cloud-watch-logs", "s3", "kinesis-data-firehose"]),
      oneOf("maxAggregationInterval", [60, 600]),
    ),
    rules: flowLogRules,
    outputs: () => ({
      logFormat:
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
    }),
  },
};

function flowLogRules(draft: Draft, cloud: Cloud): void {
  const { vpcId, subnetId, trafficType, logDestinationType, logDestination, iamRoleArn } =
    draft.inputs;
  if (!isUnset(vpcId)) findVpc(cloud, vpcId);
  if (!isUnset(subnetId)) findSubnet(cloud, subnetId);
  if (isUnset(trafficType) && (!isUnset(vpcId) || !isUnset(subnetId))) {
    throw new AwsError("MissingParameter", "The request must contain the parameter TrafficType");
  }
  if (logDestinationType === "cloud-watch-logs") {
    if (isUnset(iamRoleArn)) {
      throw new AwsError(
        "InvalidParameter",
        "DeliverLogsPermissionArn can't be empty when LogDestinationType is cloud-watch-logs",
      );
    }
    const [name] = (text(logDestination) ?? "").split(":log-group:").slice(1);
    cloud.find(
      "aws:cloudwatch/logGroup:LogGroup",
      name?.replace(/:\*$/, ""),
      "InvalidLogDestination",
      "log group",
    );
  }
  const same = (["vpcId", "subnetId", "eniId", "trafficType", "logDestination"] as const).map(
    (property) => [property, draft.inputs[property]] as const,
  );
  const other = cloud
    .all(flowLogType)
    .find(
      ({ id, attributes }) =>
        id !== draft.id && same.every(([name, value]) => attributes[name] === value),
    );
  if (other) {
    throw new AwsError(
      "FlowLogAlreadyExists",
      `There is an existing Flow Log (${other.id}) with the same configuration.`,
    );
  }
}
