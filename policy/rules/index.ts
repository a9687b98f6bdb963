import type { Rule } from "../rule";
import { alarmRules } from "./logging/alarms";
import { bucketRules } from "./data/buckets";
import { customerKeyRules } from "./data/customerKeys";
import { dataServiceRules } from "./data/dataServices";
import { databaseCareRules } from "./data/databaseCare";
import { dataStoreRules } from "./data/dataStores";
import { backupRules } from "./backup/backup";
import { backupCoverageRules } from "./backup/backupCoverage";
import { dataStorePathRules } from "./data/dataStorePaths";
import { administrationRules } from "./network/administration";
import { ec2Rules } from "./network/ec2";
import { ecsServiceRules } from "./compute/ecsServices";
import { elbRules } from "./network/elb";
import { exposureRules } from "./network/exposure";
import { governanceRules } from "./governance/governance";
import { linkRules } from "./links/links";
import { listenerRules } from "./network/listeners";
import { ecrRules } from "./compute/ecr";
import { endpointRules } from "./network/endpoints";
import { effectiveStatementRules } from "./identity/effectiveStatements";
import { iamRules } from "./identity/iam";
import { instanceMetadataRules } from "./compute/instanceMetadata";
import { kmsRules } from "./data/kms";
import { rdsRules } from "./data/rds";
import { recoveryRules } from "./backup/recovery";
import { s3Rules } from "./data/s3";
import { scheduleRules } from "./compute/schedules";
import { storageGatewayRules } from "./data/storageGateway";
import { subnetRules } from "./network/subnets";
import { taskDefinitionRules } from "./compute/taskDefinitions";
import { vpcRules } from "./network/vpc";

/** Every rule of the pack, by number. Policies, their configuration and docs/POLICIES.md follow. */
export const rules: readonly Rule[] = [
  ...alarmRules,
  ...bucketRules,
  ...customerKeyRules,
  ...dataServiceRules,
  ...databaseCareRules,
  ...dataStoreRules,
  ...backupRules,
  ...backupCoverageRules,
  ...dataStorePathRules,
  ...administrationRules,
  ...ec2Rules,
  ...ecsServiceRules,
  ...elbRules,
  ...exposureRules,
  ...governanceRules,
  ...linkRules,
  ...listenerRules,
  ...ecrRules,
  ...endpointRules,
  ...effectiveStatementRules,
  ...iamRules,
  ...instanceMetadataRules,
  ...kmsRules,
  ...rdsRules,
  ...recoveryRules,
  ...s3Rules,
  ...scheduleRules,
  ...storageGatewayRules,
  ...subnetRules,
  ...taskDefinitionRules,
  ...vpcRules,
].sort((a, b) => a.number - b.number);
