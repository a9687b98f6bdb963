import { z } from "zod";
import { certificateKeyAlgorithms } from "../../components/elb/privateCertificate";
import { cidr, text, uniqueList } from "../schema/leaves";
import { arnOf } from "../services/leaves";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_MutualAuthenticationAttributes.html */
const mutualAuthentication = z
  .strictObject({
    mode: z.enum(["verify", "passthrough"]).meta({
      description:
        "Who looks at callers' certificates: the load balancer, by a trust store (verify), or the containers, by the header X-Amzn-Mtls-Clientcert (passthrough), where callers without one get through.",
    }),
    trustStoreArn: arnOf(
      ["elasticloadbalancing"],
      "arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/company/20cfe21448b66314",
    )
      .optional()
      .meta({
        description:
          "Of verify: the trust store with the CAs that issue them, in the stack's Region (docs/services.md).",
      }),
    ignoreClientCertificateExpiry: z.boolean().optional().meta({
      description: "Of verify: whether expired ones will do. Left out, they won't.",
    }),
    advertiseTrustStoreCaNames: z.boolean().optional().meta({
      description:
        "Of verify: whether callers hear the CAs' names, by which a browser or a client chooses its certificate. Left out, they don't.",
    }),
    loadBalancers: uniqueList(z.int().min(1).max(99))
      .optional()
      .meta({
        description:
          "Numbers of the load balancers that ask for certificates, as services[].loadBalancer has them. Left out, all.",
        examples: [[2]],
      }),
  })
  .optional()
  .meta({
    description:
      "Mutual TLS: callers show certificates as well. It is for all services of a load balancer.",
  });

/** An endpoint of an identity provider. */
const endpoint = (description: string) =>
  text((value) =>
    /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\x21-\x7e]*)?$/i.test(value)
      ? undefined
      : "is not a whole URL of HTTPS (such as https://login.example.com/oauth2/token)",
  ).meta({ description });

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html */
const openIdConnect = z
  .strictObject({
    issuer: endpoint("The provider's issuer identifier."),
    authorizationEndpoint: endpoint("Where people are sent to log in."),
    tokenEndpoint: endpoint("Where the load balancer gets tokens."),
    userInfoEndpoint: endpoint("Where the load balancer gets claims."),
    clientId: text((value) =>
      value.length > 0 && value.length <= 1024 ? undefined : "is not a client ID",
    ).meta({ description: "Client ID of the application at the provider." }),
    clientSecretArn: arnOf(
      ["secretsmanager"],
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-AbCdEf",
    ).meta({
      description:
        "Secret of Secrets Manager whose whole text is the client secret. It is read in each run, and in the stack's state, encrypted.",
    }),
    scope: text((value) =>
      /(^| )openid( |$)/.test(value) ? undefined : "has no openid, without which there is no login",
    )
      .default("openid")
      .meta({ description: "Claims that are asked for, with spaces between them." }),
    sessionTimeoutInSeconds: z.int().min(1).max(604_800).default(43_200).meta({
      unit: "seconds",
      description: "How long somebody stays logged in.",
    }),
    cidrs: uniqueList(cidr({ shortest: 0, longest: 32 }))
      .max(5)
      .default([])
      .meta({
        description:
          "Networks in which the token and user info endpoints are, beside the VPC's and the data centre's: the load balancer may connect to them by HTTPS.",
        examples: [["203.0.113.0/24"]],
      }),
  })
  .optional()
  .meta({
    description:
      "The company's identity provider, for services with login. It allows https://<host>.<zone>/oauth2/idpresponse of each of their hosts as a redirect URL.",
  });

export const loadBalancerSchema = z
  .strictObject({
    certificateArn: arnOf(["acm"], "arn:aws:acm:eu-west-1:123456789012:certificate/...")
      .optional()
      .meta({ description: "Certificate of ACM for the private zone's names (*.<zone>)." }),
    certificateAuthorityArn: arnOf(
      ["acm-pca"],
      "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/...",
    )
      .optional()
      .meta({
        description:
          "Private certificate authority (AWS Private CA) that issues the certificate, and renews it.",
      }),
    certificateKeyAlgorithm: z.enum(certificateKeyAlgorithms).default("EC_prime256v1").meta({
      description:
        "Algorithm of the key of a certificate by the private CA. Its family, EC or RSA, must be that of the CA's own key, or ACM rejects the request.",
    }),
    certificateRenewal: z.enum(["grant", "granted"]).default("grant").meta({
      description:
        "Whether the stack lets ACM renew certificates of the CA (grant), which one stack for each CA does; or it may already (granted): by another stack, or by the policy of a CA in another account.",
    }),
    idleTimeoutInSeconds: z.int().min(1).max(4000).default(60).meta({
      unit: "seconds",
      description: "How long a connection may be silent.",
    }),
    mutualAuthentication,
    openIdConnect,
    logs: z
      .strictObject({
        bucket: text((value) =>
          /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)
            ? undefined
            : "is not the name of a bucket (such as company-access-logs)",
        )
          .meta({
            description:
              "A bucket in the stack's Region that is there already, for these logs and for those of buckets: docs/adopting.md has the policy that it needs. Left out, one is made.",
            allowed: "name of a bucket",
            examples: ["company-access-logs"],
          })
          .optional(),
        retentionInDays: z.int().min(1).max(3653).default(365).meta({
          unit: "days",
          description: "How long they are kept.",
        }),
      })
      .prefault({})
      .meta({ description: "Access and connection logs, in a bucket for nothing else." }),
  })
  .superRefine((value, context) => {
    const given = [value.certificateArn, value.certificateAuthorityArn].filter(
      (arn) => arn !== undefined,
    );
    if (given.length > 1) {
      const message = "has both certificateArn and certificateAuthorityArn; it must have one";
      context.addIssue({ code: "custom", message });
    }
  })
  .prefault({})
  .meta({
    description:
      "The internal Application Load Balancer. Without a certificate there is none, and no service can have hosts.",
  });
