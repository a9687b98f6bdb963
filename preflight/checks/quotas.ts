import {
  DescribeAddressesCommand,
  DescribeVpnConnectionsCommand,
  EC2Client,
  paginateDescribeInstances,
  paginateDescribeInstanceTypes,
  paginateDescribeNetworkInterfaces,
  paginateDescribeTransitGateways,
  paginateDescribeVpcs,
  type _InstanceType,
  type Instance,
  type Tag,
} from "@aws-sdk/client-ec2";
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import type { Account } from "../account";
import { check, failed, ok, unchecked, type Check, type Judgement } from "../check";
import { compute, familyOf, instanceTypes, type Compute } from "../needs";
import { quotas, vcpuQuotas, type Quota, type Usage } from "../quotas";

/** What a quota allows, what the stack needs of it, and what others have of it. */
export interface QuotaFacts {
  readonly what: string;
  readonly service: string;
  readonly code: string;
  readonly value: number;
  readonly needed: number;
  readonly used: number;
  readonly usageUnknown?: boolean | undefined;
}

/** Whether there is room for the stack at its largest. */
function judgeQuota(facts: QuotaFacts): Judgement {
  const { what, service, code, value, needed, used, usageUnknown } = facts;
  const others = usageUnknown ? ", others' not counted" : used > 0 ? `, others use ${used}` : "";
  const found = `${what}: needs ${needed}, quota ${value}${others}`;
  const total = needed + used;
  if (total <= value) return ok(found);
  const raise = "aws service-quotas request-service-quota-increase";
  return failed(
    found,
    `${raise} --service-code ${service} --quota-code ${code} --desired-value ${total}`,
  );
}

/** The quota as the account has it; AWS's own value where nobody has asked for another. */
async function valueOf(account: Account, service: string, code: string): Promise<number> {
  // IAM is in no Region, and its quotas are in the first one.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entities
  const isGlobal = service === "iam" && !/^(cn|us-gov|eusc)-/.test(account.region);
  const client = account.client(ServiceQuotasClient, isGlobal ? "us-east-1" : account.region);
  const asked = { ServiceCode: service, QuotaCode: code };
  try {
    const { Quota: quota } = await client.send(new GetServiceQuotaCommand(asked));
    return quota?.Value ?? 0;
  } catch (error) {
    if (!(error instanceof Error && error.name === "NoSuchResourceException")) throw error;
    const { Quota: quota } = await client.send(new GetAWSDefaultServiceQuotaCommand(asked));
    return quota?.Value ?? 0;
  }
}

const READ_QUOTA = ["servicequotas:GetServiceQuota", "servicequotas:GetAWSDefaultServiceQuota"];

/** How many of a kind others have: what bears the stack's own tag is not counted against it. */
const usage: Readonly<
  Record<
    keyof Usage,
    { action: string; count: (account: Account, stack: string) => Promise<number> }
  >
> = {
  vpcs: {
    action: "ec2:DescribeVpcs",
    async count(account, stack) {
      return (await vpcs(account)).filter(({ Tags }) => !isOwn(Tags, stack)).length;
    },
  },
  elasticIps: {
    action: "ec2:DescribeAddresses",
    async count(account, stack) {
      const { Addresses = [] } = await account
        .client(EC2Client)
        .send(new DescribeAddressesCommand({}));
      return Addresses.filter(({ Tags }) => !isOwn(Tags, stack)).length;
    },
  },
  networkInterfaces: {
    action: "ec2:DescribeNetworkInterfaces",
    async count(account, stack) {
      const own = (await vpcs(account)).filter(({ Tags }) => isOwn(Tags, stack));
      const ownIds = own.map(({ VpcId }) => VpcId);
      const client = account.client(EC2Client);
      let others = 0;
      for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces(
        { client },
        {},
      )) {
        others += NetworkInterfaces.filter(({ VpcId }) => !ownIds.includes(VpcId)).length;
      }
      return others;
    },
  },
  vpnConnections: {
    action: "ec2:DescribeVpnConnections",
    async count(account, stack) {
      const { VpnConnections = [] } = await account
        .client(EC2Client)
        .send(new DescribeVpnConnectionsCommand({}));
      return VpnConnections.filter(({ Tags, State }) => State !== "deleted" && !isOwn(Tags, stack))
        .length;
    },
  },
  transitGateways: {
    action: "ec2:DescribeTransitGateways",
    async count(account, stack) {
      const client = account.client(EC2Client);
      let others = 0;
      for await (const { TransitGateways = [] } of paginateDescribeTransitGateways(
        { client },
        {},
      )) {
        others += TransitGateways.filter(
          ({ Tags, State }) => State !== "deleted" && !isOwn(Tags, stack),
        ).length;
      }
      return others;
    },
  },
};

async function vpcs(account: Account) {
  const found = [];
  for await (const { Vpcs = [] } of paginateDescribeVpcs(
    { client: account.client(EC2Client) },
    {},
  )) {
    found.push(...Vpcs);
  }
  return found;
}

function isOwn(tags: readonly Tag[] | undefined, stack: string): boolean {
  return (tags ?? []).some(({ Key, Value }) => Key === "landbridge:stack" && Value === stack);
}

function quotaCheck(quota: Quota): Check {
  const { what, service, code, used, usageUnknown } = quota;
  const others = used && usage[used];
  return check<QuotaFacts>({
    name: "Service Quotas",
    actions: [...READ_QUOTA, ...(others ? [others.action] : [])],
    applies: (config) => config.parts.network && quota.needed(config) > 0,
    async ask({ account, config }) {
      return {
        what,
        service,
        code,
        value: await valueOf(account, service, code),
        needed: quota.needed(config),
        used: others ? await others.count(account, config.stack) : 0,
        usageUnknown,
      };
    },
    judge: (facts) => [judgeQuota(facts)],
  });
}

/** A family's vCPUs that run already for others. */
function running(instances: readonly Instance[], { family, market }: Compute, stack: string) {
  return instances
    .filter(({ Tags }) => !isOwn(Tags, stack))
    .filter(({ InstanceType = "" }) => familyOf(InstanceType) === family)
    .filter(({ InstanceLifecycle }) => (InstanceLifecycle === "spot") === (market === "spot"))
    .reduce((sum, { CpuOptions }) => {
      return sum + (CpuOptions?.CoreCount ?? 0) * (CpuOptions?.ThreadsPerCore ?? 0);
    }, 0);
}

/** Judgements, or the quotas to judge. */
type VcpuFacts = readonly (QuotaFacts | Judgement)[];

const vcpus = check<VcpuFacts>({
  name: "Service Quotas",
  actions: [...READ_QUOTA, "ec2:DescribeInstanceTypes", "ec2:DescribeInstances"],
  applies: (config) => config.parts.network && instanceTypes(config).length > 0,
  async ask({ account, config }) {
    const client = account.client(EC2Client);
    const sizes: Record<string, number> = {};
    // The SDK's list of types ends where it was generated: the newest ones are none of its own.
    const InstanceTypes = instanceTypes(config) as _InstanceType[];
    for await (const page of paginateDescribeInstanceTypes({ client }, { InstanceTypes })) {
      for (const { InstanceType = "", VCpuInfo } of page.InstanceTypes ?? []) {
        sizes[InstanceType] = VCpuInfo?.DefaultVCpus ?? 0;
      }
    }
    const instances: Instance[] = [];
    const Filters = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
    for await (const page of paginateDescribeInstances({ client }, { Filters })) {
      instances.push(...(page.Reservations ?? []).flatMap((each) => each.Instances ?? []));
    }
    return Promise.all(
      compute(config, (type) => sizes[type] ?? 0).map(async (each) => {
        const what = `vCPUs, ${each.family} ${each.market}`;
        const code = vcpuQuotas[each.family]?.[each.market];
        if (code === undefined) {
          return unchecked(
            `${what}: needs ${each.vcpus}`,
            "look at EC2 in the console of Service Quotas",
          );
        }
        const value = await valueOf(account, "ec2", code);
        const used = running(instances, each, config.stack);
        return { what, service: "ec2", code, value, needed: each.vcpus, used };
      }),
    );
  },
  judge: (facts) => facts.map((each) => ("result" in each ? each : judgeQuota(each))),
});

/** One check for each quota, so that a permission that is missing hides no other. */
export const serviceQuotas: readonly Check[] = [...quotas.map(quotaCheck), vcpus];
