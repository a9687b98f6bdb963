import type * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { Backup } from "./components/backup/backup";
import { AlarmTopic } from "./components/cloudwatch/alarmTopic";
import { Connectivity } from "./components/connectivity/connectivity";
import { containerPlatform } from "./components/ecs/containerPlatform";
import { CustomerKeys } from "./components/kms/customerKeys";
import { Databases } from "./components/rds/databases";
import { LogBucket } from "./components/s3/logBucket";
import { FileStorage } from "./components/storagegateway/fileStorage";
import { HybridDns } from "./components/networking/hybridDns";
import { Vpc } from "./components/networking/vpc";
import { RecoveryRegion } from "./components/recovery/recoveryRegion";
import { loadConfig } from "./config";

/** The platform, top to bottom. Pulumi calls this once for every preview and update. */
export = async (): Promise<Record<string, pulumi.Input<unknown>>> => {
  const config = loadConfig();
  const { deletionProtection } = config;
  const namePrefix = `landbridge-${config.stack}`; // Of what is unique in an account.
  const retainOnDelete = config.environmentType === "production"; // Keys and logs.

  // What tells this stack's resources from those of another in the account: backups go by it.
  const stackTag = { "landbridge:stack": config.stack };
  const tags = { ...config.tags, ...stackTag };
  const aws = new Provider("aws", { region: config.region, defaultTags: { tags } });
  const opts = { providers: [aws] };

  // One customer managed key for each class of data.
  const { keyArns } = new CustomerKeys("keys", { retainOnDelete }, opts);

  // Where every alarm goes.
  const { alarmEmails: emails } = config.monitoring;
  const alarms = new AlarmTopic("alarms", { emails, retainOnDelete }, opts);

  // VPC: public, private and isolated subnets in each availability zone; NAT; VPC endpoints.
  const { vpcCidr: cidrBlock, flowLogs, ...network } = config.network;
  const onPremisesCidrs = config.onPremises.cidrs;
  const vpc = new Vpc(
    "network",
    {
      ...{ ...network, cidrBlock, onPremisesCidrs },
      flowLogs: { ...flowLogs, kmsKeyArn: keyArns.logs, retainOnDelete },
    },
    opts,
  );

  // Backups of whatever has a class, and their copies in the Region that takes over.
  const { lock, copyVaultArns, ...backups } = config.backup;
  const region = config.recovery?.region;
  const recovery =
    region &&
    new RecoveryRegion(
      "recovery",
      { lock, retainOnDelete, protect: deletionProtection },
      { providers: [new Provider("aws-recovery", { region, defaultTags: { tags } })] },
    );
  const backup = new Backup(
    "backup",
    {
      ...backups,
      ...{ namePrefix, lock, kmsKeyArn: keyArns.backup, scopeTags: stackTag },
      copyVaultArns: [...(recovery ? [recovery.vaultArn] : []), ...copyVaultArns],
      copyRegions: region === undefined ? [] : [region],
      ...{ protect: deletionProtection, alarmTopicArn: alarms.topicArn },
    },
    opts,
  );

  // One network with the data centre: Direct Connect, VPN, and DNS both ways.
  const sides = {
    ...{ vpc, vpcCidr: cidrBlock, onPremisesCidrs },
    ...{ alarmTopicArn: alarms.topicArn, logsKeyArn: keyArns.logs, retainOnDelete },
  };
  const connectivity =
    config.connectivity &&
    new Connectivity("connectivity", { ...config.connectivity, ...sides }, opts);
  const dns = config.dns && new HybridDns("dns", { ...config.dns, ...sides }, opts);

  // ECS cluster of both sides: EC2 instances by class, servers of the data centre by site; images.
  const containers = containerPlatform(
    {
      ...{ ...config.cluster, sites: config.onPremises.sites },
      ...{ vpc, keyArns, tags, retainOnDelete, deletionProtection },
      registry: { ...config.registry, namePrefix },
    },
    opts,
  );

  // Databases, and file shares that both sides mount.
  const stores = { ...sides, dns, deletionProtection, namePrefix };
  const databases = new Databases(
    "databases",
    { ...stores, databases: config.databases, kmsKeyArn: keyArns.database },
    opts,
  );
  const accessLogs =
    config.fileShares.length > 0 && new LogBucket("access-logs", { deletionProtection }, opts);
  const fileStorage = new FileStorage(
    "files",
    {
      ...{ ...stores, gateways: config.fileGateways, shares: config.fileShares },
      ...{ kmsKeyArn: keyArns.storage, logBucket: accessLogs ? accessLogs.bucketName : "" },
    },
    opts,
  );

  return {
    ...{ region: config.region, ...vpc.outputs, vpcCidrBlock: vpc.cidrBlock },
    ...{ keyArns, alarmTopicArn: alarms.topicArn },
    ...{ backupVaultArn: backup.vaultArn, backupRestoreRoleArn: backup.restoreRoleArn },
    recoveryVaultArn: recovery && recovery.vaultArn,
    ...{ connectivity: connectivity?.dataCentreSide, connectivitySecrets: connectivity?.secrets },
    ...{ dns: dns?.dataCentreSide, databases: databases.access },
    fileStorage: fileStorage.dataCentreSide,
    ...containers.outputs,
  };
};
