import type { ConfigRule } from "../rule";
import { known } from "../services/rules/each";

const certificateRegion: ConfigRule = {
  summary:
    "The load balancer's certificate, or the private CA that issues it, is in the stack's Region, and so are a trust store and the client secret of a login.",
  check: ({ region, loadBalancer }) =>
    [
      { key: ["certificateArn"], arn: loadBalancer?.certificateArn },
      { key: ["certificateAuthorityArn"], arn: loadBalancer?.certificateAuthorityArn },
      {
        key: ["mutualAuthentication", "trustStoreArn"],
        arn: loadBalancer?.mutualAuthentication?.trustStoreArn,
      },
      {
        key: ["openIdConnect", "clientSecretArn"],
        arn: loadBalancer?.openIdConnect?.clientSecretArn,
      },
    ].flatMap(({ key, arn }) => {
      const home = arn?.split(":")[3];
      return region === undefined || arn === undefined || home === region
        ? []
        : [
            {
              path: ["loadBalancer", ...key],
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

/** What only the load balancer does that looks at certificates itself. */
const OF_VERIFY = [
  "trustStoreArn",
  "ignoreClientCertificateExpiry",
  "advertiseTrustStoreCaNames",
] as const;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html */
const mutualTls: ConfigRule = {
  summary:
    "`mutualAuthentication` with `mode: verify` has a `trustStoreArn`, with `passthrough` nothing of the kind; it needs a certificate of the load balancer's own, and `loadBalancers` names those that services are on.",
  check: ({ loadBalancer, services }) => {
    const {
      mutualAuthentication: mutual,
      certificateArn,
      certificateAuthorityArn,
    } = loadBalancer ?? {};
    if (mutual === undefined) return [];
    const path = ["loadBalancer", "mutualAuthentication"];
    const there = new Set([1, ...(services ?? []).map((each) => each?.loadBalancer ?? 1)]);
    const isMissing = mutual.mode === "verify" && mutual.trustStoreArn === undefined;
    return [
      ...((certificateArn ?? certificateAuthorityArn) === undefined
        ? [
            {
              path,
              text: "needs HTTPS: landbridge:loadBalancer says no certificate of its own (certificateArn or certificateAuthorityArn)",
            },
          ]
        : []),
      ...(isMissing
        ? [
            {
              path: [...path, "trustStoreArn"],
              text: "is missing; with mode verify the load balancer goes by the CAs of a trust store (or write mode: passthrough)",
              missing: true,
            },
          ]
        : []),
      ...OF_VERIFY.filter((key) => mutual.mode === "passthrough" && mutual[key] !== undefined).map(
        (key) => ({
          path: [...path, key],
          text: "has no meaning for passthrough, with which containers look at certificates; take it out, or write mode: verify",
        }),
      ),
      ...known(mutual.loadBalancers)
        .filter((number) => !there.has(number))
        .map((number) => ({
          path: [...path, "loadBalancers"],
          text: `${number} is no load balancer that a service says (services[].loadBalancer: ${[...there].sort((a, b) => a - b).join(", ")}); pin a service to it, or take it out`,
        })),
    ];
  },
};

/** Rules about the load balancer. */
export const loadBalancerRules: readonly ConfigRule[] = [
  certificateRegion,
  certificateName,
  mutualTls,
];
