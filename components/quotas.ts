/** Quotas of AWS that it raises on request, as far as the stack's shape depends on them. */
export interface Quotas {
  /** Rules of a security group in each direction. */
  readonly rulesPerSecurityGroup: number;
  /** Entries of a network ACL in each direction. */
  readonly entriesPerNetworkAcl: number;
  /** Rules of a load balancer's listeners, default ones not counted. */
  readonly rulesPerLoadBalancer: number;
  /** Targets of a load balancer, each once for every target group that it is in. */
  readonly targetsPerLoadBalancer: number;
  /** Load balancers of an account in a Region. */
  readonly loadBalancers: number;
  /** IAM roles of an account. */
  readonly roles: number;
  /** Security groups of an account in a Region. */
  readonly securityGroups: number;
  /** DB instances of an account in a Region. */
  readonly databaseInstances: number;
  /** RDS proxies of an account in a Region. */
  readonly databaseProxies: number;
  /** Subscriptions to RDS's events of an account in a Region: one for each database. */
  readonly databaseEventSubscriptions: number;
  /** DB parameter groups of an account in a Region: one for each database that is no cluster. */
  readonly databaseParameterGroups: number;
  /** DB cluster parameter groups of an account in a Region: one for each cluster. */
  readonly databaseClusterParameterGroups: number;
}

/** How a quota is called where it is raised, and what it is where nobody has asked for more. */
export interface QuotaFacts {
  readonly what: string;
  /** Codes of Service Quotas. */
  readonly service: string;
  readonly code: string;
  readonly default: number;
  /** What AWS raises it to at most, as far as it says. */
  readonly most: number;
}

/**
 * Defaults and codes:
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
 */
export const QUOTAS: Readonly<Record<keyof Quotas, QuotaFacts>> = {
  rulesPerSecurityGroup: {
    what: "rules in a security group",
    service: "vpc",
    code: "L-0EA8095F",
    default: 60,
    // Times the groups of an interface, five of them here, AWS has 1,000.
    most: 200,
  },
  entriesPerNetworkAcl: {
    what: "entries in a network ACL",
    service: "vpc",
    code: "L-2AEEBF1A",
    default: 20,
    most: 40,
  },
  rulesPerLoadBalancer: {
    what: "rules of an Application Load Balancer",
    service: "elasticloadbalancing",
    code: "L-7EED9B64",
    default: 100,
    most: 10_000,
  },
  targetsPerLoadBalancer: {
    what: "targets of an Application Load Balancer",
    service: "elasticloadbalancing",
    code: "L-7E6692B2",
    default: 1000,
    most: 100_000,
  },
  loadBalancers: {
    what: "Application Load Balancers",
    service: "elasticloadbalancing",
    code: "L-53DA6B97",
    default: 50,
    most: 10_000,
  },
  roles: {
    what: "IAM roles",
    service: "iam",
    code: "L-FE177D64",
    default: 1000,
    most: 5000,
  },
  securityGroups: {
    what: "security groups",
    service: "vpc",
    code: "L-E79EC296",
    default: 2500,
    most: 100_000,
  },
  databaseInstances: {
    what: "DB instances",
    service: "rds",
    code: "L-7B6409FD",
    default: 40,
    most: 10_000,
  },
  databaseProxies: {
    what: "RDS proxies",
    service: "rds",
    code: "L-D94C7EA3",
    default: 20,
    most: 10_000,
  },
  databaseEventSubscriptions: {
    what: "subscriptions to RDS's events",
    service: "rds",
    code: "L-A59F4C87",
    default: 20,
    most: 10_000,
  },
  databaseParameterGroups: {
    what: "DB parameter groups",
    service: "rds",
    code: "L-DE55804A",
    default: 50,
    most: 10_000,
  },
  databaseClusterParameterGroups: {
    what: "DB cluster parameter groups",
    service: "rds",
    code: "L-E4C808A8",
    default: 50,
    most: 10_000,
  },
};
