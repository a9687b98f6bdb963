/** Types of RDS that several files know. */
export const instanceType = "aws:rds/instance:Instance";
export const replicationType =
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
/** Made by hand: `aws rds create-db-snapshot` and `copy-db-snapshot`. */
export const snapshotType = "aws:rds/snapshot:Snapshot";
export const snapshotCopyType = "aws:rds/snapshotCopy:SnapshotCopy";
