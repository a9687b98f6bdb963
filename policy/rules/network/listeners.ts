import { describe, type Graph, type Node, type Resource } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Properties } from "../../known";
import type { Report, Rule } from "../../rule";
import { types } from "../../types";

/** Security policies that begin at TLS 1.2. The default, ELBSecurityPolicy-2016-08, begins at 1.0. */
const modern = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)(-|$)/;

function redirectsToHttps(action: Properties): boolean {
  const redirect = action.object("redirect");
  if (action.string("type") !== "redirect" || !redirect) return false;
  // Without a word, AWS keeps the protocol of the request: HTTP.
  return redirect.string("protocol") === "HTTPS";
}

function isPlainHttp(listener: Resource): boolean {
  const protocol = listener.props.string("protocol");
  if (protocol !== undefined) return protocol === "HTTP";
  if (listener.props.isUnknown("protocol")) return false;
  return !listener.props.isSet("certificateArn") && !listener.props.isSet("alpnPolicy");
}

function checkListener(listener: Resource, report: Report): void {
  const { props } = listener;
  if (isPlainHttp(listener)) {
    if (props.objects("defaultActions").every(redirectsToHttps)) return;
    report.violation(
      listener,
      `${describe(listener)} answers plain HTTP instead of redirecting it`,
      'defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }]',
    );
    return;
  }
  if (!["HTTPS", "TLS", undefined].includes(props.string("protocol"))) return;
  if (props.isUnknown("sslPolicy")) return;
  const policy = props.string("sslPolicy");
  if (policy !== undefined && modern.test(policy)) return;
  report.violation(
    listener,
    policy === undefined
      ? `${describe(listener)} has AWS's default TLS policy, which admits TLS 1.0`
      : `${describe(listener)} has the TLS policy ${policy}, which admits less than TLS 1.2`,
    'sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"',
  );
}

/** A rule of a plain HTTP listener may do nothing that its listener may not. */
function checkRules(graph: Graph, report: Report): void {
  const plain = new Set(graph.ofType(types.listener).filter(isPlainHttp));
  for (const rule of graph.ofType(types.listenerRule)) {
    const found = graph.references(rule, "listenerArn", types.listener).certain;
    const listener = found.find((each: Node) => plain.has(each));
    if (!listener || rule.inputs.objects("actions").every(redirectsToHttps)) continue;
    report.violation(
      rule,
      `${describe(rule)} answers plain HTTP of ${describe(listener)}`,
      `listenerArn of ${describe(rule)}: the HTTPS listener`,
    );
  }
}

export const listenerRules: readonly Rule[] = [
  {
    number: 26,
    name: "require-tls-listeners",
    description: "Listeners speak TLS 1.2 or newer; plain HTTP is only redirected.",
    why: "Passwords and personal data cross several networks on the way from the data centre; older TLS is broken, and AWS's default still admits it.",
    severity: "high",
    framework: securityHub(
      "ELB.1",
      "Application Load Balancer should be configured to redirect all HTTP requests to HTTPS",
    ),
    tags: ["elb", "encryption"],
    remediationSteps:
      "Say the sslPolicy of every HTTPS and TLS listener, and let HTTP listeners and their rules redirect to HTTPS.",
    url: securityHubUrl("elb", "ELB.1"),
    locked: true,
    types: types.listener,
    check: checkListener,
    checkStack: checkRules,
  },
];
