import type {
  ConnectivitySecrets,
  DataCentreSide,
} from "../components/connectivity/dataCentreSide";
import type { DnsDataCentreSide } from "../components/networking/hybridDns";
import type { DataCentreStorage } from "../components/storagegateway/dataCentreStorage";
import type { SiteRegistration } from "./serverRegistration";

/** What a stack tells the data centre: its outputs, as `pulumi stack output --json` has them. */
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

/** A stack's outputs, as JSON. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/** Picks what the data centre needs from a stack's outputs. */
export function readFacts(
  outputs: StackOutputs,
  about: { readonly stack: string; readonly source: string; readonly showSecrets: boolean },
): Facts {
  const { connectivity, dns, fileStorage, region, connectivitySecrets } = outputs;
  if (!isObject(connectivity)) {
    throw new Error(
      `stack ${about.stack} has no output "connectivity": set landbridge:connectivity and run pulumi up`,
    );
  }
  return {
    stack: about.stack,
    source: about.source,
    region: String(region),
    connectivity: connectivity as unknown as DataCentreSide,
    dns: isObject(dns) ? (dns as unknown as DnsDataCentreSide) : undefined,
    fileStorage: isObject(fileStorage) ? (fileStorage as unknown as DataCentreStorage) : undefined,
    sites: readSites(outputs, about.showSecrets),
    secrets:
      about.showSecrets && isObject(connectivitySecrets)
        ? (connectivitySecrets as unknown as ConnectivitySecrets)
        : undefined,
  };
}

function readSites(outputs: StackOutputs, showSecrets: boolean): SiteRegistration[] {
  const { sites, siteSecrets } = outputs;
  const secrets = showSecrets && isObject(siteSecrets) ? siteSecrets : {};
  const known = Array.isArray(sites) ? (sites as SiteRegistration[]) : [];
  return known.map((site) => ({ ...site, ...(secrets[site.site] as Partial<SiteRegistration>) }));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
