import * as pulumi from "@pulumi/pulumi";
import * as budgets from "@pulumi/aws/budgets";
import * as costexplorer from "@pulumi/aws/costexplorer";

/** Arguments of {@link CostAlerts}. */
export interface CostAlertsArgs {
  /** What AWS's names begin with: a budget's name is unique in an account. */
  readonly namePrefix: string;
  /** Who gets the e-mails: ten at most. Nobody has to confirm anything. */
  readonly emails: readonly string[];
  /** @default no budget */
  readonly budget?: Budget | undefined;
  /** @default no reports of anomalies */
  readonly anomalies?: Anomalies | undefined;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a month may cost. */
export interface Budget {
  /** In US dollars. */
  readonly limit: number;
  /** Shares of it that are reported once they are spent, in percent. */
  readonly alertPercents: readonly number[];
  /**
   * Key and value of the tag that costs are counted by; it must be an active cost allocation tag.
   * @default the whole account
   */
  readonly tag?: Readonly<Record<string, string>> | undefined;
}

/** Which anomalies are reported. */
export interface Anomalies {
  /** Smallest cost of one, in US dollars. */
  readonly from: number;
  /**
   * ARN of the account's monitor of AWS services: an account has one only.
   * @default a monitor of the stack's own
   */
  readonly monitorArn?: string | undefined;
}

/**
 * Who hears of what an account costs: a budget that is compared with what was spent and with what AWS expects of the
 * month, and a daily e-mail about costs that are unlike those of the weeks before. Nothing is switched off by either.
 *
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 * https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html
 */
export class CostAlerts extends pulumi.ComponentResource {
  /** Name of the budget, where there is one. */
  public readonly budgetName: pulumi.Output<string> | undefined;

  constructor(name: string, args: CostAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:costs:CostAlerts", name, {}, opts);
    const child = { parent: this };

    this.budgetName = args.budget && monthlyBudget(name, args, args.budget, child).name;
    if (args.anomalies) reportAnomalies(name, args, args.anomalies, child);

    this.registerOutputs({ budgetName: this.budgetName });
  }
}

function monthlyBudget(
  name: string,
  { namePrefix, emails, tags }: CostAlertsArgs,
  { limit, alertPercents, tag }: Budget,
  child: { parent: pulumi.Resource },
): budgets.Budget {
  const alert = (notificationType: string, threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberEmailAddresses: [...emails],
  });
  // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
  const tagged = Object.entries(tag ?? {}).map(([key, value]) => `user:${key}$${value}`);
  return new budgets.Budget(
    `${name}-budget`,
    {
      name: `${namePrefix}-monthly`,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(limit),
      limitUnit: "USD",
      ...(tagged.length > 0 && { costFilters: [{ name: "TagKeyValue", values: tagged }] }),
      notifications: [
        ...alertPercents.map((percent) => alert("ACTUAL", percent)),
        alert("FORECASTED", 100),
      ],
      tags: { ...tags, Name: `${name}-budget` },
    },
    child,
  );
}

function reportAnomalies(
  name: string,
  { namePrefix, emails, tags }: CostAlertsArgs,
  { from, monitorArn }: Anomalies,
  child: { parent: pulumi.Resource },
): void {
  const monitor = monitorArn ?? serviceMonitor(name, namePrefix, tags, child).arn;
  new costexplorer.AnomalySubscription(
    `${name}-anomalies`,
    {
      name: `${namePrefix}-anomalies`,
      // Single reports go to SNS only; a day's come by e-mail.
      frequency: "DAILY",
      monitorArnLists: [monitor],
      subscribers: emails.map((address) => ({ type: "EMAIL", address })),
      thresholdExpression: {
        dimension: {
          key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
          matchOptions: ["GREATER_THAN_OR_EQUAL"],
          values: [String(from)],
        },
      },
      tags: { ...tags, Name: `${name}-anomalies` },
    },
    child,
  );
}

/** Watches each AWS service by itself. */
function serviceMonitor(
  name: string,
  namePrefix: string,
  tags: CostAlertsArgs["tags"],
  child: { parent: pulumi.Resource },
): costexplorer.AnomalyMonitor {
  return new costexplorer.AnomalyMonitor(
    `${name}-monitor`,
    {
      name: `${namePrefix}-services`,
      monitorType: "DIMENSIONAL",
      monitorDimension: "SERVICE",
      tags: { ...tags, Name: `${name}-monitor` },
    },
    child,
  );
}
