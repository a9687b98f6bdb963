import type { AnswerKey, Answers } from "./questions";

/** A stack's configuration as its file has it: keys with their namespace. */
export type StackFileConfig = Readonly<Record<string, unknown>>;

/** What a size stands for, besides what is asked: nothing that has its default. */
const sizes: Readonly<Record<string, (zones: readonly string[]) => StackFileConfig>> = {
  trial: () => ({
    "landbridge:environmentType": "development",
    "landbridge:deletionProtection": false,
  }),
  team: (zones) => ({ "landbridge:cluster": capacity("large", zones.length, 6) }),
  company: (zones) => ({
    "landbridge:cluster": capacity("xlarge", zones.length, 12),
    "landbridge:backup": { restoreTesting: {} },
  }),
};

/** What makes a trial cheap: one NAT gateway instead of one a zone, and no endpoints that cost by the hour. */
const cheapNetwork = { natGateways: "single", interfaceEndpoints: "none" };

function capacity(size: string, minSize: number, maxSize: number): object {
  const instanceTypes = [`m8g.${size}`, `m7g.${size}`];
  return { capacity: { general: { instanceTypes, minSize, maxSize } } };
}

/** The configuration that answers come to, in the order in which the file has it. */
export function stackConfig(answers: Answers): StackFileConfig {
  const { region, size = "trial", owner, costCenter, vpcCidr } = answers;
  const zones = list(answers, "zones");
  const { "landbridge:environmentType": environmentType, ...rest } = sizes[size]?.(zones) ?? {};
  const recoveryRegion = answers.recoveryRegion ?? "";
  const cidrs = list(answers, "dataCentre");
  const alarmEmails = list(answers, "alarmEmails");
  const path = connectivity(answers);
  const existing = existingNetwork(answers);
  const config = {
    "aws:region": region,
    "landbridge:environmentType": environmentType,
    "landbridge:tags": { owner, costCenter },
    "landbridge:residency": { allowedRegions: [region, ...list(answers, "recoveryRegion")] },
    "landbridge:network": {
      vpcCidr,
      availabilityZones: zones,
      ...(existing ? { existing } : size === "trial" && cheapNetwork),
    },
    "landbridge:onPremises": cidrs.length > 0 ? { cidrs } : undefined,
    "landbridge:connectivity": path,
    "landbridge:monitoring": alarmEmails.length > 0 ? { alarmEmails } : undefined,
    "landbridge:recovery":
      recoveryRegion === "" ? undefined : { strategy: "backup-restore", region: recoveryRegion },
    ...rest,
  };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

function existingNetwork(answers: Answers): object | undefined {
  const { existingVpc: vpcId = "" } = answers;
  if (vpcId === "") return undefined;
  const tier = (name: "private" | "isolated"): object => {
    const ids = list(answers, `${name}Subnets`);
    return ids.length > 0 ? ids : { tags: { tier: name } };
  };
  return { vpcId, subnets: { private: tier("private"), isolated: tier("isolated") } };
}

const modes: Readonly<Record<string, string>> = {
  vpn: "vpn",
  "direct-connect": "direct-connect",
  both: "direct-connect-with-vpn",
};

function connectivity(answers: Answers): object | undefined {
  const mode = modes[answers.path ?? "none"];
  if (mode === undefined) return undefined;
  const devices = list(answers, "vpnDevices").map((ipAddress, i) => ({
    name: `device-${i + 1}`,
    ipAddress,
  }));
  const links = list(answers, "dxLocations").map((location, i) => ({
    name: `link-${i + 1}`,
    location,
    order: { bandwidth: "1Gbps" },
    virtualInterface: { vlan: 101 + i },
  }));
  return {
    mode,
    customerSideAsn: number(answers.asn),
    ...(mode !== "vpn" && { directConnect: { links } }),
    ...(mode !== "direct-connect" && { vpn: { devices } }),
  };
}

function list(answers: Answers, key: AnswerKey): string[] {
  return (answers[key] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** What is no number stays as it was typed, for config to say so. */
function number(text = ""): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
