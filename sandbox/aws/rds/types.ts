/** Types of RDS that several files know. */
export const instanceType = "aws:rds/instance:Instance";
export const replicationType =
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
