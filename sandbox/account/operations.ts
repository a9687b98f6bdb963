import { architectureOf } from "../../components/ecs/capacityPlan";
import { zonesOf } from "../aws/shared/regions";
import { certificateOperations } from "./certificates";
import type { AccountFacts } from "./facts";
import { Refused, type Input, type Operation } from "./operation";
import { serviceOperations } from "./services";
import { watcherOperations } from "./watchers";

/** AWS's values of quotas. https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
const QUOTA_DEFAULTS: Readonly<Record<string, number>> = {
  "ec2/L-0263D0A3": 5,
  "ec2/L-1216C47A": 5,
  "ec2/L-34B43A08": 5,
  "ec2/L-DB2E81BA": 0,
  "ec2/L-3819A6DF": 0,
  "ec2/L-3E6EC3A3": 50,
  "ec2/L-A2478D36": 5,
  "vpc/L-F678F1CE": 5,
  "vpc/L-DF5E4CA3": 5000,
  "vpc/L-0EA8095F": 60,
  "vpc/L-29B6F2EB": 50,
  "vpc/L-2AEEBF1A": 20,
  "vpc/L-E79EC296": 2500,
  "elasticloadbalancing/L-53DA6B97": 50,
  "elasticloadbalancing/L-7E6692B2": 1000,
  "elasticloadbalancing/L-7EED9B64": 100,
  "elasticloadbalancing/L-B22855CB": 3000,
  "iam/L-FE177D64": 1000,
  "rds/L-D94C7EA3": 20,
  "rds/L-A59F4C87": 20,
  "rds/L-7B6409FD": 40,
  "rds/L-DE55804A": 50,
  "rds/L-E4C808A8": 50,
};

const times = <T>(count: number, each: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => each(i));

function zonesIn(region: string, { zones }: AccountFacts): string[] {
  const letters = zones[region];
  return letters === undefined ? zonesOf(region) : Array.from(letters, (each) => region + each);
}

/** Parameters such as `InstanceType.1`. */
function listed(input: Input, prefix: string): string[] {
  return Object.entries(input)
    .filter(([key]) => key.startsWith(`${prefix}.`) && /^\d+$/.test(key.slice(prefix.length + 1)))
    .map(([, value]) => String(value));
}

/** `m8g.2xlarge` has 8: two for a large, the double for each size after that. */
function vcpus(type: string): number {
  const [, size = ""] = type.split(".");
  const multiple = /^(\d*)xlarge$/.exec(size)?.[1];
  if (multiple !== undefined) return 4 * Number(multiple || 1);
  return size === "medium" && architectureOf(type) === "arm64" ? 1 : 2;
}

function quota(input: Input, values: Readonly<Record<string, number>>): object {
  const code = `${String(input["ServiceCode"])}/${String(input["QuotaCode"])}`;
  const value = values[code];
  if (value === undefined) throw new Refused("NoSuchResourceException", `no quota ${code}`);
  return { Quota: { QuotaCode: input["QuotaCode"], Value: value } };
}

/** What is answered, by the service as requests are signed for it and the operation. */
export const operations: Readonly<Record<string, Operation>> = {
  "sts:GetCallerIdentity": (_, { accountId, caller }) => {
    if (caller === "") throw new Refused("ExpiredToken", "The security token is expired");
    return { Arn: caller, UserId: "AROASTANDINFORAWS2345:landbridge", Account: accountId };
  },

  "ec2:DescribeRegions": (_, { regions }) => ({
    regionInfo: Object.entries(regions).map(([regionName, optInStatus]) => ({
      regionName,
      optInStatus,
    })),
  }),

  "ec2:DescribeAvailabilityZones": (_, facts, region) => ({
    availabilityZoneInfo: zonesIn(region, facts).map((zoneName) => ({
      zoneName,
      zoneState: "available",
      zoneType: "availability-zone",
    })),
  }),

  "ec2:DescribeInstanceTypeOfferings": (input, facts, region) => ({
    instanceTypeOfferingSet: zonesIn(region, facts).flatMap((location) =>
      listed(input, "Filter.1.Value")
        .filter((type) => !facts.notOffered[location]?.includes(type))
        .map((instanceType) => ({ instanceType, location })),
    ),
  }),

  "ec2:DescribeInstanceTypes": (input) => ({
    instanceTypeSet: listed(input, "InstanceType").map((instanceType) => ({
      instanceType,
      vCpuInfo: { defaultVCpus: vcpus(instanceType) },
    })),
  }),

  "ec2:DescribeInstances": (_, { others }) => ({
    reservationSet: [
      {
        instancesSet: others.instances.map((instanceType) => ({
          instanceType,
          cpuOptions: { coreCount: vcpus(instanceType), threadsPerCore: 1 },
        })),
      },
    ],
  }),

  "ec2:DescribeVpcs": (_, { others }) => ({
    vpcSet: times(others.vpcs, (i) => ({ vpcId: `vpc-0000000${i}` })),
  }),

  "ec2:DescribeAddresses": (_, { others }) => ({
    addressesSet: times(others.elasticIps, (i) => ({ allocationId: `eipalloc-0000000${i}` })),
  }),

  "ec2:DescribeNetworkInterfaces": (_, { others }) => ({
    networkInterfaceSet: times(others.networkInterfaces, (i) => ({
      networkInterfaceId: `eni-0000000${i}`,
      vpcId: "vpc-00000000",
    })),
  }),

  "ec2:DescribeVpnConnections": (_, { others }) => ({
    vpnConnectionSet: times(others.vpnConnections, (i) => ({
      vpnConnectionId: `vpn-0000000${i}`,
      state: "available",
    })),
  }),

  "ec2:DescribeTransitGateways": (_, { others }) => ({
    transitGatewaySet: times(others.transitGateways, (i) => ({
      transitGatewayId: `tgw-0000000${i}`,
      state: "available",
    })),
  }),

  "iam:ListRoles": (_, { serviceLinkedRoles }) => ({
    Roles: serviceLinkedRoles.map((service) => ({
      Path: `/aws-service-role/${service}.amazonaws.com/`,
      RoleName: "AWSServiceRole",
    })),
    IsTruncated: false,
  }),

  "servicequotas:GetServiceQuota": (input, { quotas }) => quota(input, quotas),
  "servicequotas:GetAWSDefaultServiceQuota": (input) => quota(input, QUOTA_DEFAULTS),

  "config:DescribeConfigurationRecorders": (_, { configRecorder }) => ({
    ConfigurationRecorders: configRecorder === "none" ? [] : [{ name: "default" }],
  }),
  "config:DescribeConfigurationRecorderStatus": (_, { configRecorder }) => ({
    ConfigurationRecordersStatus:
      configRecorder === "none"
        ? []
        : [{ name: "default", recording: configRecorder === "recording" }],
  }),

  ...watcherOperations,

  "ecs:ListAccountSettings": (_, { trunking }) => ({
    settings: [{ name: "awsvpcTrunking", value: trunking }],
  }),

  "backup:DescribeRegionSettings": (_, { backupOptIn }) => ({
    ResourceTypeOptInPreference: backupOptIn,
  }),

  "secretsmanager:DescribeSecret": ({ SecretId }, { secrets }) => {
    const state = secrets[String(SecretId)];
    if (typeof state !== "string") {
      throw new Refused("ResourceNotFoundException", "Secrets Manager can't find the secret.");
    }
    return { ARN: SecretId, ...(state === "deleted" && { DeletedDate: 1_700_000_000 }) };
  },

  "ssm:DescribeParameters": ({ ParameterFilters }, { parameters }) => {
    const [filter] = ParameterFilters as { Values: string[] }[];
    const found = parameters.filter((name) => filter?.Values.includes(name));
    return { Parameters: found.map((Name) => ({ Name })) };
  },

  "ssm:GetParameters": ({ Names }, { parameterValues }, region) => {
    const asked = (Names as string[]).map((Name) => ({
      Name,
      Value: parameterValues[`${region} ${Name}`],
    }));
    return {
      Parameters: asked.filter(({ Value }) => Value !== undefined),
      InvalidParameters: asked.flatMap(({ Name, Value }) => (Value === undefined ? [Name] : [])),
    };
  },

  ...certificateOperations,
  ...serviceOperations,

  "ecr:BatchGetImage": (input, { images }) => {
    const repository = images[String(input["repositoryName"])];
    if (!repository) {
      throw new Refused("RepositoryNotFoundException", "The repository does not exist");
    }
    const [{ imageTag = "" } = {}] = input["imageIds"] as { imageTag?: string }[];
    const architectures = repository[imageTag];
    if (!architectures) return { images: [], failures: [{ failureCode: "ImageNotFound" }] };
    const [only = ""] = architectures;
    const manifest =
      architectures.length > 1
        ? { manifests: architectures.map((architecture) => ({ platform: { architecture } })) }
        : { config: { digest: `sha256:${only}` } };
    return { images: [{ imageId: { imageTag }, imageManifest: JSON.stringify(manifest) }] };
  },
  "ecr:GetDownloadUrlForLayer": ({ layerDigest }) => ({
    downloadUrl: `https://layers.invalid/${String(layerDigest)}`,
  }),

  "directconnect:DescribeConnections": (_, { connections }) => ({
    connections: Object.entries(connections).flatMap(([connectionId, each]) =>
      each ? [{ connectionId, connectionState: each.state, location: each.location }] : [],
    ),
  }),
  "directconnect:DescribeLags": () => ({ lags: [] }),
};
