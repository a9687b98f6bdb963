import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { isUnset, show, text, texts, uuid } from "../../provider/values";

const budgetType = "aws:budgets/budget:Budget";
const monitorType = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";

/** Budgets and Cost Anomaly Detection: of the whole account, in no Region. */
export const billing: Service = {
  // internal/service/budgets/budget.go of hashicorp/terraform-provider-aws
  [budgetType]: {
    id: ({ inputs }, cloud) => `${cloud.accountId}:${show(inputs["name"])}`,
    global: true,
    arnResource: ({ inputs }) => `budget/${show(inputs["name"])}`,
    immutable: ["accountId", "name", "namePrefix"],
    nameLength: 100,
    // The model of CreateBudget: 1 to 11 subscribers of a notification, ten notifications.
    rules: ({ inputs }) => {
      const notifications = list(inputs["notifications"]);
      if (notifications.length > 10) {
        throw new AwsError("CreationLimitExceededException", "A budget has 10 notifications");
      }
      const seen = new Set<string>();
      for (const each of notifications) {
        const emails = texts(each["subscriberEmailAddresses"]);
        const topics = texts(each["subscriberSnsTopicArns"]);
        if (emails.length + topics.length === 0 || emails.length > 10 || topics.length > 1) {
          throw new AwsError(
            "InvalidParameterException",
            "A notification has 1 to 10 e-mail addresses, and one topic at most",
          );
        }
        const what = [each["notificationType"], each["comparisonOperator"], each["threshold"]];
        const key = what.map(show).join(" ");
        if (seen.has(key)) {
          throw new AwsError("DuplicateRecordException", `Notification ${key} is there already`);
        }
        seen.add(key);
      }
    },
    outputs: (_draft, cloud) => ({ accountId: cloud.accountId }),
  },

  // internal/service/ce/anomaly_monitor.go of the same
  [monitorType]: {
    id: ({ seed }, cloud) => global(cloud, `anomalymonitor/${uuid(seed)}`),
    service: "ce",
    global: true,
    arnResource: ({ id }) => id.split(":").slice(5).join(":"),
    immutable: ["monitorDimension", "monitorSpecification", "monitorType"],
    plan: (inputs, problem) => {
      const given = ["monitorDimension", "monitorSpecification"].filter(
        (name) => !isUnset(inputs[name]),
      );
      if (given.length !== 1) {
        problem("monitorType", "DIMENSIONAL has a monitorDimension, CUSTOM a monitorSpecification");
      }
    },
    // "Limit exceeded on dimensional spend monitor creation": an account has one monitor of AWS services.
    rules: (draft, cloud) => {
      const others = cloud.where(monitorType, "monitorDimension", "SERVICE", draft);
      if (draft.inputs["monitorDimension"] === "SERVICE" && others.length > 0) {
        throw new AwsError(
          "ValidationException",
          "Limit exceeded on dimensional spend monitor creation",
        );
      }
    },
  },

  // internal/service/ce/anomaly_subscription.go of the same
  "aws:costexplorer/anomalySubscription:AnomalySubscription": {
    id: ({ seed }, cloud) => global(cloud, `anomalysubscription/${uuid(seed)}`),
    service: "ce",
    global: true,
    arnResource: ({ id }) => id.split(":").slice(5).join(":"),
    immutable: ["name"],
    rules: ({ inputs }) => {
      const frequency = text(inputs["frequency"]);
      const kinds = list(inputs["subscribers"]).map(({ type }) => show(type));
      const wrong = frequency === "IMMEDIATE" ? "EMAIL" : "SNS";
      if (!kinds.includes(wrong)) return;
      throw new AwsError(
        "ValidationException",
        frequency === "IMMEDIATE"
          ? "Immediate frequency only supports SNS subscriptions"
          : "Daily or weekly frequencies only support Email subscriptions",
      );
    },
    outputs: (_draft, cloud) => ({ accountId: cloud.accountId }),
  },
};

function global(cloud: { arn: Arn }, resource: string): string {
  return cloud.arn("ce", resource, { region: "" });
}

type Arn = (service: string, resource: string, where: { region: string }) => string;

function list(value: unknown): readonly Props[] {
  return Array.isArray(value) ? (value as Props[]) : [];
}
