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

/** What ACM takes as a certificate's first name, which is its common name. */
// https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html, DomainName
const LONGEST_COMMON_NAME = 64;

const certificateName: ConfigRule = {
  summary:
    "With `certificateAuthorityArn` there is a `landbridge:dns.zoneName`, which the certificate is for: 64 characters at most, its last label two at least.",
  check: ({ loadBalancer, dns, recovery }) => {
    if (loadBalancer?.certificateAuthorityArn === undefined) return [];
    if (dns === undefined) {
      if (recovery?.primaryStack !== undefined) return []; // A standby has its primary's.
      const text = "makes a certificate for landbridge:dns.zoneName, and there is none";
      return [{ path: ["loadBalancer", "certificateAuthorityArn"], text }];
    }
    const { zoneName = "" } = dns;
    const says = (why: string) => [
      { path: ["dns", "zoneName"], text: `"${zoneName}" ${why}; ACM makes no certificate for it` },
    ];
    if (zoneName.length > LONGEST_COMMON_NAME) {
      return says(`has ${zoneName.length} characters, of ${LONGEST_COMMON_NAME} at most`);
    }
    return /\.[^.]$/.test(zoneName) ? says("ends in a label of one character") : [];
  },
};

/** Rules about the load balancer. */
export const loadBalancerRules: readonly ConfigRule[] = [certificateRegion, certificateName];
