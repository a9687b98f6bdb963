import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, type Complaint } from "./each";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html */
export const failover: ConfigRule = {
  summary:
    "A service that fails over has the placement `both`, hosts, HTTP and tasks on both sides; it has neither `traffic`, `burst` nor `stickiness`.",
  check: eachService((service): Complaint[] => {
    const { failover: takesOver, placement, replicas } = service;
    if (takesOver === undefined) return [];
    const problems = [
      placement === "both" || placement === undefined
        ? ""
        : `has no other side with placement ${placement}; write placement: both, or take it out`,
      isExposed(service)
        ? ""
        : "needs hosts: it is the load balancer's rule that changes. A worker runs on both sides by placement: both alone",
      isNetworkProtocol(service.protocol)
        ? `changes a rule for requests, and protocol ${String(service.protocol)} has none; take it out, and shift traffic by npm run shift when a side fails`
        : "",
      service.traffic === undefined
        ? ""
        : "and traffic exclude each other: the side that takes over gets nothing until then; take one of them out",
      service.burst === true
        ? "and burst exclude each other: with burst, a target that fails gets no requests in any case; take one of them out"
        : "",
      service.stickiness === undefined
        ? ""
        : "and stickiness exclude each other: a cookie would keep clients with the side that failed; take one of them out",
    ];
    const idle = (["cloud", "onPrem"] as const).filter((side) => replicas?.[side] === 0);
    return [
      ...problems.flatMap((problem) =>
        problem === "" ? [] : [{ at: ["failover"], text: `"${takesOver}" ${problem}` }],
      ),
      ...idle.map((side) => ({
        at: ["replicas", side],
        text: "0 leaves nothing to fail over from or to: each side has a task at least",
      })),
    ];
  }),
};
