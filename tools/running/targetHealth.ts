import { ECSClient } from "@aws-sdk/client-ecs";
import type { Account } from "../../preflight/account";
import { refusal, signedCall } from "../../components/signedCall";

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
 * The targets of a target group. Elastic Load Balancing answers in XML, in which the entries of this one list have no others
 * in them: for one call, a client is a dozen packages more.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html
 */
export async function targetHealth(account: Account, arn: string): Promise<TargetHealth[]> {
  const form = { Action: "DescribeTargetHealth", Version: "2015-12-01", TargetGroupArn: arn };
  const { statusCode, text } = await signedCall(account.client(ECSClient).config, {
    service: "elasticloadbalancing",
    region: account.region,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  if (statusCode >= 400) throw refusal(within(text, "Code"), within(text, "Message") ?? text);
  return all(text, "member").map((member) => {
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

function all(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))].map(([, inside = ""]) =>
    inside
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
}

function within(xml: string, tag: string): string | undefined {
  return all(xml, tag)[0];
}
