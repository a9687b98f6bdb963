import type { Rule } from "../rule";
import { alarmRules } from "./alarms";
import { bucketRules } from "./buckets";
import { customerKeyRules } from "./customerKeys";
import { databaseCareRules } from "./databaseCare";
import { dataStoreRules } from "./dataStores";
import { backupRules } from "./backup";
import { backupCoverageRules } from "./backupCoverage";
import { ec2Rules } from "./ec2";
import { elbRules } from "./elb";
import { governanceRules } from "./governance";
import { linkRules } from "./links";
import { rdsRules } from "./rds";
import { s3Rules } from "./s3";
import { storageGatewayRules } from "./storageGateway";
import { subnetRules } from "./subnets";
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
  ...ec2Rules,
  ...elbRules,
  ...governanceRules,
  ...linkRules,
  ...rdsRules,
  ...s3Rules,
  ...storageGatewayRules,
  ...subnetRules,
  ...vpcRules,
].sort((a, b) => a.number - b.number);
