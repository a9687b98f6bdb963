import { arnParts, type Account } from "../account";
import { check, failed, ok, warning, type Judgement } from "../check";
import { jsonCall } from "../jsonCall";

/** A private CA, as far as it was found. */
export interface AuthorityFacts {
  /** Undefined where there is none. */
  readonly status: string | undefined;
  /** `EC_prime256v1`, `RSA_2048`, ... */
  readonly keyAlgorithm: string;
  /** Whether ACM may renew what it issued. */
  readonly renewedByAcm: boolean;
}

interface Asked {
  readonly arn: string;
  readonly region: string;
  /** Algorithm of the certificate's key, as the stack's config has it. */
  readonly keyAlgorithm: string;
  /** Whether the stack makes ACM's permission itself. */
  readonly grants: boolean;
}

/** EC, RSA: a CA signs keys of its own family only, as ACM asks it to. */
const familyOf = (algorithm: string): string => algorithm.split("_")[0] ?? "";

/** https://docs.aws.amazon.com/acm/latest/userguide/gs-acm-request-private.html */
function judgeAuthority(facts: AuthorityFacts, { arn, region, ...wanted }: Asked): Judgement {
  const at = arnParts(arn)?.region ?? "";
  if (at !== region) {
    return failed(
      `the private CA is in ${at}; ACM takes one of ${region}`,
      "landbridge:loadBalancer.certificateAuthorityArn: a CA of the stack's Region",
    );
  }
  const look = `aws acm-pca describe-certificate-authority --region ${region} --certificate-authority-arn ${arn}`;
  if (facts.status === undefined) return failed(`${arn} is not there`, look);
  if (facts.status !== "ACTIVE") return failed(`the private CA is ${facts.status}`, look);
  if (familyOf(facts.keyAlgorithm) !== familyOf(wanted.keyAlgorithm)) {
    return failed(
      `the private CA's key is ${facts.keyAlgorithm}, and signs no ${wanted.keyAlgorithm}`,
      `landbridge:loadBalancer.certificateKeyAlgorithm: one of its family, ${familyOf(facts.keyAlgorithm)}`,
    );
  }
  if (!wanted.grants && !facts.renewedByAcm) {
    return warning(
      "the private CA does not let ACM renew, and certificateRenewal is granted",
      "certificateRenewal: grant; of another account's CA, its policy may admit this account",
    );
  }
  return ok(`${arn} is ACTIVE, ${facts.keyAlgorithm}`);
}

async function find(account: Account, arn: string): Promise<AuthorityFacts> {
  const { region = "" } = arnParts(arn) ?? {};
  const of = { service: "acm-pca", region, input: { CertificateAuthorityArn: arn } };
  try {
    const { CertificateAuthority: found } = await jsonCall<Described>(account, {
      ...of,
      target: "ACMPrivateCA.DescribeCertificateAuthority",
    });
    const { Permissions = [] } = await jsonCall<Listed>(account, {
      ...of,
      target: "ACMPrivateCA.ListPermissions",
    });
    return {
      status: found?.Status,
      keyAlgorithm: found?.CertificateAuthorityConfiguration?.KeyAlgorithm ?? "",
      renewedByAcm: Permissions.some(({ Principal }) => Principal === "acm.amazonaws.com"),
    };
  } catch (error) {
    if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
    return { status: undefined, keyAlgorithm: "", renewedByAcm: false };
  }
}

/** https://docs.aws.amazon.com/privateca/latest/APIReference/API_DescribeCertificateAuthority.html */
interface Described {
  readonly CertificateAuthority?: {
    readonly Status?: string;
    readonly CertificateAuthorityConfiguration?: { readonly KeyAlgorithm?: string };
  };
}

/** https://docs.aws.amazon.com/privateca/latest/APIReference/API_ListPermissions.html */
interface Listed {
  readonly Permissions?: readonly { readonly Principal?: string }[];
}

export const certificateAuthority = check<AuthorityFacts>({
  name: "Private CA",
  actions: ["acm-pca:DescribeCertificateAuthority", "acm-pca:ListPermissions"],
  applies: ({ loadBalancer }) => loadBalancer.certificateAuthorityArn !== undefined,
  ask: ({ account, config }) => find(account, config.loadBalancer.certificateAuthorityArn ?? ""),
  judge: (facts, { config: { loadBalancer, region } }) => [
    judgeAuthority(facts, {
      arn: loadBalancer.certificateAuthorityArn ?? "",
      region,
      keyAlgorithm: loadBalancer.certificateKeyAlgorithm,
      grants: loadBalancer.certificateRenewal === "grant",
    }),
  ],
});
