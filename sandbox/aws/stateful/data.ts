import { isUnset } from "../../provider/values";
import type { ProviderFacts } from "./providerFacts";

/** Databases, buckets, gateways and shares, vaults and plans. */
export const dataFacts: Readonly<Record<string, ProviderFacts>> = {
  "aws:backup/vault:Vault": {
    file: "backup/vault.go",
    forceNew: { kmsKeyArn: 59, name: 65 },
    unread: { forceDestroy: 50 },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    file: "backup/vault_lock_configuration.go",
    forceNew: {
      backupVaultName: 36,
      changeableForDays: 46,
      maxRetentionDays: 52,
      minRetentionDays: 57,
    },
    unread: { changeableForDays: 43 },
    // Create puts the new lock over the old one; the deletion of what was replaced comes after it, under the same name
    // (id at line 90), and leaves the vault without any.
    deleteFirst: false,
  },
  "aws:backup/vaultPolicy:VaultPolicy": {
    file: "backup/vault_policy.go",
    forceNew: { backupVaultName: 42 },
  },
  "aws:backup/plan:Plan": {
    file: "backup/plan.go",
    forceNew: { name: 47 },
  },
  "aws:backup/selection:Selection": {
    file: "backup/selection.go",
    forceNew: {
      name: 43,
      planId: 52,
      conditions: 58,
      iamRoleArn: 143,
      selectionTags: 149,
      notResources: 177,
      resources: 183,
    },
  },
  "aws:s3/bucket:Bucket": {
    file: "s3/bucket.go",
    forceNew: {
      bucket: 89,
      bucketPrefix: 101,
      objectLockConfiguration: 326,
      objectLockEnabled: 373,
    },
    unread: { acl: 73, forceDestroy: 143 },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    file: "s3/bucket_lifecycle_configuration.go",
    forceNew: { bucket: 43, expectedBucketOwner: 50 },
  },
  "aws:s3/bucketLogging:BucketLogging": {
    file: "s3/bucket_logging.go",
    forceNew: { bucket: 40, expectedBucketOwner: 46 },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    file: "s3/bucket_ownership_controls.go",
    forceNew: { bucket: 38 },
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    file: "s3/bucket_policy.go",
    forceNew: { bucket: 43 },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    file: "s3/bucket_public_access_block.go",
    forceNew: { bucket: 37 },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    file: "s3/bucket_server_side_encryption_configuration.go",
    forceNew: { bucket: 37, expectedBucketOwner: 43 },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    file: "s3/bucket_versioning.go",
    forceNew: { bucket: 39, expectedBucketOwner: 45 },
    unread: { mfa: 48 },
  },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    file: "s3/bucket_replication_configuration.go",
    forceNew: { bucket: 39 },
    unread: { token: 47 },
  },
  "aws:storagegateway/gateway:Gateway": {
    file: "storagegateway/gateway.go",
    forceNew: {
      activationKey: 57,
      gatewayIpAddress: 95,
      gatewayType: 130,
      gatewayVpcEndpoint: 137,
      mediumChangerType: 176,
      tapeDriveType: 263,
    },
    // Line 269: a gateway can't leave its domain.
    forceNewIf: {
      smbActiveDirectorySettings: (before, after) => !isUnset(before) && isUnset(after),
    },
  },
  "aws:storagegateway/cache:Cache": {
    file: "storagegateway/cache.go",
    forceNew: { diskId: 36, gatewayArn: 41 },
  },
  "aws:storagegateway/nfsFileShare:NfsFileShare": {
    file: "storagegateway/nfs_file_share.go",
    forceNew: {
      bucketRegion: 60,
      gatewayArn: 109,
      locationArn: 130,
      roleArn: 198,
      vpcEndpointDnsName: 212,
    },
  },
  "aws:storagegateway/smbFileShare:SmbFileShare": {
    file: "storagegateway/smb_file_share.go",
    forceNew: {
      authentication: 69,
      bucketRegion: 76,
      gatewayArn: 117,
      locationArn: 145,
      roleArn: 185,
      vpcEndpointDnsName: 203,
    },
  },
  "aws:rds/instance:Instance": {
    file: "rds/instance.go",
    forceNew: {
      availabilityZone: 141,
      backupTarget: 153,
      characterSetName: 184,
      customIamInstanceProfile: 194,
      dbName: 205,
      engine: 248,
      kmsKeyId: 308,
      ncharCharacterSetName: 415,
      restoreToPointInTime: 488,
      s3Import: 535,
      snapshotIdentifier: 569,
      storageEncrypted: 578,
      timezone: 596,
      username: 602,
    },
    unread: {
      allowMajorVersionUpgrade: 116,
      applyImmediately: 123,
      blueGreenUpdate: 162,
      deleteAutomatedBackups: 215,
      finalSnapshotIdentifier: 263,
      manageMasterUserPassword: 353,
      masterUserSecretKmsKeyId: 378,
      password: 433,
      restoreToPointInTime: 484,
      s3Import: 522,
      skipFinalSnapshot: 560,
      snapshotIdentifier: 565,
    },
    // Update knows promotion only.
    refuses: {
      replicateSourceDb: { line: 1787, says: "cannot elect new source database for replication" },
    },
  },
  "aws:rds/cluster:Cluster": {
    file: "rds/cluster.go",
    forceNew: {
      availabilityZones: 83,
      clusterIdentifier: 102,
      clusterIdentifierPrefix: 110,
      databaseName: 133,
      dbSubnetGroupName: 151,
      dbSystemId: 157,
      engine: 189,
      engineMode: 198,
      kmsKeyId: 255,
      masterUsername: 299,
      restoreToPointInTime: 341,
      s3Import: 389,
      snapshotIdentifier: 490,
      sourceRegion: 499,
      storageEncrypted: 505,
    },
    unread: {
      allowMajorVersionUpgrade: 65,
      applyImmediately: 71,
      clusterIdentifierPrefix: 106,
      dbInstanceParameterGroupName: 144,
      enableGlobalWriteForwarding: 164,
      finalSnapshotIdentifier: 211,
      manageMasterUserPassword: 258,
      masterUserSecretKmsKeyId: 283,
      masterPassword: 289,
      restoreToPointInTime: 338,
      s3Import: 380,
      skipFinalSnapshot: 475,
      snapshotIdentifier: 480,
      sourceRegion: 496,
    },
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    file: "rds/instance_automated_backups_replication.go",
    forceNew: { kmsKeyId: 53, preSignedUrl: 59, retentionPeriod: 63, sourceDbInstanceArn: 70 },
    unread: { preSignedUrl: 56 },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    file: "rds/subnet_group.go",
    forceNew: { name: 52, namePrefix: 60 },
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    file: "rds/parameter_group.go",
    forceNew: { description: 53, family: 59, name: 65, namePrefix: 73 },
    unread: { namePrefix: 69 },
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    file: "rds/cluster_parameter_group.go",
    forceNew: { description: 52, family: 58, name: 64, namePrefix: 72 },
  },
  "aws:rds/proxy:Proxy": {
    file: "rds/proxy.go",
    forceNew: { engineFamily: 97, vpcSubnetIds: 131 },
  },
};
