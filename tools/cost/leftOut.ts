/** What no estimate has, since it depends on use or on a contract. */
export const LEFT_OUT = [
  "data transfer, data that NAT gateways, endpoints, transit gateways and load balancers process",
  "requests, queries and API calls; logs and metrics by amount, Container Insights with them",
  "storage by amount: S3, EFS with its reads and writes, file gateways (per GB), ECR, backups and their copies, snapshots",
  "what autoscaling adds to the smallest size, and to databases' storage",
  "discounts: Spot (counted at the On-Demand price), Savings Plans, reserved instances, free tiers",
  "GuardDuty, Config, CloudTrail and the like, which go by events; a private CA; AWS Support; taxes",
];
