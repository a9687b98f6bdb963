import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, type Complaint } from "./each";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export const objectives: ConfigRule = {
  summary:
    "`services[].objectives` are of services with `hosts` and `protocol` `HTTP` or `HTTPS`, and promise something; `availabilityPercent` is not of `GRPC`, whose errors have the code 200.",
  check: eachService((service): Complaint[] => {
    const { objectives: promises, protocol, protocolVersion } = service;
    if (promises === undefined) return [];
    const all: Complaint[] = [];
    const say = (at: string[], text: string) => all.push({ at: ["objectives", ...at], text });
    if (isNetworkProtocol(protocol)) {
      say([], `count requests, and protocol ${String(protocol)} has none; remove them`);
    } else if (!isExposed(service)) {
      say(
        [],
        "are counted by the load balancer, which serves no host of it; add hosts or remove them",
      );
    }
    const { availabilityPercent, latency } = promises;
    if (availabilityPercent === undefined && latency === undefined) {
      say([], "promise nothing; add availabilityPercent or latency, or remove them");
    }
    if (availabilityPercent !== undefined && protocolVersion === "GRPC") {
      say(
        ["availabilityPercent"],
        `is ${availabilityPercent}, and errors of GRPC have the code 200: the load balancer counts none; keep latency alone`,
      );
    }
    return all;
  }),
};
