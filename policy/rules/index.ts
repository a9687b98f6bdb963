import type { Rule } from "../rule";
import { alarmRules } from "./alarms";
import { bucketRules } from "./buckets";
import { customerKeyRules } from "./customerKeys";
import { databaseCareRules } from "./databaseCare";
import { dataStoreRules } from "./dataStores";
import { backupRules } from "./backup";
import { backupCoverageRules } from "./backupCoverage";
import { dataStorePathRules } from "./dataStorePaths";
import { ec2Rules } from "./ec2";
import { ecsServiceRules } from "./ecsServices";
import { elbRules } from "./elb";
import { exposureRules } from "./exposure";
import { governanceRules } from "./governance";
import { linkRules } from "./links";
import { listenerRules } from "./listeners";
import { ecrRules } from "./ecr";
import { endpointRules } from "./endpoints";
import { iamRules } from "./iam";
import { instanceMetadataRules } from "./instanceMetadata";
import { kmsRules } from "./kms";
import { rdsRules } from "./rds";
import { recoveryRules } from "./recovery";
import { s3Rules } from "./s3";
import { storageGatewayRules } from "./storageGateway";
import { subnetRules } from "./subnets";
import { taskDefinitionRules } from "./taskDefinitions";
import { vpcRules } from "./vpc";

/** Every rule of the pack, by number. Policies, their configuration and docs/POLICIES.md follow. */
export const rules: readonly Rule[] = [
  ...alarmRules,
  ...bucketRules,
  ...customerKeyRules,
  ...databaseCareRules,
  ...dataStoreRules,
  ...backupRules,
  ...backupCoverageRules,
  ...dataStorePathRules,
  ...ec2Rules,
  ...ecsServiceRules,
  ...elbRules,
  ...exposureRules,
  ...governanceRules,
  ...linkRules,
  ...listenerRules,
  ...ecrRules,
  ...endpointRules,
  ...iamRules,
  ...instanceMetadataRules,
  ...kmsRules,
  ...rdsRules,
  ...recoveryRules,
  ...s3Rules,
  ...storageGatewayRules,
  ...subnetRules,
  ...taskDefinitionRules,
  ...vpcRules,
].sort((a, b) => a.number - b.number);
