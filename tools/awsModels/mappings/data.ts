import type { Mappings } from "../mapping";

export const data: Mappings = {
  "aws:efs/accessPoint:AccessPoint": {
    models: ["AWS::EFS::AccessPoint", "efs:CreateAccessPoint"],
    renames: {
      tags: "Tags",
      "posixUser.secondaryGids": "PosixUser.SecondaryGids",
      "rootDirectory.creationInfo": "RootDirectory.CreationInfo",
    },
  },
  "aws:efs/fileSystem:FileSystem": {
    models: ["efs:CreateFileSystem", "efs:PutLifecycleConfiguration"],
    renames: {
      availabilityZoneName: "AvailabilityZoneName",
      protection: null,
    },
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    models: ["efs:PutFileSystemPolicy"],
  },
  "aws:efs/mountTarget:MountTarget": {
    models: ["efs:CreateMountTarget"],
  },
  "aws:backup/framework:Framework": {
    models: ["AWS::Backup::Framework", "backup:CreateFramework"],
    renames: {
      name: "FrameworkName",
      description: "FrameworkDescription",
      controls: "FrameworkControls",
      "controls.name": "FrameworkControls.ControlName",
      "controls.inputParameters": "FrameworkControls.ControlInputParameters",
      "controls.inputParameters.name": "FrameworkControls.ControlInputParameters.ParameterName",
      "controls.inputParameters.value": "FrameworkControls.ControlInputParameters.ParameterValue",
      "controls.scope": "FrameworkControls.ControlScope",
    },
  },
  "aws:backup/plan:Plan": {
    models: ["AWS::Backup::BackupPlan/BackupPlan", "backup:CreateBackupPlan/BackupPlan"],
    renames: {
      name: "BackupPlanName",
      rules: "BackupPlanRule",
      "rules.schedule": "BackupPlanRule.ScheduleExpression",
      "rules.startWindow": "BackupPlanRule.StartWindowMinutes",
      "rules.completionWindow": "BackupPlanRule.CompletionWindowMinutes",
      "rules.targetVaultName": "BackupPlanRule.TargetBackupVault",
      "rules.copyActions.destinationVaultArn":
        "BackupPlanRule.CopyActions.DestinationBackupVaultArn",
      "rules.lifecycle.coldStorageAfter": "BackupPlanRule.Lifecycle.MoveToColdStorageAfterDays",
      "rules.lifecycle.deleteAfter": "BackupPlanRule.Lifecycle.DeleteAfterDays",
    },
  },
  "aws:backup/regionSettings:RegionSettings": { models: ["backup:UpdateRegionSettings"] },
  "aws:backup/reportPlan:ReportPlan": {
    models: ["AWS::Backup::ReportPlan", "backup:CreateReportPlan"],
    renames: { name: "ReportPlanName", description: "ReportPlanDescription" },
  },
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": {
    models: [
      "AWS::Backup::RestoreTestingPlan",
      "backup:CreateRestoreTestingPlan/RestoreTestingPlan",
    ],
    renames: { name: "RestoreTestingPlanName" },
  },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
    models: [
      "AWS::Backup::RestoreTestingSelection",
      "backup:CreateRestoreTestingSelection/RestoreTestingSelection",
    ],
    renames: { name: "RestoreTestingSelectionName" },
  },
  "aws:backup/selection:Selection": {
    models: [
      "AWS::Backup::BackupSelection/BackupSelection",
      "backup:CreateBackupSelection/BackupSelection",
    ],
    renames: { name: "SelectionName" },
  },
  "aws:backup/vault:Vault": {
    models: ["AWS::Backup::BackupVault", "backup:CreateBackupVault"],
    renames: { name: "BackupVaultName", kmsKeyArn: "EncryptionKeyArn", tags: "BackupVaultTags" },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    models: [
      "AWS::Backup::BackupVault/LockConfiguration",
      "backup:PutBackupVaultLockConfiguration",
    ],
  },
  "aws:backup/vaultPolicy:VaultPolicy": {
    models: ["backup:PutBackupVaultAccessPolicy"],
  },
  "aws:rds/instance:Instance": {
    models: ["AWS::RDS::DBInstance", "rds:CreateDBInstance"],
    renames: {
      identifier: "DBInstanceIdentifier",
      instanceClass: "DBInstanceClass",
      username: "MasterUsername",
      password: "MasterUserPassword",
      maintenanceWindow: "PreferredMaintenanceWindow",
      backupWindow: "PreferredBackupWindow",
      iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
      performanceInsightsEnabled: "EnablePerformanceInsights",
      performanceInsightsKmsKeyId: "PerformanceInsightsKMSKeyId",
      parameterGroupName: "DBParameterGroupName",
      caCertIdentifier: "CACertificateIdentifier",
      replicateSourceDb: "SourceDBInstanceIdentifier",
      enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
      masterUserSecretKmsKeyId: "MasterUserSecret.KmsKeyId",
    },
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    models: ["rds:StartDBInstanceAutomatedBackupsReplication"],
    renames: { retentionPeriod: "BackupRetentionPeriod" },
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    models: [
      "AWS::RDS::DBParameterGroup",
      "rds:CreateDBParameterGroup",
      "rds:ModifyDBParameterGroup",
    ],
    renames: {
      name: "DBParameterGroupName",
      family: "Family",
      parameters: "Parameters",
      "parameters.name": "Parameters.ParameterName",
      "parameters.value": "Parameters.ParameterValue",
    },
  },
  "aws:rds/proxy:Proxy": {
    models: ["AWS::RDS::DBProxy", "rds:CreateDBProxy"],
    renames: { name: "DBProxyName", requireTls: "RequireTLS" },
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    models: ["AWS::RDS::DBProxyTargetGroup"],
    renames: { connectionPoolConfig: "ConnectionPoolConfigurationInfo" },
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    models: ["AWS::RDS::DBProxyTargetGroup", "rds:RegisterDBProxyTargets"],
    renames: { dbInstanceIdentifier: "DBInstanceIdentifiers" },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    models: ["AWS::RDS::DBSubnetGroup", "rds:CreateDBSubnetGroup"],
    renames: { name: "DBSubnetGroupName", description: "DBSubnetGroupDescription" },
  },
  "aws:s3/bucket:Bucket": {
    models: ["AWS::S3::Bucket"],
    renames: { bucket: "BucketName" },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    models: [
      "AWS::S3::Bucket/LifecycleConfiguration",
      "s3:PutBucketLifecycleConfiguration/LifecycleConfiguration",
    ],
    renames: { "rules.transitions.days": "Rules.Transitions.TransitionInDays" },
  },
  "aws:s3/bucketLogging:BucketLogging": {
    models: ["AWS::S3::Bucket/LoggingConfiguration", "s3:PutBucketLogging"],
    renames: {
      targetBucket: "DestinationBucketName",
      targetPrefix: "LogFilePrefix",
    },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    models: [
      "AWS::S3::Bucket/OwnershipControls",
      "s3:PutBucketOwnershipControls/OwnershipControls",
    ],
    renames: { rule: "Rules" },
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    models: ["AWS::S3::BucketPolicy", "s3:PutBucketPolicy"],
    renames: { policy: "PolicyDocument" },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    none: "holds nothing but switches",
  },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    models: ["AWS::S3::Bucket/ReplicationConfiguration", "s3:PutBucketReplication"],
    renames: {
      "rules.destination.replicationTime.time": "Rules.Destination.ReplicationTime.Time",
      "rules.destination.metrics.eventThreshold": "Rules.Destination.Metrics.EventThreshold",
    },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    models: ["AWS::S3::Bucket/BucketEncryption"],
    renames: {
      rules: "ServerSideEncryptionConfiguration",
      "rules.applyServerSideEncryptionByDefault":
        "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault",
      "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId":
        "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID",
      "rules.applyServerSideEncryptionByDefault.sseAlgorithm":
        "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm",
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    models: ["s3:PutBucketVersioning"],
  },
  "aws:secretsmanager/secret:Secret": {
    models: [
      "AWS::SecretsManager::Secret",
      "secretsmanager:CreateSecret",
      "secretsmanager:DeleteSecret",
    ],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    models: ["secretsmanager:PutSecretValue"],
  },
  "aws:storagegateway/cache:Cache": {
    models: ["storagegateway:AddCache"],
    renames: { diskId: "DiskIds" },
  },
  "aws:storagegateway/gateway:Gateway": {
    models: [
      "storagegateway:ActivateGateway",
      "storagegateway:UpdateGatewayInformation",
      "storagegateway:UpdateMaintenanceStartTime",
      "storagegateway:UpdateSMBSecurityStrategy",
    ],
    renames: {
      cloudwatchLogGroupArn: "CloudWatchLogGroupARN",
      maintenanceStartTime: null,
      "maintenanceStartTime.dayOfWeek": "DayOfWeek",
      "maintenanceStartTime.hourOfDay": "HourOfDay",
      "maintenanceStartTime.minuteOfHour": "MinuteOfHour",
    },
  },
  "aws:storagegateway/nfsFileShare:NfsFileShare": {
    models: ["storagegateway:CreateNFSFileShare"],
    renames: { kmsKeyArn: "KMSKey", roleArn: "Role" },
  },
};
