import type * as pulumi from "@pulumi/pulumi";
import { Backup } from "./components/backup/backup";
import { Connectivity } from "./components/connectivity/connectivity";
import { containerPlatform } from "./components/ecs/containerPlatform";
import { databaseServers } from "./components/ecs/service/databaseServers";
import { deployServices } from "./components/ecs/service/services";
import { withServiceClients } from "./components/ecs/service/shareVolumes";
import { fileSystemAccess } from "./components/efs/fileSystems";
import { ownGovernance } from "./components/governance/ownGovernance";
import { CustomerKeys } from "./components/kms/customerKeys";
import { Databases } from "./components/rds/databases";
import { accessLogBucket } from "./components/s3/accessLogBucket";
import { FileStorage } from "./components/storagegateway/fileStorage";
import { HybridDns } from "./components/networking/hybridDns";
import { lookUp } from "./components/lookUp";
import { notifications } from "./components/notifications";
import { ownFleet } from "./components/ssm/ownFleet";
import { platformVpc } from "./components/networking/adoptedVpc";
import { platformOffer } from "./components/platform/offer";
import { askingStacks, lastUpdate } from "./components/recovery/primary";
import { recoveryPlatform } from "./components/recovery/recoveryPlatform";
import { stackWide } from "./components/stackWide";
import { loadConfig } from "./config";
import { offeredSections } from "./config/serviceStack/offered";
import { deployedWith } from "./config/changes/deployed";

/** The platform, top to bottom. Pulumi calls this once for every preview and update. */
export = async (): Promise<Record<string, pulumi.Input<unknown>>> => {
  const config = await loadConfig(askingStacks(), lastUpdate);
  const { deletionProtection, namePrefix, region } = config;
  const { rulesPerSecurityGroup } = config.quotas;
  const retainOnDelete = config.environmentType === "production"; // Keys and logs.

  // What all resources have in common: Region, tags, the boundary of their roles, and who sees them for the dashboard.
  const { aws, recoveryAws, tags, stackTag, watch, opts } = stackWide(config);
  const found = await lookUp(config, aws); // What the stack names and does not make.

  // One customer managed key for each class of data.
  const { keyArns } = new CustomerKeys("keys", { existing: config.keys, retainOnDelete }, opts);

  // Where alarms go by their severity, and who hears of what the account costs.
  const alarmTopics = notifications({ ...config, stackTag, retainOnDelete }, opts);

  // Access logs of buckets and of the load balancer; what watches the account, as far as it is this stack's to make.
  const logBucket = accessLogBucket(config, opts);
  ownGovernance({ ...config, retainOnDelete, alarmTopics, logBucket }, opts);

  // Backups of whatever has a class, and their copies in the Region that takes over.
  const kept = { retainOnDelete, protect: deletionProtection, lock: config.backup.lock };
  const recovery = recoveryPlatform({ ...kept, config, provider: recoveryAws });
  const { copyRegions } = recovery;
  const copyVaultArns = [...recovery.copyVaultArns, ...config.backup.copyVaultArns];
  const plans = { ...config.backup, copyRegions, copyVaultArns, namePrefix, scopeTags: stackTag };
  const watched = { kmsKeyArn: keyArns.backup, alarmTopics, logBucket };
  const backup = new Backup("backup", { ...plans, ...watched, protect: deletionProtection }, opts);
  const heard = { alarmTopicArn: alarmTopics.critical, warningTopicArn: alarmTopics.warning };
  const outputs = { region, keyArns, ...heard, ...recovery.outputs, ...backup.outputs };
  // A standby whose strategy lets nothing wait but backups has the rest once it is promoted.
  if (!config.parts.network) {
    backup.testRestores();
    return outputs;
  }

  // VPC: public, private and isolated subnets in each availability zone; NAT; VPC endpoints.
  const { vpcCidr, flowLogs } = config.network;
  const { cidrs: onPremisesCidrs, sites } = config.onPremises;
  const logs = { ...flowLogs, kmsKeyArn: keyArns.logs, retainOnDelete };
  const block = { cidrBlock: vpcCidr, onPremisesCidrs, rulesPerSecurityGroup };
  const network = { ...config.network, ...block, flowLogs: logs, found: found.network };
  const vpc = platformVpc("network", network, opts);

  // One network with the data centre: Direct Connect, VPN, and DNS both ways.
  const lasting = { retainOnDelete, deletionProtection };
  const keys = { logsKeyArn: keyArns.logs, secretsKeyArn: keyArns.compute };
  const sides = { vpc, vpcCidr, onPremisesCidrs, alarmTopics, ...keys, ...lasting };
  const connectivity =
    config.connectivity &&
    new Connectivity("connectivity", { ...config.connectivity, ...sides }, opts);
  const dns = config.dns && new HybridDns("dns", { ...config.dns, ...sides }, opts);

  // Databases, and file shares that both sides mount.
  const stores = { ...sides, dns, namePrefix, rulesPerSecurityGroup };
  const { fileGateways: gateways, services, jobs, tasks } = config;
  const hosts = { services: tasks, sites, instances: vpc.tierCidrBlocks.private };
  const shares = withServiceClients(config.fileShares, hosts);
  const clients = { databases: config.databases, servers: databaseServers(tasks, sites) };
  const postgres = { ...stores, ...clients, kmsKeyArn: keyArns.database };
  const databases = new Databases("databases", postgres, opts);
  backup.testRestores({ vpcId: vpc.vpcId, dbSubnetGroupName: databases.subnetGroupName });
  const files = { ...stores, gateways, shares, logBucket: logBucket?.bucketName ?? "" };
  const fileStorage = new FileStorage("files", { ...files, kmsKeyArn: keyArns.storage }, opts);
  const own = { ...stores, fileSystems: config.fileSystems, kmsKeyArn: keyArns.storage };
  const fileSystems = fileSystemAccess("file-systems", own, opts);

  // ECS cluster of both sides: EC2 instances by class, servers by site, all of them one fleet; images.
  const cluster = { ...config.cluster, sites, vpc, keyArns, tags };
  const registry = { ...config.registry, namePrefix, replication: recovery.images };
  const containers = containerPlatform({ ...cluster, ...lasting, registry }, opts);
  ownFleet({ ...config, ...containers, ...lasting, ...watched, keyArns, stackTag }, opts);

  // Internal load balancer, and the services behind it, on whichever side each of them runs.
  const callers = { cidrs: [vpcCidr, ...onPremisesCidrs], rulesPerSecurityGroup };
  const ingress = { ...config.loadBalancer, ...callers, logBucket };
  const data = { keyArns, databases, fileStorage, fileSystems };
  const described = { ...stores, ...containers, ...data, descriptions: services, jobs, ingress };
  const deployed = deployServices(described, opts);

  // What the recovery Region has of all this, and what standbys follow.
  const originals = { databases, fileStorage, keyArns, dns, deployed, scopeTags: stackTag };
  const followed = recovery.replicate(originals, opts);
  watch.dashboard("dashboard", config, opts); // Both sides on one page.

  const links = { connectivity: connectivity?.dataCentreSide, dns: dns?.dataCentreSide };
  const { access, arns: databaseArns } = databases;
  const stored = { databases: access, databaseArns, fileStorage: fileStorage.dataCentreSide };
  const last = { deployed: deployedWith(config), vpcCidrBlock: vpc.cidrBlock };
  const offer = platformOffer({ ...config, ...containers, deployed, dns }, offeredSections(config));
  const made = { ...last, ...containers.outputs, ...deployed.outputs, platform: offer };
  return { ...outputs, ...followed, ...vpc.outputs, ...links, ...stored, ...made };
};
