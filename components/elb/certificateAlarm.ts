import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import { metricAlarm } from "../cloudwatch/alarm";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { InternalLoadBalancer } from "./internalLoadBalancer";

/** Days before the end at which nobody should have to hear of it: ACM has renewed since the 60th. */
const LEFT = 30;

/**
 * Says that the certificate of the load balancers ends soon: what ACM renews has not been renewed, and what was imported is for people
 * to renew.
 *
 * https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 * https://docs.aws.amazon.com/acm/latest/userguide/renew-private-certificate.html
 */
export function certificateAlarm(
  name: string,
  loadBalancer: InternalLoadBalancer,
  topics: AlarmTopics,
): cloudwatch.MetricAlarm {
  return metricAlarm(
    `${name}-certificate-expiry`,
    {
      severity: "warning",
      description: `The certificate of the internal load balancer ends in less than ${LEFT} days, and nothing has renewed it. docs/runbooks/certificate-alarms.md`,
      namespace: "AWS/CertificateManager",
      metricName: "DaysToExpiry",
      dimensions: { CertificateArn: loadBalancer.certificateArn },
      statistic: "Minimum",
      comparison: "<",
      threshold: LEFT,
      periodInSeconds: 24 * 60 * 60,
      treatMissingData: "ignore", // ACM says nothing of a certificate that has ended.
    },
    [topics.warning],
    { parent: loadBalancer },
  );
}
