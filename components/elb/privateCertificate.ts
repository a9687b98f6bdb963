import * as pulumi from "@pulumi/pulumi";
import * as acm from "@pulumi/aws/acm";

/** What a private certificate is issued for, and by whom. */
export interface PrivateCertificateArgs {
  /** ARN of the AWS Private CA. */
  readonly certificateAuthorityArn?: string | undefined;
  /** Zone whose names the certificate is for. */
  readonly zone?: { readonly zoneName: pulumi.Input<string> } | undefined;
}

/**
 * A certificate of the company's private CA for a zone and every name directly in it. ACM renews it by
 * itself as long as something uses it.
 *
 * https://docs.aws.amazon.com/acm/latest/userguide/gs-acm-request-private.html
 */
export function privateCertificate(
  name: string,
  { certificateAuthorityArn, zone }: PrivateCertificateArgs,
  opts: pulumi.CustomResourceOptions,
): acm.Certificate {
  if (certificateAuthorityArn === undefined || zone === undefined) {
    throw new Error(`${name}: a private certificate needs certificateAuthorityArn and a zone`);
  }
  const { zoneName } = zone;
  return new acm.Certificate(
    name,
    {
      certificateAuthorityArn,
      domainName: zoneName,
      subjectAlternativeNames: [pulumi.interpolate`*.${zoneName}`],
      keyAlgorithm: "EC_prime256v1",
      tags: { Name: name },
    },
    opts,
  );
}
