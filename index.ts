import type * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { Backup } from "./components/backup/backup";
import { CustomerKeys } from "./components/kms/customerKeys";
import { RecoveryRegion } from "./components/recovery/recoveryRegion";
import { Vpc } from "./components/networking/vpc";
import { loadConfig } from "./config";

/** The platform, top to bottom. Pulumi calls this once for every preview and update. */
export = async (): Promise<Record<string, pulumi.Input<unknown>>> => {
  const config = loadConfig();
  const production = config.environmentType === "production";

  // What tells this stack's resources from those of another in the account: backups go by it.
  const stackTag = { "landbridge:stack": config.stack };
  const tags = { ...config.tags, ...stackTag };

  const aws = new Provider("aws", {
    region: config.region,
    defaultTags: { tags },
  });
  const opts = { providers: [aws] };

  // One customer managed key for each class of data.
  const { keyArns } = new CustomerKeys("keys", { retainOnDelete: production }, opts);

  // VPC: public, private and isolated subnets in each availability zone; NAT; VPC endpoints.
  const vpc = new Vpc(
    "network",
    {
      cidrBlock: config.network.vpcCidr,
      availabilityZones: config.network.availabilityZones,
      natGateways: config.network.natGateways,
      interfaceEndpoints: config.network.interfaceEndpoints,
      isolatedNetworkAcls: config.network.isolatedNetworkAcls,
      dhcpOptions: config.network.dhcpOptions,
      onPremisesCidrs: config.onPremises.cidrs,
      flowLogs: {
        kmsKeyArn: keyArns.logs,
        retentionInDays: config.network.flowLogs.retentionInDays,
        retainOnDelete: production,
      },
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
      { lock, retainOnDelete: production, protect: production },
      { providers: [new Provider("aws-recovery", { region, defaultTags: { tags } })] },
    );
  const backup = new Backup(
    "backup",
    {
      ...backups,
      ...{ lock, kmsKeyArn: keyArns.backup, scopeTags: stackTag },
      copyVaultArns: [...(recovery ? [recovery.vaultArn] : []), ...copyVaultArns],
      copyRegions: region === undefined ? [] : [region],
      protect: production,
    },
    opts,
  );

  return {
    region: config.region,
    vpcId: vpc.vpcId,
    vpcCidrBlock: vpc.cidrBlock,
    tierCidrBlocks: vpc.tierCidrBlocks,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
    natGatewayPublicIps: vpc.natGatewayPublicIps,
    s3GatewayEndpointId: vpc.s3GatewayEndpointId,
    interfaceEndpointIds: vpc.interfaceEndpointIds,
    flowLogGroupName: vpc.flowLogGroupName,
    keyArns,
    backupVaultArn: backup.vaultArn,
    backupRestoreRoleArn: backup.restoreRoleArn,
    recoveryVaultArn: recovery && recovery.vaultArn,
  };
};
