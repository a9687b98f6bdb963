import * as assert from "node:assert/strict";
import { Cluster } from "../../../components/ecs/cluster";
import { Ec2Capacity, type Ec2CapacityArgs } from "../../../components/ecs/ec2Capacity";
import { runWithMocks, statementsOf, valueOf, type Recording } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
const general = { instanceTypes: ["m8g.large", "m7g.large"], minSize: 2, maxSize: 6 };
const batch = { instanceTypes: ["c8g.large", "c7g.large"], minSize: 0, maxSize: 9 };

function capacity(args: Partial<Ec2CapacityArgs> = {}) {
  return runWithMocks(() => {
    const cluster = new Cluster("cluster", {
      keyArns: { logs: "logs-key", compute: kmsKeyArn },
    });
    return new Ec2Capacity("capacity", {
      cluster,
      capacity: { general, batch: { ...batch, onDemandPercentage: 0 } },
      defaultCapacityClass: "general",
      vpc: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b"] },
      kmsKeyArn,
      tags: { owner: "platform-team" },
      ...args,
    });
  });
}

/** What these tests read of the resources' inputs. */
interface Read {
  readonly autoScalingGroupProvider: {
    readonly autoScalingGroupArn: string;
    readonly managedScaling: { readonly status: string };
    readonly managedTerminationProtection: string;
    readonly managedDraining: string;
  };
  readonly networkInterfaces: readonly [
    { readonly associatePublicIpAddress: string; readonly securityGroups: string[] },
  ];
  readonly metadataOptions: unknown;
  readonly blockDeviceMappings: readonly [{ readonly ebs: Readonly<Record<string, unknown>> }];
  readonly vpcZoneIdentifiers: string[];
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity?: number;
  readonly capacityRebalance: boolean;
  readonly protectFromScaleIn: boolean;
  readonly forceDelete: boolean;
  readonly mixedInstancesPolicy: {
    readonly instancesDistribution: { readonly onDemandPercentageAboveBaseCapacity: number };
    readonly launchTemplate: {
      readonly overrides: readonly { readonly instanceType: string }[];
      readonly launchTemplateSpecification: { readonly version: string };
    };
  };
  readonly instanceRefresh: {
    readonly preferences: { readonly scaleInProtectedInstances: string };
  };
  readonly tags: readonly {
    readonly key: string;
    readonly value: string;
    readonly propagateAtLaunch: boolean;
  }[];
  readonly tagSpecifications: readonly { readonly tags: Readonly<Record<string, string>> }[];
  readonly policy: string;
  readonly defaultCapacityProviderStrategies: readonly [{ readonly capacityProvider: string }];
  readonly configuration: {
    readonly executeCommandConfiguration: {
      readonly kmsKeyId: string;
      readonly logging: string;
      readonly logConfiguration: { readonly cloudWatchLogGroupName: string };
    };
  };
  readonly settings: unknown;
  readonly kmsKeyId: string;
}

describe("Ec2Capacity", () => {
  let made: Recording<Ec2Capacity>;
  before(async () => {
    made = await capacity();
  });
  const inputs = (name: string) => made.get(name).inputs as unknown as Read;

  it("lets the account's instances take more tasks before any starts, and leaves that to others", async () => {
    const made = await capacity();
    const [setting] = made.ofType("aws:ecs/accountSettingDefault:AccountSettingDefault");
    assert.deepEqual(setting?.inputs, { name: "awsvpcTrunking", value: "enabled" });
    assert.equal(setting.retainOnDelete, true);
    const groups = made.ofType("aws:autoscaling/group:Group");
    assert.ok(groups.length > 0 && groups.every((one) => one.dependencies.includes(setting.urn)));
  });

  it("has a template, a group and a provider for each class", async () => {
    for (const name of ["general", "batch"]) {
      const group = made.get(`capacity-${name}-group`);
      const provider = inputs(`capacity-${name}-provider`).autoScalingGroupProvider;
      assert.match(provider.autoScalingGroupArn, new RegExp(`/${group.id}$`));
    }
    const names = await valueOf(made.result.capacityProviderNames["batch"] ?? assert.fail());
    assert.equal(names, made.get("capacity-batch-provider").id);
  });

  it("keeps instances private, encrypted, and their credentials from containers", () => {
    const template = inputs("capacity-general-template");
    const [nic] = template.networkInterfaces;
    assert.equal(nic.associatePublicIpAddress, "false");
    assert.deepEqual(nic.securityGroups, [made.get("capacity-instances").id]);
    assert.deepEqual(template.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    const [{ ebs }] = template.blockDeviceMappings;
    assert.equal(ebs.encrypted, "true");
    assert.equal(ebs.kmsKeyId, kmsKeyArn);
    assert.equal(ebs.volumeType, "gp3");
  });

  it("opens no port to the instances, and none out but for TLS", () => {
    assert.equal(
      made.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").length,
      0,
    );
    const [egress, another] = made.ofType(
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    );
    assert.equal(another, undefined);
    assert.deepEqual([egress?.inputs.fromPort, egress?.inputs.toPort], [443, 443]);
  });

  it("spreads a group over the subnets, within its sizes and mix", () => {
    const group = inputs("capacity-batch-group");
    assert.deepEqual(group.vpcZoneIdentifiers, ["subnet-a", "subnet-b"]);
    assert.deepEqual([group.minSize, group.maxSize, group.desiredCapacity], [0, 9, undefined]);
    const { instancesDistribution, launchTemplate } = group.mixedInstancesPolicy;
    assert.equal(instancesDistribution.onDemandPercentageAboveBaseCapacity, 0);
    assert.deepEqual(
      launchTemplate.overrides.map(({ instanceType }) => instanceType),
      batch.instanceTypes,
    );
    assert.equal(launchTemplate.launchTemplateSpecification.version, "1");
    assert.equal(group.capacityRebalance, true);
    assert.equal(inputs("capacity-general-group").capacityRebalance, false);
  });

  it("lets ECS scale, protect and drain", () => {
    const provider = inputs("capacity-general-provider").autoScalingGroupProvider;
    assert.equal(provider.managedScaling.status, "ENABLED");
    assert.equal(provider.managedTerminationProtection, "ENABLED");
    assert.equal(provider.managedDraining, "ENABLED");
    const group = inputs("capacity-general-group");
    assert.equal(group.protectFromScaleIn, true);
    const managed = { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true };
    assert.deepEqual(
      group.tags.find(({ key }) => key === managed.key),
      managed,
    );
    assert.equal(group.instanceRefresh.preferences.scaleInProtectedInstances, "Refresh");
  });

  it("ends its instances by force only when told that they may go", async () => {
    assert.equal(inputs("capacity-general-group").forceDelete, false);
    const open = await capacity({ deletionProtection: false });
    assert.equal(open.get("capacity-general-group").inputs["forceDelete"], true);
  });

  it("tags instances and disks, which get no default tags", () => {
    for (const { tags } of inputs("capacity-general-template").tagSpecifications) {
      assert.equal(tags.owner, "platform-team");
    }
  });

  it("lets agents work in their own cluster, and read nobody's parameters", () => {
    const { policy } = inputs("capacity-policy");
    assert.match(
      policy,
      /"Resource":"arn:aws:ecs:eu-west-1:123456789012:container-instance\/cluster-cluster-/,
    );
    assert.doesNotMatch(policy, /ssm:GetParameter|s3:|ecr:|"Action":"\*"/);
  });

  it("lets the agent report tasks on the cluster, poll for Service Connect and read its own tags", () => {
    const statements = statementsOf(inputs("capacity-policy").policy);
    const of = (action: string) =>
      statements
        .filter(({ Action }) => Action.includes(action))
        .map(({ Resource, Condition }) => [Resource, Condition]);
    const clusterArn = String(made.outputsOf("cluster").arn);
    const within = (kind: string): string => clusterArn.replace(":cluster/", `:${kind}/`) + "/*";
    assert.deepEqual(of("ecs:SubmitTaskStateChange"), [[clusterArn, undefined]]);
    assert.deepEqual(of("ecs:Poll"), [
      [within("container-instance"), undefined],
      [within("task-set"), undefined],
    ]);
    assert.deepEqual(of("ec2:DescribeTags"), [["*", undefined]]);
  });

  it("gives tasks that ask for no class the default one", () => {
    const [strategy] = inputs("capacity-providers").defaultCapacityProviderStrategies;
    assert.equal(strategy.capacityProvider, made.get("capacity-general-provider").id);
  });

  it("encrypts and logs what people do in ECS Exec", () => {
    const { configuration, settings } = inputs("cluster-cluster");
    const exec = configuration.executeCommandConfiguration;
    assert.equal(exec.kmsKeyId, kmsKeyArn);
    assert.equal(exec.logging, "OVERRIDE");
    assert.equal(exec.logConfiguration.cloudWatchLogGroupName, made.get("cluster-exec-logs").id);
    assert.equal(inputs("cluster-exec-logs").kmsKeyId, "logs-key");
    assert.deepEqual(settings, [{ name: "containerInsights", value: "enhanced" }]);
  });
});
