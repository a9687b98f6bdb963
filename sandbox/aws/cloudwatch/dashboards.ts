import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { show, text } from "../../provider/values";
import { json, plan } from "../shared/planChecks";

/**
 * Dashboards of CloudWatch: of the whole account, in no Region.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const dashboards: Service = {
  "aws:cloudwatch/dashboard:Dashboard": {
    id: ({ inputs }) => show(inputs["dashboardName"]),
    immutable: ["dashboardName"],
    plan: plan(json("dashboardBody")),
    rules: ({ inputs }) => {
      if (!/^[A-Za-z0-9_-]{1,255}$/.test(show(inputs["dashboardName"]))) {
        throw invalid("the name of a dashboard has letters, digits, - and _, 255 at most");
      }
      const { widgets } = JSON.parse(show(inputs["dashboardBody"])) as { widgets?: unknown };
      if (!Array.isArray(widgets)) throw invalid("there is no array of widgets");
      if (widgets.length > 500) throw invalid("a dashboard has 500 widgets at most");
      for (const [index, widget] of (widgets as readonly Props[]).entries()) {
        const problem = problemOf(widget);
        if (problem) throw invalid(`/widgets/${index}: ${problem}`);
      }
    },
    outputs: ({ id }, cloud) => ({
      dashboardArn: cloud.arn("cloudwatch", `dashboard/${id}`, { region: "" }),
    }),
  },
};

function problemOf({ type, x, width, properties }: Props): string | undefined {
  const right = Number(x ?? 0) + Number(width ?? 6);
  if (!(right <= 24)) return "a row has 24 columns";
  const { alarms, annotations, metrics, region, markdown } = (properties ?? {}) as Props;
  switch (type) {
    case "text":
      return text(markdown) === undefined ? "a text widget has markdown" : undefined;
    case "alarm":
      return countOf(alarms) >= 1 && countOf(alarms) <= 100
        ? undefined
        : "an alarm widget has 1 to 100 alarms";
    case "metric":
      if (text(region) === undefined) return "a metric widget has a region";
      if (countOf(((annotations ?? {}) as Props)["alarms"]) === 1) return undefined;
      return Array.isArray(metrics) && metrics.every(Array.isArray)
        ? undefined
        : "a metric widget has an array of metrics, or one alarm among its annotations";
    default:
      return undefined;
  }
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterInput", `The field DashboardBody is invalid: ${message}`);
}
