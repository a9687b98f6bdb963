import { AwsError, type Cloud } from "../../provider/cloud";

/** The variable that says what AWS has raised. */
export const RAISED_QUOTAS = "LANDBRIDGE_SANDBOX_QUOTAS";

/** A quota of the stand-in's account, as Service Quotas calls it, and as AWS gives it to everybody. */
interface Quota {
  readonly code: string;
  readonly value: number;
}

/**
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
const quotas = {
  rulesPerSecurityGroup: { code: "vpc/L-0EA8095F", value: 60 },
  entriesPerNetworkAcl: { code: "vpc/L-2AEEBF1A", value: 20 },
  rulesPerLoadBalancer: { code: "elasticloadbalancing/L-7EED9B64", value: 100 },
  targetsPerLoadBalancer: { code: "elasticloadbalancing/L-7E6692B2", value: 1000 },
} satisfies Record<string, Quota>;

/** What an account has of a type in a Region, or in all of them, and the error of the one after the last. */
const counted: Readonly<Record<string, Quota & { readonly error: string }>> = {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  "aws:iam/role:Role": { code: "iam/L-FE177D64", value: 1000, error: "LimitExceeded" },
  "aws:ec2/securityGroup:SecurityGroup": {
    code: "vpc/L-E79EC296",
    value: 2500,
    error: "SecurityGroupLimitExceeded",
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    code: "elasticloadbalancing/L-53DA6B97",
    value: 50,
    error: "TooManyLoadBalancers",
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
  "aws:rds/instance:Instance": {
    code: "rds/L-7B6409FD",
    value: 40,
    error: "InstanceQuotaExceeded",
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    code: "rds/L-DE55804A",
    value: 50,
    error: "DBParameterGroupQuotaExceeded",
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    code: "rds/L-E4C808A8",
    value: 50,
    error: "DBParameterGroupQuotaExceeded",
  },
  "aws:rds/proxy:Proxy": { code: "rds/L-D94C7EA3", value: 20, error: "DBProxyQuotaExceededFault" },
  "aws:rds/eventSubscription:EventSubscription": {
    code: "rds/L-A59F4C87",
    value: 20,
    error: "EventSubscriptionQuotaExceeded",
  },
};

/** A quota as the account has it: AWS's own, or what the variable says that AWS has raised it to. */
export function quota(name: keyof typeof quotas): number {
  return valueOf(quotas[name]);
}

/** Rejects one more of a type than the account has room for. */
export function checkCount(type: string, cloud: Cloud): void {
  const limit = counted[type];
  if (limit === undefined || cloud.all(type).length < valueOf(limit)) return;
  throw new AwsError(limit.error, `The account has ${valueOf(limit)} of ${type} already`);
}

function valueOf({ code, value }: Quota): number {
  return raised(process.env[RAISED_QUOTAS] ?? "").get(code) ?? value;
}

/** Reads `vpc/L-0EA8095F=120,rds/L-7B6409FD=100`. */
function raised(text: string): ReadonlyMap<string, number> {
  const entries = text.split(",").flatMap((each) => {
    const [code = "", value = ""] = each.split("=");
    return code === "" ? [] : [[code.trim(), Number(value)] as const];
  });
  return new Map(entries);
}
