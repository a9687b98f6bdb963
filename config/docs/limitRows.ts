import { CHOICES, FINE, type LimitRow } from "./limitRow";
import { JOB_LIMIT_ROWS } from "./jobLimitRows";
import { SERVICE_LIMIT_ROWS } from "./serviceLimitRows";

const SUBNETS: LimitRow = {
  is: "Nothing: subnets that are there, one in each zone.",
  at: ["rejected before anything is created: no Region has as many zones", "rejected", "rejected"],
};
const SUBNET_TAGS: LimitRow = {
  is: "A filter of the look-up each; a subnet has 50 tags.",
  at: [FINE, "rejected before anything is created: no subnet has them all", "rejected"],
};

/** By the path of each list and map; a test holds them against the schema. */
export const LIMIT_ROWS: Readonly<Record<string, LimitRow>> = {
  "tags.<name>": {
    is: "Tags of every resource, of 50 that AWS takes; resources add their own.",
    at: [FINE, "rejected: 40 at most", "rejected"],
  },
  "residency.allowedRegions[]": { is: "Nothing: what policies go by.", at: [FINE, FINE, FINE] },
  "keys.<name>": {
    is: "Nothing: keys that are there, one for each of five classes of data.",
    at: ["rejected: five classes are known", "rejected", "rejected"],
  },
  "serviceFiles[]": {
    is: "Nothing: files beside Pulumi.yaml, whose services are one list with the stack's.",
    at: [FINE, FINE, FINE],
  },
  "costs.emails[]": {
    is: "Subscribers of each alert of a budget, of 10 that AWS takes.",
    at: [FINE, "", ""],
  },
  "costs.alertPercents[]": {
    is: "An alert of the budget each, besides that of the forecast, of 10 that AWS takes.",
    at: ["", "", ""],
  },
  "loadBalancer.mutualAuthentication.loadBalancers[]": {
    is: "Nothing: load balancers that are there, of 50 in a Region.",
    at: [FINE, "rejected: the account has 50", "rejected"],
  },
  "loadBalancer.openIdConnect.cidrs[]": {
    is: "A rule of the load balancer's security group, of 60 (vpc, L-0EA8095F).",
    at: ["", "", ""],
  },
  "network.availabilityZones[]": {
    is: "A subnet of each tier, a NAT gateway, and an address of each interface endpoint.",
    at: ["rejected before anything is created: no Region has them", "rejected", "rejected"],
  },
  "network.interfaceEndpoints[]": {
    is: "An interface endpoint in each zone, of 50 in a VPC (vpc, L-29B6F2EB).",
    at: [FINE, "rejected: 17 services are known", "rejected"],
  },
  "network.dhcpOptions.domainNameServers[]": {
    is: "Name servers of the DHCP options.",
    at: ["", "", ""],
  },
  "network.dhcpOptions.ntpServers[]": { is: "Time servers of the DHCP options.", at: ["", "", ""] },
  "network.existing.subnets.private[]": SUBNETS,
  "network.existing.subnets.isolated[]": SUBNETS,
  "network.existing.subnets.private.tags.<name>": SUBNET_TAGS,
  "network.existing.subnets.isolated.tags.<name>": SUBNET_TAGS,
  "network.existing.endpoints.<name>": {
    is: "Nothing: endpoints that are there, one for each of 17 services.",
    at: [FINE, "rejected: 17 services are known", "rejected"],
  },
  "network.peerCidrs[]": { is: "Nothing: blocks to stay apart from.", at: [FINE, FINE, FINE] },
  "onPremises.cidrs[]": {
    is: "After neighbours are taken as one: rules of the endpoints', load balancers' and file gateways' security groups, and an entry of the isolated tier's network ACL.",
    at: [
      FINE,
      "deploys, by up to five groups of each interface; the ACL takes 19 with the VPC (`quotas.entriesPerNetworkAcl` to 40, or `isolatedNetworkAcls: false`), the Resolver endpoint 59",
      "rejected: routes are 100, five groups admit 150",
    ],
  },
  "onPremises.sites[]": {
    is: "An activation of Systems Manager, its role and its parameter.",
    at: [FINE, FINE, "rejected where IAM roles are more than `quotas.roles`"],
  },
  "onPremises.sites[].servers[]": {
    is: "A target in the group of each service with hosts at the site, of 1,000 of a load balancer; a client of the shares that are mounted there, of 100; and a rule of the databases that are used there.",
    at: [
      FINE,
      "deploys: services are spread over load balancers, or have a share of the servers (`services[].siteShare`); neighbours are one client and one rule",
      "deploys where services have a share of the servers or a load balancer's targets for themselves, and addresses are neighbours; more than 1,000 in all need the advanced tier of Systems Manager",
    ],
  },
  "onPremises.sites[].attributes.<name>": {
    is: "Attributes of container instances, of which ECS takes 10.",
    at: ["rejected: 9 at most", "rejected", "rejected"],
  },
  "onPremises.sites[].proxy.exceptions[]": {
    is: "A variable of the servers' agents.",
    at: [FINE, FINE, FINE],
  },
  "backup.plans.<name>": {
    is: "A backup plan with its selections.",
    at: [FINE, "not planned for: classes are few", "not planned for"],
  },
  "backup.copyVaultArns[]": {
    is: "A copy of each recovery point, which is paid for.",
    at: [FINE, "deploys, and costs a hundred copies", "not planned for"],
  },
  "backup.virtualMachineArns.<name>": {
    is: "A selection of the class's plan.",
    at: [FINE, "not planned for: classes are few", "not planned for"],
  },
  "backup.virtualMachineArns.<name>[]": {
    is: "An ARN of a backup selection.",
    at: [FINE, FINE, ""],
  },
  "backup.restoreTesting.resourceTypes[]": {
    is: "A selection of the restore testing plan.",
    at: CHOICES,
  },
  "recovery.batchReplicated[]": {
    is: "Nothing: names of shares that are complete.",
    at: [FINE, FINE, FINE],
  },
  "recovery.drill.stopAlarmArns[]": {
    is: "Stop conditions of the experiment (Fault Injection Service).",
    at: ["not planned for: FIS has five by default", "not planned for", "not planned for"],
  },
  "recovery.restore.databases.<name>": {
    is: "What a database is restored from: as `databases[]`.",
    at: [FINE, "as `databases[]`", "as `databases[]`"],
  },
  "connectivity.directConnect.allowedPrefixes[]": {
    is: "Prefixes of the Direct Connect gateway's association.",
    at: [FINE, "", ""],
  },
  "connectivity.directConnect.links[]": {
    is: "A connection with its virtual interface.",
    at: ["", "", ""],
  },
  "connectivity.vpn.devices[]": {
    is: "A customer gateway and a VPN connection, of 50 in a Region (ec2, L-3E6EC3A3).",
    at: ["", "", ""],
  },
  "connectivity.vpn.devices[].insideCidrs[]": {
    is: "Addresses of the two tunnels.",
    at: ["", "", ""],
  },
  "dns.onPremisesDomains[]": {
    is: "A Resolver rule and its association, of 1,000 rules in a Region.",
    at: [FINE, FINE, "deploys where no other stack has any"],
  },
  "dns.onPremisesDomains[].servers[]": {
    is: "Targets of a Resolver rule.",
    at: ["", "", ""],
  },
  "dns.resolverRuleIds[]": {
    is: "An association of a rule with the VPC, of 2,000 in a Region.",
    at: [FINE, FINE, "deploys where no other VPC has many"],
  },
  "monitoring.alarmEmails[]": {
    is: "A subscription that somebody confirms.",
    at: [FINE, FINE, "deploys; a mailing list is better"],
  },
  "monitoring.subscribers[]": {
    is: "A subscription for each severity, or a configuration of a chat channel with its role.",
    at: [FINE, FINE, "deploys; a mailing list or a channel is better"],
  },
  "monitoring.subscribers[].severities[]": {
    is: "Nothing: two severities are known.",
    at: ["rejected", "rejected", "rejected"],
  },
  "cluster.capacity.<name>": {
    is: "A capacity provider with its group of instances, of 20 of a cluster.",
    at: [FINE, "rejected: 20 at most", "rejected"],
  },
  "cluster.capacity.<name>.instanceTypes[]": {
    is: "Overrides of the group's mixed instances.",
    at: [FINE, "", ""],
  },
  "fleet.operatingSystems[]": {
    is: "A patch baseline of the fleet's patch group, one for each operating system.",
    at: ["rejected: nine systems are known", "rejected", "rejected"],
  },
  "registry.repositories[]": {
    is: "A repository of images, of 100,000 in a Region.",
    at: [FINE, FINE, FINE],
  },
  ...SERVICE_LIMIT_ROWS,
  ...JOB_LIMIT_ROWS,
  "databases[]": {
    is: "A DB instance (40), its subscription to RDS's events (20) and, where it has one, its proxy (20), in an account and Region.",
    at: [
      FINE,
      "deploys with `quotas.databaseInstances`, `quotas.databaseEventSubscriptions` and `quotas.databaseParameterGroups` raised; else rejected",
      "as 100",
    ],
  },
  "databases[].proxyZones[]": {
    is: "Subnets of the proxy.",
    at: ["rejected: a zone of the network each", "rejected", "rejected"],
  },
  "databases[].parameters.<name>": {
    is: "Parameters of its parameter group.",
    at: [FINE, FINE, "PostgreSQL has about 400"],
  },
  "databases[].clientCidrs[]": {
    is: "Rules of the database's security groups, neighbours taken as one where they are many.",
    at: [
      FINE,
      "deploys, by three groups",
      "rejected: 140 blocks at most (`quotas.rulesPerSecurityGroup` to 490)",
    ],
  },
  "fileGateways[]": {
    is: "A gateway, its alarms and its log group.",
    at: [FINE, FINE, "not planned for: appliances are people's work"],
  },
  "fileShares[]": {
    is: "A bucket, of 10,000 of an account, and a share, of 50 of a gateway.",
    at: [FINE, "deploys on two gateways or more", "deploys on 20 gateways or more"],
  },
  "fileShares[].clients[]": {
    is: "Clients of the share; servers whose services mount it are more of them.",
    at: [FINE, "deploys where no service mounts it", ""],
  },
  "fileSystems[]": {
    is: "A file system, of 1,000 of an account and Region, a mount target in each zone, a security group and an alarm.",
    at: [FINE, FINE, "not planned for: 1,000 is AWS's default"],
  },
  "fileShares[].allowedUsers[]": { is: "Users and groups of the share.", at: [FINE, FINE, ""] },
};
