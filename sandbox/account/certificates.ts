import { Refused, type Operation } from "./operation";

/** Calls about certificates, and about the private CAs that issue them. */
export const certificateOperations: Readonly<Record<string, Operation>> = {
  "acm:DescribeCertificate": ({ CertificateArn }, { certificates }) => {
    const found = certificates[String(CertificateArn)];
    if (!found) throw new Refused("ResourceNotFoundException", "Could not find certificate");
    return {
      Certificate: {
        CertificateArn,
        Status: found.status,
        SubjectAlternativeNames: found.names,
        Type: found.type,
        NotAfter: Date.now() / 1000 + found.daysLeft * 24 * 60 * 60,
      },
    };
  },

  "acm-pca:DescribeCertificateAuthority": (input, { authorities }) => {
    const found = authorities[String(input["CertificateAuthorityArn"])];
    if (!found) throw new Refused("ResourceNotFoundException", "Could not find the CA");
    const { status: Status, keyAlgorithm: KeyAlgorithm } = found;
    return {
      CertificateAuthority: { Status, CertificateAuthorityConfiguration: { KeyAlgorithm } },
    };
  },
  "acm-pca:ListPermissions": (input, { authorities }) => {
    const { permissions = [] } = authorities[String(input["CertificateAuthorityArn"])] ?? {};
    return { Permissions: permissions.map((Principal) => ({ Principal })) };
  },
};
