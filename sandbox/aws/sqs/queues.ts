import { AwsError, type Cloud } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Resource } from "../../provider/store";
import { isUnset, show, text } from "../../provider/values";
import { findKey } from "../kms/kms";
import { between, json, plan } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";

const queueType = "aws:sqs/queue:Queue";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const queues: Service = {
  [queueType]: {
    id: ({ inputs }, cloud) =>
      `https://sqs.${cloud.region}.${cloud.dnsSuffix}/${cloud.accountId}/${show(inputs["name"])}`,
    arnResource: ({ inputs }) => show(inputs["name"]),
    nameLength: 80,
    immutable: ["name", "fifoQueue"],
    plan: plan(json("policy"), between("messageRetentionSeconds", 60, 1_209_600)),
    rules: ({ inputs }, cloud) => {
      const { name, fifoQueue, kmsMasterKeyId } = inputs;
      const isNamed = /^[A-Za-z0-9_-]{1,80}$/.test(show(name).replace(/\.fifo$/, ""));
      if (!isNamed || (fifoQueue === true) !== show(name).endsWith(".fifo")) {
        throw new AwsError(
          "InvalidParameterValue",
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
        );
      }
      if (!isUnset(kmsMasterKeyId)) findKey(cloud, kmsMasterKeyId);
    },
    outputs: ({ id, inputs }) => ({
      url: id,
      sqsManagedSseEnabled: isUnset(inputs["kmsMasterKeyId"]),
    }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    id: ({ inputs }) => show(inputs["queueUrl"]),
    immutable: ["queueUrl"],
    plan: plan(json("policy")),
    rules: ({ inputs }, cloud) => {
      cloud.find(queueType, inputs["queueUrl"], "AWS.SimpleQueueService.NonExistentQueue", "queue");
      checkPolicy(inputs["policy"], "resource", "InvalidAttributeValue");
    },
  },
};

/** The queue of an ARN; undefined for one that is not the stand-in's. */
export function queueByArn(cloud: Cloud, arn: unknown): Resource | undefined {
  return cloud.all(queueType).find(({ attributes }) => text(attributes["arn"]) === arn);
}
