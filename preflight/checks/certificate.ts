import { ACMClient, DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { arnParts } from "../account";
import { check, failed, ok, warning, type Judgement } from "../check";

/** A certificate of ACM, as far as it was found. */
export interface CertificateFacts {
  readonly status: string | undefined;
  readonly names: readonly string[];
  readonly notAfter?: Date | undefined;
  readonly renews: boolean;
}

const DAYS = 24 * 60 * 60 * 1000;

/** Whether a certificate serves the names of the stack's zone, now and next month. */
function judgeCertificate(
  facts: CertificateFacts,
  {
    arn,
    region,
    zoneName,
    now,
  }: { arn: string; region: string; zoneName?: string | undefined; now: Date },
): Judgement {
  const at = arnParts(arn)?.region ?? "";
  const request = `aws acm request-certificate --region ${region} ..., then landbridge:loadBalancer.certificateArn`;
  if (at !== region)
    return failed(`${arn} is in ${at}; a load balancer takes one of ${region}`, request);
  if (facts.status === undefined) return failed(`${arn} is not there`, request);
  if (facts.status !== "ISSUED") {
    return failed(
      `${arn} is ${facts.status}`,
      `aws acm describe-certificate --certificate-arn ${arn}`,
    );
  }
  if (zoneName !== undefined && !facts.names.includes(`*.${zoneName}`)) {
    return failed(`${arn} is for ${facts.names.join(", ")}, not for *.${zoneName}`, request);
  }
  const days = facts.notAfter
    ? Math.floor((facts.notAfter.getTime() - now.getTime()) / DAYS)
    : undefined;
  if (days !== undefined && days < 30 && !facts.renews) {
    return warning(
      `${arn} ends in ${days} days, and ACM does not renew it`,
      "import its successor",
    );
  }
  return ok(`${arn} is issued for ${facts.names.join(", ")}`);
}

export const certificate = check<CertificateFacts>({
  name: "Certificate",
  actions: ["acm:DescribeCertificate"],
  applies: ({ loadBalancer }) => loadBalancer.certificateArn !== undefined,
  async ask({ account, config }) {
    const arn = config.loadBalancer.certificateArn ?? "";
    try {
      const { Certificate: found } = await account
        .client(ACMClient, arnParts(arn)?.region)
        .send(new DescribeCertificateCommand({ CertificateArn: arn }));
      return {
        status: found?.Status,
        names: found?.SubjectAlternativeNames ?? [],
        notAfter: found?.NotAfter,
        renews: found?.Type !== "IMPORTED",
      };
    } catch (error) {
      if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
      return { status: undefined, names: [], renews: false };
    }
  },
  judge: (facts, { config }) => [
    judgeCertificate(facts, {
      arn: config.loadBalancer.certificateArn ?? "",
      region: config.region,
      zoneName: config.dns?.zoneName,
      now: new Date(),
    }),
  ],
});
