import * as pulumi from "@pulumi/pulumi";
import * as acm from "@pulumi/aws/acm";
import * as acmpca from "@pulumi/aws/acmpca";

/** Algorithms of keys that ACM makes for private certificates; each signs by a CA of its own family only. */
export const certificateKeyAlgorithms = ["EC_prime256v1", "EC_secp384r1", "RSA_2048"] as const;

/** What a private certificate is issued for, and by whom. */
export interface PrivateCertificateArgs {
  /** ARN of the AWS Private CA. */
  readonly certificateAuthorityArn?: string | undefined;
  /**
   * Algorithm of the certificate's key, of the same family as the CA's own: EC or RSA.
   * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
   * @default "EC_prime256v1"
   */
  readonly certificateKeyAlgorithm?: (typeof certificateKeyAlgorithms)[number];
  /**
   * Who lets ACM renew: `grant` makes the permission, once for each CA; `granted` where another stack
   * has made it, or the policy of another account's CA admits this account.
   * @default "grant"
   */
  readonly certificateRenewal?: "grant" | "granted";
  /** Zone whose names the certificate is for. */
  readonly zone?: { readonly zoneName: pulumi.Input<string> } | undefined;
}

/**
 * A certificate of the company's private CA for a zone and every name directly in it. ACM renews it by
 * itself as long as something uses it, and the CA lets ACM: the permission is the CA's own, whoever
 * asked for the first certificate.
 *
 * https://docs.aws.amazon.com/acm/latest/userguide/gs-acm-request-private.html
 * https://docs.aws.amazon.com/privateca/latest/userguide/assign-permissions.html
 */
export function privateCertificate(
  name: string,
  args: PrivateCertificateArgs,
  opts: pulumi.CustomResourceOptions,
): acm.Certificate {
  const { certificateAuthorityArn, zone } = args;
  if (certificateAuthorityArn === undefined || zone === undefined) {
    throw new Error(`${name}: a private certificate needs certificateAuthorityArn and a zone`);
  }
  if ((args.certificateRenewal ?? "grant") === "grant") {
    new acmpca.Permission(
      `${name}-renewal`,
      {
        certificateAuthorityArn,
        principal: "acm.amazonaws.com",
        actions: ["IssueCertificate", "GetCertificate", "ListPermissions"],
      },
      opts,
    );
  }
  const { zoneName } = zone;
  return new acm.Certificate(
    name,
    {
      certificateAuthorityArn,
      domainName: zoneName,
      subjectAlternativeNames: [pulumi.interpolate`*.${zoneName}`],
      keyAlgorithm: args.certificateKeyAlgorithm ?? "EC_prime256v1",
      tags: { Name: name },
    },
    opts,
  );
}
