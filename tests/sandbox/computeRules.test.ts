import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const policy = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Service: string) =>
  policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });

describe("the stand-in's rules of EC2 Auto Scaling, ECS, Systems Manager and ECR", () => {
  let account: Account;
  beforeEach(() => {
    account = new Account();
  });

  const create = (type: string, name: string, inputs: Props) => account.create(type, name, inputs);
  const template = (inputs: Props = {}, name = "template") =>
    create("aws:ec2/launchTemplate:LaunchTemplate", name, inputs);
  const provider = (provider: Props, inputs: Props = {}) =>
    create("aws:ecs/capacityProvider:CapacityProvider", "provider", {
      ...inputs,
      autoScalingGroupProvider: provider,
    });

  async function group(
    inputs: Props = {},
    name = "group",
    ofTemplate?: Resource,
  ): Promise<Resource> {
    const { id } = ofTemplate ?? (await template({}, `${name}-template`));
    return create("aws:autoscaling/group:Group", name, {
      minSize: 1,
      maxSize: 2,
      availabilityZones: ["eu-central-1a"],
      launchTemplate: { id },
      ...inputs,
    });
  }

  it("want a template, sizes in order and a life of a day at least", async () => {
    await assert.rejects(group({ minSize: 3 }), /ValidationError: Max bound/);
    await assert.rejects(group({ launchTemplate: { id: "lt-0" } }), /InvalidLaunchTemplateId/);
    await assert.rejects(group({ launchTemplate: null }), /exactly one of launchTemplate/);
    await assert.rejects(group({ maxInstanceLifetime: 60 }), /86400 to 31536000/);
    await assert.rejects(group({ availabilityZones: [] }), /At least one Availability Zone/);
  });

  it("launch no instance whose disk Auto Scaling cannot encrypt", async () => {
    const root = { AWS: "arn:aws:iam::123456789012:root" };
    const admin = { Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" };
    const key = await create("aws:kms/key:Key", "key", { policy: policy(admin) });
    const ebs = { encrypted: "true", kmsKeyId: key.attributes["arn"] };
    const made = await template({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });
    await assert.rejects(group({}, "group", made), /does not let AWSServiceRoleForAutoScaling/);
  });

  it("wait for ever for protected instances to end, unless forced", async () => {
    const stuck = await group({ protectFromScaleIn: true });
    await assert.rejects(account.delete(stuck), /drain: its instances are protected/);
    await account.delete(await group({ protectFromScaleIn: true, forceDelete: true }, "forced"));
  });

  it("want scale-in protection and managed scaling for managed termination protection", async () => {
    const plain = await group();
    const autoScalingGroupArn = plain.attributes["arn"];
    const managed = { managedTerminationProtection: "ENABLED", autoScalingGroupArn };
    await assert.rejects(provider(managed), /needs managedScaling/);
    const scaled = { ...managed, managedScaling: { status: "ENABLED" } };
    await assert.rejects(provider(scaled), /must have instance protection from scale in/);
    await assert.rejects(provider({ autoScalingGroupArn: "arn:no" }), /ARN arn:no is not valid/);
    await assert.rejects(provider(managed, { name: "ecs-own" }), /not beginning with aws, ecs/);
  });

  it("have one setting of a name for all stacks of an account, which takes its own values", async () => {
    const type = "aws:ecs/accountSettingDefault:AccountSettingDefault";
    const set = (name: string, value: string) =>
      create(type, name, { name: "awsvpcTrunking", value });
    await assert.rejects(set("wrong", "yes"), /InvalidParameterException/);
    const one = await set("one", "enabled");
    const other = await set("other", "enabled");
    assert.equal(one.id, other.id);
  });

  it("keep a capacity provider while a cluster has it, and it while a service uses it", async () => {
    const { attributes } = await group();
    const made = await provider({ autoScalingGroupArn: attributes["arn"] });
    const name = String(made.attributes["name"]);
    const cluster = await create("aws:ecs/cluster:Cluster", "cluster", {});
    const association = await create(
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
      "association",
      { clusterName: cluster.attributes["name"], capacityProviders: [name] },
    );
    await assert.rejects(account.delete(made), /associated with cluster/);
    const task = await create("aws:ecs/taskDefinition:TaskDefinition", "task", {
      family: "web",
      containerDefinitions: JSON.stringify([{ name: "web", image: "web@sha256:1", memory: 128 }]),
    });
    const service = await create("aws:ecs/service:Service", "service", {
      cluster: cluster.id,
      taskDefinition: task.attributes["arn"],
      capacityProviderStrategies: [{ capacityProvider: name, weight: 1 }],
    });
    await assert.rejects(account.delete(association), /in use by service/);
    await assert.rejects(account.delete(cluster), /ClusterContainsServicesException/);
    for (const each of [service, association, made, cluster]) await account.delete(each);
  });

  it("count a daemon's tasks themselves, and place them by constraints only", async () => {
    const cluster = await create("aws:ecs/cluster:Cluster", "cluster", {});
    const task = await create("aws:ecs/taskDefinition:TaskDefinition", "task", {
      family: "web",
      containerDefinitions: JSON.stringify([{ name: "web", image: "web@sha256:1", memory: 128 }]),
    });
    const daemon = (inputs: Props = {}) =>
      create("aws:ecs/service:Service", "daemon", {
        cluster: cluster.id,
        taskDefinition: task.attributes["arn"],
        launchType: "EC2",
        schedulingStrategy: "DAEMON",
        ...inputs,
      });
    const wrong = /DAEMON scheduling strategy does not support/;
    await assert.rejects(daemon({ desiredCount: 2 }), wrong);
    await assert.rejects(daemon({ orderedPlacementStrategies: [{ type: "random" }] }), wrong);
    await assert.rejects(daemon({ deploymentMaximumPercent: 200 }), wrong);
    assert.equal((await daemon()).attributes["desiredCount"], 1);
  });

  it("count a template's versions, and know images, user data and profiles", async () => {
    const first = await template({ imageId: "resolve:ssm:/aws/service/ecs/image_id" });
    assert.equal(first.attributes["latestVersion"], 1);
    const second = await account.update(first, { description: "another" });
    assert.equal(second.attributes["latestVersion"], 2);
    await assert.rejects(template({ imageId: "newest" }), /invalid value for imageId/);
    await assert.rejects(template({ userData: "#!" }), /InvalidUserData.Malformed/);
    await assert.rejects(
      template({ iamInstanceProfile: { arn: "arn:no" } }),
      /iamInstanceProfile.arn is invalid/,
    );
  });

  it("activate servers by a role for Systems Manager, for thirty days at most", async () => {
    const role = (service: string) =>
      create("aws:iam/role:Role", service, { assumeRolePolicy: trust(service) });
    const activation = (iamRole: string, inputs: Props = {}) =>
      create("aws:ssm/activation:Activation", "activation", { iamRole, ...inputs });
    const other = await role("ec2.amazonaws.com");
    await assert.rejects(activation(other.id), /missing ssm service principal/);
    const { id } = await role("ssm.amazonaws.com");
    for (const expirationDate of ["2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"]) {
      await assert.rejects(activation(id, { expirationDate }), /30 days from now at most/);
    }
    const made = await activation(id);
    assert.match(String(made.attributes["activationCode"]), /^[0-9a-f]{20}$/);
  });

  it("know the names of repositories, secrets of caches and the last rule of a lifecycle", async () => {
    const named = (name: string) => create("aws:ecr/repository:Repository", "r", { name });
    await assert.rejects(named("Orders"), /invalid value for name/);
    const made = await named("landbridge-dev/orders");
    assert.equal(
      made.attributes["repositoryUrl"],
      "123456789012.dkr.ecr.eu-central-1.amazonaws.com/landbridge-dev/orders",
    );
    const cache = (inputs: Props) =>
      create("aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "cache", {
        ecrRepositoryPrefix: "docker-hub",
        upstreamRegistryUrl: "registry-1.docker.io",
        ...inputs,
      });
    await assert.rejects(cache({}), /needs a credentialArn/);
    const docker = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:docker-a1b2c3";
    await assert.rejects(cache({ credentialArn: docker }), /pattern: .*ecr\\-pullthroughcache/);
    await assert.rejects(cache({ upstreamRegistryUrl: "example.com" }), /not supported/);
    const rules = ["any", "untagged"].map((tagStatus) => ({
      selection: { tagStatus, countType: "imageCountMoreThan", countNumber: 10 },
      action: { type: "expire" },
    }));
    const lifecycle = create("aws:ecr/lifecyclePolicy:LifecyclePolicy", "l", {
      repository: made.id,
      policy: JSON.stringify({ rules }),
    });
    await assert.rejects(lifecycle, /any must have the lowest priority/);
    const withoutRole = create(
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
      "t",
      { prefix: "p", appliedFors: ["REPLICATION"], resourceTags: { owner: "me" } },
    );
    await assert.rejects(withoutRole, /custom role is required/);
  });
});
