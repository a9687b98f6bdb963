import type { ConfigRule } from "../rule";

const certificateRegion: ConfigRule = {
  summary:
    "The load balancer's certificate, or the private CA that issues it, is in the stack's Region.",
  check: ({ region, loadBalancer }) =>
    (["certificateArn", "certificateAuthorityArn"] as const).flatMap((key) => {
      const arn = loadBalancer?.[key];
      const home = arn?.split(":")[3];
      return region === undefined || arn === undefined || home === region
        ? []
        : [
            {
              path: ["loadBalancer", key],
              text: `"${arn}" is in ${home}, and the stack in ${region}`,
            },
          ];
    }),
};

/** Rules about the load balancer. */
export const loadBalancerRules: readonly ConfigRule[] = [certificateRegion];
