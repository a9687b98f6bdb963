import type { ProviderFacts } from "./providerFacts";

/** File systems of EFS. Lines are those of the commits that each file names, all later than 5.14.0. */
export const fileSystemFacts: Readonly<Record<string, ProviderFacts>> = {
  "aws:efs/fileSystem:FileSystem": {
    file: "efs/file_system.go", // Commit 0389f46.
    forceNew: {
      availabilityZoneName: 61,
      creationToken: 68,
      encrypted: 79,
      kmsKeyId: 85,
      performanceMode: 128,
    },
  },
  "aws:efs/accessPoint:AccessPoint": {
    file: "efs/access_point.go", // Commit 0160692.
    forceNew: { fileSystemId: 54, posixUser: 64, rootDirectory: 90 },
  },
  "aws:efs/mountTarget:MountTarget": {
    file: "efs/mount_target.go", // Commit 0593466.
    forceNew: { fileSystemId: 66, ipAddress: 72, subnetId: 96 },
    forceNewLater: ["ipAddressType", "ipv6Address"],
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    file: "efs/file_system_policy.go", // Commit 087097a.
    forceNew: { fileSystemId: 46 },
    unread: { bypassPolicyLockoutSafetyCheck: 38 },
  },
};
