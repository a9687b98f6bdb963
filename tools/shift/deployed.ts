import { RunFailed } from "../commandLine";
import type { Deployment } from "../report/state";
import type { DeployedService } from "../running/stackServices";

/** An alarm that watches a service while its requests move. */
export interface GuardingAlarm {
  readonly name: string;
  /** The side whose targets it is about; undefined for one of yours, which is about both. */
  readonly side?: "cloud" | "onPrem";
}

/** How a service's requests are shared by the stack's last update. */
export interface DeployedWeights {
  /** URN of the listener rule, or the listener of its own, that has the weights. */
  readonly urn: string;
  /** The share of the side in AWS, in percent; undefined where the actions have a login's client secret in them. */
  readonly cloud?: number;
  readonly alarms: readonly GuardingAlarm[];
}

interface Action {
  readonly forward?: {
    readonly targetGroups?: readonly { readonly arn?: string; readonly weight?: number }[];
  };
}

const MAKES_WEIGHTS = ["aws:lb/listenerRule:ListenerRule", "aws:lb/listener:Listener"];

/**
 * The weights of a service, and the alarms of its target groups, out of the stack's state: its listener rule is the one that
 * leads to its target groups.
 *
 * @throws RunFailed where it has no weights there.
 */
export function deployedWeights(
  { resources = [] }: Deployment,
  { name, targetGroupArns }: DeployedService,
): DeployedWeights {
  const rules = resources
    .filter(({ type }) => MAKES_WEIGHTS.includes(type))
    .map(({ urn, outputs = {} }) => ({
      urn,
      actions: outputs["actions"] ?? outputs["defaultActions"] ?? [],
    }));
  // With a secret somewhere in it, a property is a secret as a whole.
  const sealed = rules.find(
    ({ urn, actions }) => !Array.isArray(actions) && urn.endsWith(`::${name}-rule`),
  );
  const weighted = rules
    .map(({ urn, actions }) => ({ urn, groups: groupsOf(actions) }))
    .find(({ groups }) => groups.some(({ arn }) => arn === targetGroupArns.cloud));
  const cloud = weighted?.groups.find(({ arn }) => arn === targetGroupArns.cloud)?.weight;
  const { urn } = weighted ?? sealed ?? {};
  if (urn === undefined || targetGroupArns.onPrem === undefined) {
    throw new RunFailed(`service ${name} is not on both sides yet: update the stack first`);
  }
  const alarms = resources
    .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
    .flatMap(({ outputs = {} }) => {
      const { TargetGroup } = (outputs["dimensions"] ?? {}) as { readonly TargetGroup?: string };
      const side = (["cloud", "onPrem"] as const).find(
        (each) => TargetGroup !== undefined && targetGroupArns[each]?.endsWith(`:${TargetGroup}`),
      );
      return side === undefined ? [] : [{ name: String(outputs["name"]), side }];
    });
  return { urn, ...(cloud !== undefined && { cloud }), alarms };
}

function groupsOf(actions: unknown): NonNullable<Action["forward"]>["targetGroups"] & object {
  if (!Array.isArray(actions)) return [];
  return (actions as readonly Action[]).flatMap(({ forward }) => forward?.targetGroups ?? []);
}
