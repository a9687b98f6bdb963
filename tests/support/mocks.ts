import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { dataFunctions, dataIds, dataOutputs } from "./dataMocks";

/** A resource as a component asked for it. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** ID that the mock gave it; empty for components. */
  readonly id: string;
  /** URN of the parent, or empty. */
  readonly parent: string;
  readonly inputs: Inputs;
  /** What a component passed to registerOutputs; empty or undefined where it never did. */
  outputs: Record<string, unknown> | undefined;
  /** URNs that the resource waits for, by an input or by `dependsOn`. */
  readonly dependencies: readonly string[];
  readonly retainOnDelete: boolean;
  /** Properties whose later changes are not the program's. */
  readonly ignoreChanges: readonly string[];
  readonly protect: boolean;
}

/** Where the mocked provider works. */
export interface MockedAws {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

/** Inputs of a resource, by name. */
export type Inputs = Readonly<Record<string, unknown>>;

/** A statement of an IAM policy document. */
export interface Statement {
  readonly Sid?: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const ireland: MockedAws = {
  accountId: "123456789012",
  region: "eu-west-1",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
};

/** What a program made, as {@link runWithMocks} saw it. */
export class Recording<T> {
  constructor(
    /** What the program returned. */
    public readonly result: T,
    /** Every resource, in the order of registration. */
    public readonly resources: readonly RecordedResource[],
    /** Tokens of the provider functions called. */
    public readonly calls: readonly string[],
  ) {}

  /** The resources of one type. */
  ofType(type: string): RecordedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one custom resource or component of a name. */
  get(name: string): RecordedResource {
    const [found, another] = this.resources.filter((resource) => resource.name === name);
    if (!found || another) {
      throw new Error(`${found ? "more than one" : "no"} resource is named ${name}`);
    }
    return found;
  }

  /** The resource that an input refers to by its ID. */
  byId(id: unknown): RecordedResource {
    const found = this.resources.find((resource) => resource.id !== "" && resource.id === id);
    if (!found) {
      throw new Error(`no resource has the ID ${String(id)}`);
    }
    return found;
  }

  /** What a component registered as its outputs. */
  outputsOf(name: string): Record<string, unknown> {
    const { outputs } = this.get(name);
    if (!outputs || Object.keys(outputs).length === 0) {
      throw new Error(`${name} registered no outputs`);
    }
    return outputs;
  }
}

/**
 * Runs a program against a mocked AWS, waits until everything that it started has ended, and says
 * what it made. Each run starts from nothing. A resource type or a provider function that the mocks
 * don't know fails the run.
 */
export async function runWithMocks<T>(
  program: () => T | Promise<T>,
  aws: Partial<MockedAws> = {},
): Promise<Recording<T>> {
  const place = { ...ireland, ...aws };
  const resources = new Map<string, RecordedResource>();
  const calls: string[] = [];
  const problems: string[] = [];

  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        const given = inputs as Inputs;
        if (!custom) {
          return { id: undefined, state: given };
        }
        const idOf = ids[type] ?? dataIds[type];
        if (!idOf) {
          problems.push(`tests/support/mocks.ts knows no resource type ${type} (${name})`);
          return { id: name, state: given };
        }
        const id = idOf(name, place);
        return {
          id,
          state: { ...dataOutputs(type, id), ...given, ...computed(type, id, name, place) },
        };
      },
      call: ({ token }) => {
        calls.push(token);
        const answer = functions[token] ?? dataFunctions[token];
        if (!answer) {
          problems.push(`tests/support/mocks.ts knows no function ${token}`);
        }
        return answer?.(place) ?? {};
      },
    },
    "landbridge",
    "test",
  );
  record(resources);

  const result = await withoutStackTraces(async () => {
    const returned = await program();
    await pulumi.runtime.disconnect();
    return returned;
  });
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  return new Recording(result, [...resources.values()], calls);
}

/** The statements of a policy document that a resource was given. */
export function statementsOf(document: unknown): Statement[] {
  assert.equal(typeof document, "string", "a policy document is JSON");
  return (JSON.parse(document as string) as { Statement: Statement[] }).Statement;
}

/** Pulumi keeps a stack trace of every resource and output, which takes most of a mocked run. */
async function withoutStackTraces<T>(run: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The mocked value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

/** Pulumi's mocks are not told parents, options and registered outputs: listens to its monitor. */
function record(resources: Map<string, RecordedResource>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as MockMonitor;
  const registerResource = monitor.registerResource.bind(monitor);
  const registerResourceOutputs = monitor.registerResourceOutputs.bind(monitor);

  monitor.registerResource = (request, callback) => {
    registerResource(request, (error, response) => {
      if (response) {
        resources.set(response.getUrn(), {
          type: request.getType(),
          name: request.getName(),
          urn: response.getUrn(),
          id: response.getId(),
          parent: request.getParent(),
          inputs: request.getObject().toJavaScript(),
          outputs: undefined,
          dependencies: request.getDependenciesList(),
          retainOnDelete: request.getRetainondelete() ?? false,
          ignoreChanges: request.getIgnorechangesList(),
          protect: request.getProtect() ?? false,
        });
      }
      callback(error, response);
    });
  };
  monitor.registerResourceOutputs = (request, callback) => {
    const resource = resources.get(request.getUrn());
    if (resource) {
      resource.outputs = request.getOutputs().toJavaScript();
    }
    registerResourceOutputs(request, callback);
  };
}

/** The part of Pulumi's mock monitor that is listened to. */
interface MockMonitor {
  registerResource(
    request: RegisterRequest,
    callback: (error: unknown, response?: { getUrn(): string; getId(): string }) => void,
  ): void;
  registerResourceOutputs(
    request: { getUrn(): string; getOutputs(): Struct },
    callback: (error: unknown) => void,
  ): void;
}

interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getObject(): Struct;
  getDependenciesList(): string[];
  getRetainondelete(): boolean | undefined;
  getIgnorechangesList(): string[];
  getProtect(): boolean | undefined;
}

interface Struct {
  toJavaScript(): Record<string, unknown>;
}

/** Provider functions that the program may call. */
const functions: Record<string, (aws: MockedAws) => Record<string, unknown>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": ({ accountId }) => ({ accountId }),
  "aws:index/getPartition:getPartition": ({ partition, dnsSuffix }) => ({ partition, dnsSuffix }),
  "aws:index/getRegion:getRegion": ({ region }) => ({ region }),
  "aws:route53/getResolverEndpoint:getResolverEndpoint": () => ({
    vpcId: "vpc-dns",
    ipAddresses: ["10.9.0.20", "10.9.0.10"],
  }),
};

/** How AWS makes the ID of each resource type that the program may use. */
const ids: Record<string, (name: string, aws: MockedAws) => string> = {
  "aws:backup/framework:Framework": named,
  "aws:backup/plan:Plan": named,
  "aws:backup/regionSettings:RegionSettings": (_name, aws) => aws.region,
  "aws:backup/reportPlan:ReportPlan": named,
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": named,
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": named,
  "aws:backup/selection:Selection": named,
  "aws:backup/vault:Vault": named,
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": named,
  "aws:backup/vaultPolicy:VaultPolicy": named,
  "aws:cloudwatch/eventRule:EventRule": named,
  "aws:cloudwatch/eventTarget:EventTarget": named,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": named,
  "aws:autoscaling/group:Group": named,
  "aws:cloudwatch/logGroup:LogGroup": named,
  "aws:cloudwatch/metricAlarm:MetricAlarm": named,
  "aws:directconnect/connection:Connection": (name) => `dxcon-f${digest(name, 7)}`,
  "aws:directconnect/connectionAssociation:ConnectionAssociation": named,
  "aws:directconnect/gateway:Gateway": (name) => `abcd1234-dcba-5678-be23-${digest(name, 12)}`,
  "aws:directconnect/gatewayAssociation:GatewayAssociation": (name) => `ga-${digest(name, 12)}`,
  "aws:directconnect/linkAggregationGroup:LinkAggregationGroup": (name) =>
    `dxlag-f${digest(name, 7)}`,
  "aws:directconnect/macsecKeyAssociation:MacsecKeyAssociation": named,
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": (name) =>
    `dxvif-f${digest(name, 7)}`,
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": (name) =>
    `dxvif-f${digest(name, 7)}`,
  "aws:ec2/customerGateway:CustomerGateway": hex("cgw"),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": hex("rtb"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": hex("sg"),
  "aws:ec2/eip:Eip": hex("eipalloc"),
  "aws:ec2/flowLog:FlowLog": hex("fl"),
  "aws:ec2/internetGateway:InternetGateway": hex("igw"),
  "aws:ec2/launchTemplate:LaunchTemplate": hex("lt"),
  "aws:ec2/natGateway:NatGateway": hex("nat"),
  "aws:ec2/networkAcl:NetworkAcl": hex("acl"),
  "aws:ec2/networkAclAssociation:NetworkAclAssociation": hex("aclassoc"),
  "aws:ec2/route:Route": hex("r-rtb"),
  "aws:ec2/routeTable:RouteTable": hex("rtb"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": hex("rtbassoc"),
  "aws:ec2/securityGroup:SecurityGroup": hex("sg"),
  "aws:ec2/subnet:Subnet": hex("subnet"),
  "aws:ec2/vpc:Vpc": hex("vpc"),
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": hex("dopt"),
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": hex("doptassoc"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": hex("vpce"),
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": hex("a-vpce"),
  "aws:ec2/vpnConnection:VpnConnection": hex("vpn"),
  "aws:ec2/vpnGateway:VpnGateway": hex("vgw"),
  "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation": named,
  "aws:ec2transitgateway/routeTable:RouteTable": hex("tgw-rtb"),
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": named,
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": named,
  "aws:ec2transitgateway/transitGateway:TransitGateway": hex("tgw"),
  "aws:route53/zoneAssociation:ZoneAssociation": (name) => name,
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": hex("tgw-attach"),
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": named,
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": named,
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": named,
  "aws:ecs/capacityProvider:CapacityProvider": named,
  "aws:ecs/cluster:Cluster": named,
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": named,
  "aws:iam/instanceProfile:InstanceProfile": named,
  "aws:iam/role:Role": named,
  "aws:iam/rolePolicy:RolePolicy": named,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": named,
  "aws:kms/alias:Alias": (name) => `alias/${named(name)}`,
  "aws:kms/key:Key": (name) => `1234abcd-12ab-34cd-56ef-${digest(name, 12)}`,
  "aws:s3/bucket:Bucket": named,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": named,
  "aws:s3/bucketPolicy:BucketPolicy": named,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": named,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": named,
  "aws:s3/bucketVersioning:BucketVersioning": named,
  "aws:route53/resolverEndpoint:ResolverEndpoint": hex("rslvr-in"),
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": hex("rqlc"),
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": hex("rqlca"),
  "aws:route53/resolverRule:ResolverRule": hex("rslvr-rr"),
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": hex("rslvr-rrassoc"),
  "aws:route53/zone:Zone": (name) => `Z0${digest(name, 19).toUpperCase()}`,
  "aws:scheduler/schedule:Schedule": named,
  "aws:scheduler/scheduleGroup:ScheduleGroup": named,
  "aws:sfn/stateMachine:StateMachine": arnOf("states", "stateMachine"),
  "aws:sqs/queue:Queue": named,
  "aws:sqs/queuePolicy:QueuePolicy": named,
  "aws:budgets/budget:Budget": named,
  "aws:accessanalyzer/analyzer:Analyzer": named,
  "aws:cfg/deliveryChannel:DeliveryChannel": named,
  "aws:cfg/recorder:Recorder": named,
  "aws:cfg/recorderStatus:RecorderStatus": named,
  "aws:cloudtrail/trail:Trail": named,
  "aws:guardduty/detector:Detector": (name) => digest(name, 32),
  "aws:guardduty/detectorFeature:DetectorFeature": named,
  "aws:inspector2/enabler:Enabler": named,
  "aws:securityhub/account:Account": () => "123456789012",
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": arnOf("chatbot", "chat"),
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": arnOf("chatbot", "chat"),
  "aws:cloudwatch/dashboard:Dashboard": named,
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor": arnOf("ce", "anomalymonitor"),
  "aws:costexplorer/anomalySubscription:AnomalySubscription": named,
  "aws:sns/topic:Topic": named,
  "aws:sns/topicPolicy:TopicPolicy": named,
  "aws:sns/topicSubscription:TopicSubscription": named,
  "aws:ssm/parameter:Parameter": named,
  "aws:ssm/activation:Activation": (name) => `1234abcd-12ab-34cd-56ef-${digest(name, 12)}`,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": hex("sgr"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": hex("sgr"),
  "aws:acm/certificate:Certificate": arnOf("acm", "certificate"),
  "aws:acmpca/permission:Permission": named,
  "aws:appautoscaling/policy:Policy": named,
  "aws:appautoscaling/scheduledAction:ScheduledAction": named,
  "aws:ecs/accountSettingDefault:AccountSettingDefault": named,
  "aws:appautoscaling/target:Target": named,
  "aws:ecs/service:Service": arnOf("ecs", "service"),
  "aws:ecs/taskDefinition:TaskDefinition": arnOf("ecs", "task-definition"),
  "aws:lb/listener:Listener": arnOf("elasticloadbalancing", "listener"),
  "aws:lb/listenerRule:ListenerRule": arnOf("elasticloadbalancing", "listener-rule"),
  "aws:lb/loadBalancer:LoadBalancer": arnOf("elasticloadbalancing", "loadbalancer/app"),
  "aws:lb/targetGroup:TargetGroup": arnOf("elasticloadbalancing", "targetgroup"),
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": named,
  "aws:route53/record:Record": named,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": named,
  "pulumi:providers:aws": (name) => name,
};

/** Outputs that AWS makes up; every other output echoes its input. */
function computed(type: string, id: string, name: string, aws: MockedAws): Record<string, string> {
  const arn = (service: string, path: string, region = aws.region) =>
    `arn:${aws.partition}:${service}:${region}:${aws.accountId}:${path}`;
  switch (type) {
    case "aws:backup/framework:Framework":
    case "aws:backup/plan:Plan":
    case "aws:backup/vault:Vault":
      return { name: id, arn: arn("backup", `${type.split(":").at(-1) ?? ""}:${id}`) };
    case "aws:s3/bucket:Bucket":
      return { bucket: id, arn: `arn:${aws.partition}:s3:::${id}` };
    case "aws:cloudwatch/logGroup:LogGroup":
      return { name: id, arn: arn("logs", `log-group:${id}`) };
    case "aws:cloudwatch/metricAlarm:MetricAlarm":
    case "aws:cloudwatch/compositeAlarm:CompositeAlarm":
      return { name: id, arn: arn("cloudwatch", `alarm:${id}`) };
    case "aws:directconnect/gatewayAssociation:GatewayAssociation":
      return { transitGatewayAttachmentId: `tgw-attach-${digest(id, 17)}` };
    case "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface":
    case "aws:directconnect/transitVirtualInterface:TransitVirtualInterface":
      return { bgpAuthKey: digest(`${id} key`, 24) };
    case "aws:ec2/eip:Eip":
      return { allocationId: id, publicIp: `198.51.100.${parseInt(digest(name, 2), 16)}` };
    case "aws:autoscaling/group:Group":
      return {
        name: id,
        arn: arn("autoscaling", `autoScalingGroup:1234:autoScalingGroupName/${id}`),
      };
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return { name: id, arn: arn("ec2", `launch-template/${id}`), latestVersion: "1" };
    case "aws:ecs/capacityProvider:CapacityProvider":
      return { name: id, arn: arn("ecs", `capacity-provider/${id}`) };
    case "aws:ecs/cluster:Cluster":
      return { name: id, arn: arn("ecs", `cluster/${id}`) };
    case "aws:ssm/parameter:Parameter":
      return { name: id };
    case "aws:iam/instanceProfile:InstanceProfile":
      return { name: id, arn: arn("iam", `instance-profile/${id}`, "") };
    case "aws:ssm/activation:Activation":
      return { activationCode: digest(name, 20) };
    case "aws:ec2/vpc:Vpc":
      return { arn: arn("ec2", `vpc/${id}`), defaultRouteTableId: `rtb-${digest(id, 17)}` };
    case "aws:ec2/vpnConnection:VpnConnection":
      return {
        transitGatewayAttachmentId: `tgw-attach-${digest(id, 17)}`,
        tunnel1Address: "198.51.100.1",
        tunnel2Address: "198.51.100.2",
        tunnel1BgpAsn: "64512",
        tunnel2BgpAsn: "64512",
        tunnel1PresharedKey: digest(`${id} 1`, 32),
        tunnel2PresharedKey: digest(`${id} 2`, 32),
      };
    case "aws:iam/role:Role":
      return { name: id, arn: arn("iam", `role/${id}`, "") };
    case "aws:kms/alias:Alias":
      return { name: id, arn: arn("kms", id) };
    case "aws:kms/key:Key":
      return { keyId: id, arn: arn("kms", `key/${id}`) };
    case "aws:route53/zone:Zone":
      return { zoneId: id };
    case "aws:scheduler/scheduleGroup:ScheduleGroup":
      return { name: id, arn: arn("scheduler", `schedule-group/${id}`) };
    case "aws:sqs/queue:Queue":
      return {
        url: `https://sqs.${aws.region}.${aws.dnsSuffix}/${aws.accountId}/${id}`,
        arn: arn("sqs", id),
      };
    case "aws:sns/topic:Topic":
      return { arn: arn("sns", id) };
    case "aws:acm/certificate:Certificate":
    case "aws:costexplorer/anomalyMonitor:AnomalyMonitor":
    case "aws:ecs/taskDefinition:TaskDefinition":
    case "aws:lb/listener:Listener":
    case "aws:lb/listenerRule:ListenerRule":
    case "aws:sfn/stateMachine:StateMachine":
      return { arn: id };
    case "aws:appautoscaling/policy:Policy":
      return { name: id, arn: arn("autoscaling", `scalingPolicy:${id}`) };
    case "aws:ecs/service:Service":
      return { name: named(name) };
    case "aws:lb/loadBalancer:LoadBalancer":
      return {
        arn: id,
        arnSuffix: id.split(":loadbalancer/")[1] ?? "",
        dnsName: `internal-${name}.${aws.region}.elb.${aws.dnsSuffix}`,
        zoneId: "Z32O12XQLNTSW2",
      };
    case "aws:lb/targetGroup:TargetGroup":
      return { arn: id, arnSuffix: id.split(":").at(-1) ?? "" };
    default:
      return {};
  }
}

function arnOf(service: string, kind: string): (name: string, aws: MockedAws) => string {
  return (name, { partition, region, accountId }) =>
    `arn:${partition}:${service}:${region}:${accountId}:${kind}/${named(name)}`;
}

function hex(prefix: string): (name: string) => string {
  return (name) => `${prefix}-${digest(name, 17)}`;
}

function named(name: string): string {
  return `${name}-${digest(name, 7)}`;
}

function digest(name: string, length: number): string {
  return createHash("sha256").update(name).digest("hex").slice(0, length);
}
