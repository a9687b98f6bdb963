import * as pulumi from "@pulumi/pulumi";
import type * as lb from "@pulumi/aws/lb";
import type { input } from "@pulumi/aws/types";
import type { ServiceDescription } from "../ecs/service/description";

/** Which requests a service's rule takes. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html */
export function routeConditions(
  { hosts, paths, conditions }: ServiceDescription,
  zoneName: pulumi.Input<string>,
): input.lb.ListenerRuleCondition[] {
  const { httpHeaders = [], httpRequestMethods = [], queryStrings = [] } = conditions ?? {};
  return [
    { hostHeader: { values: hosts.map((host) => pulumi.interpolate`${host}.${zoneName}`) } },
    ...(paths.length > 0 ? [{ pathPattern: { values: [...paths] } }] : []),
    ...httpHeaders.map(({ httpHeaderName, values }) => ({
      httpHeader: { httpHeaderName, values: [...values] },
    })),
    ...(httpRequestMethods.length > 0
      ? [{ httpRequestMethod: { values: [...httpRequestMethods] } }]
      : []),
    ...(queryStrings.length > 0
      ? [
          {
            queryStrings: queryStrings.map(({ key, value }) => ({
              value,
              ...(key !== undefined && { key }),
            })),
          },
        ]
      : []),
  ];
}

/** Attributes of each of a service's target groups, where they are not AWS's own. */
export function targetGroupOptions({
  protocolVersion = "HTTP1",
  slowStartInSeconds,
  stickiness,
}: ServiceDescription): Pick<lb.TargetGroupArgs, "protocolVersion" | "slowStart" | "stickiness"> {
  return {
    ...(protocolVersion !== "HTTP1" && { protocolVersion }),
    ...(slowStartInSeconds !== undefined && { slowStart: slowStartInSeconds }),
    ...(stickiness && {
      stickiness: {
        enabled: true,
        type: stickiness.type,
        cookieDuration: stickiness.durationInSeconds,
        ...(stickiness.cookieName !== undefined && { cookieName: stickiness.cookieName }),
      },
    }),
  };
}

/**
 * A client that stays with a target stays with its side as well: AWS rejects a rule with several groups, one of them
 * sticky, that says nothing about it.
 */
export function sideStickiness(
  { stickiness }: ServiceDescription,
  groups: number,
): Pick<input.lb.ListenerRuleActionForward, "stickiness"> {
  return stickiness === undefined || groups < 2
    ? {}
    : { stickiness: { enabled: true, duration: stickiness.durationInSeconds } };
}
