import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { hex, isUnset, show, text, texts } from "../../provider/values";
import { json, oneOf, plan } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";

const topicType = "aws:sns/topic:Topic";
const metricAlarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeAlarmType = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** SNS topics and the CloudWatch alarms that speak to them. */
export const notifications: Service = {
  [topicType]: {
    id: ({ inputs }, cloud) => cloud.arn("sns", show(inputs["name"])),
    arnResource: ({ inputs }) => show(inputs["name"]),
    immutable: ["name", "fifoTopic"],
    nameLength: 256,
    plan: plan(json("policy")),
  },

  "aws:sns/topicPolicy:TopicPolicy": {
    id: ({ inputs }) => show(inputs["arn"]),
    immutable: ["arn"],
    plan: plan(json("policy")),
    rules: ({ inputs }, cloud) => {
      cloud.find(topicType, inputs["arn"], "NotFound", "topic");
      checkPolicy(inputs["policy"], "resource", "InvalidParameter");
    },
  },

  "aws:cloudwatch/eventRule:EventRule": {
    id: ({ inputs }) => show(inputs["name"]),
    service: "events",
    arnResource: ({ id }) => `rule/${id}`,
    nameLength: 64,
    immutable: ["name", "eventBusName"],
  },

  "aws:sns/topicSubscription:TopicSubscription": {
    id: ({ inputs, seed }) => `${show(inputs["topic"])}:${hex(seed, 8)}`,
    immutable: ["topic", "protocol", "endpoint"],
    plan: plan(
      oneOf("protocol", [
        "application",
        "email",
        "email-json",
        "firehose",
        "http",
        "https",
        "lambda",
        "sms",
        "sqs",
      ]),
    ),
    rules: ({ inputs }, cloud) => void cloud.find(topicType, inputs["topic"], "NotFound", "topic"),
    // People confirm by hand; an endpoint that is said to confirm by itself has done so when the provider is done.
    outputs: ({ id, inputs }) => {
      const pendingConfirmation = inputs["endpointAutoConfirms"] !== true;
      return { arn: id, pendingConfirmation, ownerId: "" };
    },
  },

  [metricAlarmType]: {
    id: ({ inputs }) => show(inputs["name"]),
    arnResource: ({ id }) => `alarm:${id}`,
    immutable: ["name"],
    nameLength: 255,
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    plan: plan(
      oneOf("treatMissingData", ["breaching", "ignore", "missing", "notBreaching"]),
      oneOf("statistic", ["Average", "Maximum", "Minimum", "SampleCount", "Sum"]),
      (inputs, problem) => {
        const given = ["metricName", "metricQueries"].filter((name) => !isUnset(inputs[name]));
        if (given.length !== 1)
          problem("metricName", "either metricName or metricQueries must be given");
      },
    ),
    rules: ({ inputs }) => {
      const queries = Array.isArray(inputs["metricQueries"]) ? inputs["metricQueries"].length : 0;
      if (queries > 20) {
        throw new AwsError("ValidationError", "An alarm takes 20 metric queries at most");
      }
    },
    outputs: () => ({ evaluateLowSampleCountPercentiles: "" }),
  },

  [compositeAlarmType]: {
    id: ({ inputs }) => show(inputs["alarmName"]),
    arnResource: ({ id }) => `alarm:${id}`,
    immutable: ["alarmName"],
    defaults: { actionsEnabled: true },
    rules: ({ inputs }, cloud) => {
      const rule = text(inputs["alarmRule"]) ?? "";
      const isAlarm = (name: string) =>
        cloud.get(metricAlarmType, name) ?? cloud.get(compositeAlarmType, name);
      const children = [...rule.matchAll(/(?:ALARM|OK|INSUFFICIENT_DATA)\("?([^")]+)"?\)/g)];
      if (children.length > 100) {
        throw new AwsError(
          "ValidationError",
          "AlarmRule: an alarm has 100 underlying alarms at most",
        );
      }
      for (const [, name = ""] of children) {
        if (isAlarm(name)) continue;
        throw new AwsError("ValidationError", `AlarmRule: no alarm is named ${name}`);
      }
      const { alarm } = (inputs["actionsSuppressor"] ?? {}) as Props;
      if (!isUnset(alarm) && !isAlarm(show(alarm).replace(/^arn:.*:alarm:/, ""))) {
        throw new AwsError(
          "ValidationError",
          `ActionsSuppressor: there is no alarm ${show(alarm)}`,
        );
      }
      if (texts(inputs["alarmActions"]).some((action) => !action.startsWith("arn:"))) {
        throw new AwsError("ValidationError", "Alarm actions are ARNs");
      }
    },
  },
};
