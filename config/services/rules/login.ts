import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, type Complaint } from "./each";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html */
export const logins: ConfigRule = {
  summary:
    "A service with `login` has hosts and HTTP, and `landbridge:loadBalancer.openIdConnect` says by whom people log in; it has no `failover`, and in AWS the deployment strategy `ROLLING`.",
  check: eachService((service, { loadBalancer }): Complaint[] => {
    const { login, deployment, placement, protocol } = service;
    if (login === undefined) return [];
    const strategy = placement === "cloud" ? (deployment?.strategy ?? "ROLLING") : "ROLLING";
    const problems = [
      isExposed(service) && !isNetworkProtocol(protocol)
        ? ""
        : "needs hosts and HTTP: people log in at the load balancer",
      loadBalancer === undefined || loadBalancer.openIdConnect !== undefined
        ? ""
        : "needs an identity provider: landbridge:loadBalancer has no openIdConnect",
      service.failover === undefined
        ? ""
        : "and failover exclude each other: what moves requests would have to know the client secret; take one of them out",
      strategy === "ROLLING"
        ? ""
        : `does not go with ${strategy}: ECS writes the actions of the rule, of which the login is one; write ROLLING`,
    ];
    return problems.flatMap((problem) =>
      problem === "" ? [] : [{ at: ["login"], text: `"${login}" ${problem}` }],
    );
  }),
};
