import * as assert from "node:assert/strict";
import { PLATFORM_VERSION } from "../../../components/platform/contract";
import { readOffer } from "../../../components/platform/platform";

const made = {
  vpcId: "vpc-1",
  privateSubnetIds: ["subnet-a", "subnet-b"],
  clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/cluster",
  clusterName: "cluster",
  execStatements: [],
  capacityProviderNames: { general: "capacity-general" },
  architectures: { general: "arm64" },
  defaultCapacityClass: "general",
  serviceConnectNamespaceArn: "arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-1",
  sites: {},
  loadBalancers: {},
  alarmTopics: {
    critical: "arn:aws:sns:eu-west-1:123456789012:critical",
    warning: "arn:aws:sns:eu-west-1:123456789012:warning",
  },
  logsKmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  databaseKmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/2",
  computeKmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/3",
  images: { imagePrefix: "landbridge-prod", cachePrefix: "hub", cacheStatements: [] },
  databases: {},
  retainLogs: true,
};
const offered = {
  version: PLATFORM_VERSION,
  region: "eu-west-1",
  namePrefix: "landbridge-prod",
  sections: {},
  services: [],
  made,
};

describe("A platform that a stack offers", () => {
  it("is read whatever a newer program has added to it", () => {
    const newer = { ...offered, more: 1, made: { ...made, more: { of: "it" } } };
    assert.deepEqual(readOffer("landbridge/prod", newer), offered);
  });

  it("is refused where the stack has none", () => {
    assert.throws(
      () => readOffer("landbridge/prod", undefined),
      /landbridge:platform: stack "landbridge\/prod" exports no platform;/,
    );
  });

  it("is refused in another version, with the side that has to be updated", () => {
    assert.throws(
      () => readOffer("landbridge/prod", { ...offered, version: PLATFORM_VERSION + 1 }),
      /offers version 2 of a platform, and this program reads version 1; use a newer version of the program here/,
    );
    assert.throws(
      () => readOffer("landbridge/prod", { ...offered, version: PLATFORM_VERSION - 1 }),
      /offers version 0 .*; run `pulumi up` on it with this version of the program first/,
    );
  });

  it("is refused with everything that is missing in it", () => {
    const { clusterArn, ...less } = made;
    assert.ok(clusterArn);
    assert.throws(
      () => readOffer("landbridge/prod", { ...offered, made: { ...less, vpcId: 1 } }),
      /can't be read; run `pulumi up`.*\n {2}platform\.made\.vpcId: .*\n {2}platform\.made\.clusterArn: /,
    );
  });
});
