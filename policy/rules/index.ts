import type { Rule } from "../rule";
import { ec2Rules } from "./ec2";
import { elbRules } from "./elb";
import { governanceRules } from "./governance";
import { rdsRules } from "./rds";
import { s3Rules } from "./s3";
import { subnetRules } from "./subnets";
import { vpcRules } from "./vpc";

/** Every rule of the pack, by number. Policies, their configuration and docs/POLICIES.md follow. */
export const rules: readonly Rule[] = [
  ...ec2Rules,
  ...elbRules,
  ...governanceRules,
  ...rdsRules,
  ...s3Rules,
  ...subnetRules,
  ...vpcRules,
].sort((a, b) => a.number - b.number);
