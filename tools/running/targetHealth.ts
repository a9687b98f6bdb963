import type { Account } from "../../preflight/account";
import { elements, queryCall } from "./queryCall";

/** A target of a target group, and how the load balancer finds it. */
export interface TargetHealth {
  readonly address: string;
  readonly port: number;
  /** `healthy`, `unhealthy`, `initial`, `draining`, ... */
  readonly state: string;
  /** Why it is not healthy. */
  readonly reason?: string;
}

/**
 * The targets of a target group. The entries of the answer's one list have no others in them.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html
 */
export async function targetHealth(account: Account, arn: string): Promise<TargetHealth[]> {
  const form = { Action: "DescribeTargetHealth", Version: "2015-12-01", TargetGroupArn: arn };
  const text = await queryCall(account, { service: "elasticloadbalancing", form });
  return elements(text, "member").map((member) => {
    const health = within(member, "TargetHealth") ?? "";
    const target = within(member, "Target") ?? "";
    const reason = within(health, "Description") ?? within(health, "Reason");
    return {
      address: within(target, "Id") ?? "",
      port: Number(within(target, "Port")),
      state: within(health, "State") ?? "unknown",
      ...(reason !== undefined && { reason }),
    };
  });
}

function within(xml: string, tag: string): string | undefined {
  return elements(xml, tag)[0];
}
