import type { DataCentreSide } from "../components/connectivity/dataCentreSide";
import type { DnsDataCentreSide } from "../components/networking/hybridDns";
import type { DataCentreStorage } from "../components/storagegateway/dataCentreStorage";
import type { SiteRegistration } from "./serverRegistration";

/** What a stack exports for the data centre: its outputs, as `pulumi stack output --json` has them. */
export interface Facts {
  readonly stack: string;
  /** Where the outputs come from, in words. */
  readonly source: string;
  readonly region: string;
  readonly connectivity: DataCentreSide;
  readonly dns?: DnsDataCentreSide;
  readonly fileStorage?: DataCentreStorage;
  /** Sites whose servers run containers; with the codes of their activations where asked for. */
  readonly sites?: readonly SiteRegistration[];
  /** Keys of tunnels and BGP sessions: only there when they were asked for. */
  readonly secrets?: ConnectivitySecrets;
}

/** Keys of the data centre's devices, by name of the tunnel and of the link. */
interface ConnectivitySecrets {
  readonly presharedKeys: Readonly<Record<string, string>>;
  readonly bgpAuthKeys: Readonly<Record<string, string>>;
}

/** A stack's outputs, as JSON. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/** What is known about the outputs besides themselves. */
interface About {
  readonly stack: string;
  readonly source: string;
  /** Values of the secrets that the outputs name, by parameter; only where they were asked for. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}

/** Picks what the data centre needs from a stack's outputs. */
export function readFacts(outputs: StackOutputs, { stack, source, secrets }: About): Facts {
  const { connectivity, dns, fileStorage, region } = outputs;
  if (!isObject(connectivity)) {
    throw new Error(
      `stack ${stack} has no output "connectivity": set landbridge:connectivity and run pulumi up`,
    );
  }
  return {
    stack,
    source,
    region: String(region),
    connectivity: connectivity as unknown as DataCentreSide,
    dns: isObject(dns) ? (dns as unknown as DnsDataCentreSide) : undefined,
    fileStorage: isObject(fileStorage) ? (fileStorage as unknown as DataCentreStorage) : undefined,
    sites: sitesOf(outputs).map(({ activationCodeParameter, ...site }) => {
      const activationCode = secrets?.[activationCodeParameter];
      return { ...site, ...(activationCode !== undefined && { activationCode }) };
    }),
    secrets: secrets && {
      presharedKeys: keysOf(tunnelsOf(outputs), secrets),
      bgpAuthKeys: keysOf(linksOf(outputs), secrets),
    },
  };
}

/** Names of the parameters that hold the secrets for the data centre. */
export function secretParameters(outputs: StackOutputs): string[] {
  return [
    ...[...tunnelsOf(outputs), ...linksOf(outputs)].flatMap(
      ({ keyParameter }) => keyParameter ?? [],
    ),
    ...sitesOf(outputs).map(({ activationCodeParameter }) => activationCodeParameter),
  ];
}

/** Something with a key. */
interface Keyed {
  readonly name: string;
  readonly keyParameter?: string;
}

function keysOf(
  keyed: readonly Keyed[],
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    keyed.flatMap(({ name, keyParameter = "" }) => {
      const value = secrets[keyParameter];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function tunnelsOf({ connectivity }: StackOutputs): readonly Keyed[] {
  const { devices = [] } = { ...(connectivity as Partial<DataCentreSide> | undefined) };
  return devices.flatMap(({ tunnels }) => tunnels);
}

function linksOf({ connectivity }: StackOutputs): readonly Keyed[] {
  return (connectivity as Partial<DataCentreSide> | undefined)?.links ?? [];
}

/** A site as the stack exports it. */
type SiteOutput = SiteRegistration & { readonly activationCodeParameter: string };

function sitesOf({ sites }: StackOutputs): readonly SiteOutput[] {
  return Array.isArray(sites) ? (sites as SiteOutput[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
