const stores = (key: string): string =>
  `landbridge:databases[].${key}, landbridge:fileShares[].${key}`;

/** By rule, the key of this program's configuration that changes what the rule rejects, where there is one. */
export const configKeys: Readonly<Record<string, string>> = {
  "configure-allowed-prefixes": "landbridge:connectivity.directConnect.allowedPrefixes",
  "configure-nat-gateway-per-zone": "landbridge:network.natGateways",
  "configure-rds-multi-az": "landbridge:databases[].deployment",
  "configure-service-capacity": "landbridge:services[].replicas",
  "enable-database-deletion-protection": "landbridge:deletionProtection",
  "enable-storage-autoscaling": "landbridge:databases[].storage.maxAllocated",
  "require-allowed-region": "landbridge:residency.allowedRegions",
  "require-backup-plan": stores("backupPlan"),
  "require-backup-retention": "landbridge:backup.plans",
  "require-backup-vault-lock": "landbridge:backup.lock",
  "require-cross-region-backup-copies": "landbridge:recovery, landbridge:backup.plans",
  "require-data-centre-share-clients": "landbridge:fileShares[].clients",
  "require-data-classification": stores("dataClassification"),
  "require-database-backups": "landbridge:databases[].backupRetentionInDays",
  "require-database-subnet-zones": "landbridge:network.availabilityZones",
  "require-disjoint-cidrs": "landbridge:network.vpcCidr",
  "require-heard-alarms": "landbridge:monitoring.alarmEmails",
  "require-load-balancing-zones": "landbridge:network.availabilityZones",
  "require-pinned-images": "landbridge:services[].image",
  "require-private-endpoints": "landbridge:network.interfaceEndpoints",
  "require-private-gateway-endpoints": "landbridge:network.interfaceEndpoints",
  "require-protect": "landbridge:deletionProtection",
  "require-recovery-pieces": "landbridge:recovery.strategy",
  "require-resolver-endpoint-zones": "landbridge:network.availabilityZones",
  "require-second-path": "landbridge:connectivity.mode",
  "require-target-health-checks": "landbridge:services[].healthCheck",
};
