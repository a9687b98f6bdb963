import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, type Complaint } from "./each";

/** What only a load balancer does. */
const OF_LOAD_BALANCER = [
  "conditions",
  "stickiness",
  "loadBalancingAlgorithm",
  "slowStartInSeconds",
] as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
export const balancing: ConfigRule = {
  summary:
    "`conditions`, `stickiness`, `loadBalancingAlgorithm` and `slowStartInSeconds` are of services with hosts; `slowStartInSeconds` goes with `round_robin` only, so with no service that bursts, which has its own algorithm; `app_cookie` has a `cookieName`, and `lb_cookie` none.",
  check: eachService((service): Complaint[] => {
    const { burst, stickiness, loadBalancingAlgorithm: algorithm, slowStartInSeconds } = service;
    if (isNetworkProtocol(service.protocol)) return []; // Has none of them, as networkServices says.
    if (!isExposed(service)) {
      return OF_LOAD_BALANCER.filter((key) => service[key] !== undefined).map((key) => ({
        at: [key],
        text: "has no meaning without hosts: it is what the load balancer does",
      }));
    }
    const chosen = burst ? "least_outstanding_requests" : (algorithm ?? "round_robin");
    const { type, cookieName } = stickiness ?? {};
    return [
      ...(burst && algorithm !== undefined && algorithm !== chosen
        ? [
            {
              at: ["loadBalancingAlgorithm"],
              text: `"${algorithm}" does not go with burst: true, which shares requests by ${chosen}; remove it`,
            },
          ]
        : []),
      ...(slowStartInSeconds !== undefined && chosen !== "round_robin"
        ? [
            {
              at: ["slowStartInSeconds"],
              text: `${slowStartInSeconds} does not go with ${chosen}${burst ? ", by which a service bursts" : ""}: AWS does not take both; remove one of them`,
            },
          ]
        : []),
      ...(type === "app_cookie" && cookieName === undefined && !("cookieName" in (stickiness ?? {}))
        ? [
            {
              at: ["stickiness", "cookieName"],
              text: "is missing; app_cookie goes by a cookie of the application's, which it names",
              missing: true,
            },
          ]
        : []),
      ...(type === "lb_cookie" && cookieName !== undefined
        ? [
            {
              at: ["stickiness", "cookieName"],
              text: `"${cookieName}" has no meaning for lb_cookie, which is the load balancer's; write type: app_cookie, or remove it`,
            },
          ]
        : []),
    ];
  }),
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html */
export const matchersOfProtocol: ConfigRule = {
  summary:
    "`healthCheck.matcher` has gRPC's codes, from 0 to 99, with `protocolVersion: GRPC`, and HTTP's, from 200 to 499, with any other.",
  check: eachService(({ protocolVersion, healthCheck }) => {
    const matcher = healthCheck?.matcher;
    if (protocolVersion === undefined || matcher === undefined) return [];
    const ofGrpc = /^\d{1,2}(\D|$)/.test(matcher);
    const text = ofGrpc
      ? `"${matcher}" is of gRPC's codes, and the container speaks ${protocolVersion}; write HTTP's (200-299)`
      : `"${matcher}" is of HTTP's codes, and a gRPC container answers with gRPC's: write "0" for OK, or "0-99" for any answer`;
    return ofGrpc === (protocolVersion === "GRPC")
      ? []
      : [{ at: ["healthCheck", "matcher"], text }];
  }),
};
