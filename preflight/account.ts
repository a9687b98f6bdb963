import type { EC2ClientConfig } from "@aws-sdk/client-ec2";

type RequestHandler = NonNullable<EC2ClientConfig["requestHandler"]>;

/** Settings of every client of the AWS SDK; nothing for the real thing. */
export interface ClientSettings {
  /** What carries requests, in place of the SDK's own HTTP. */
  readonly requestHandler?: RequestHandler;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** How the account and what is around it are reached. */
export interface Surroundings {
  readonly clients: ClientSettings;
  /** Whether something answers at an address on a TCP port. */
  connect(address: string, port: number): Promise<boolean>;
  /** URL of the backend that keeps Pulumi's state; undefined where that is unknown. */
  backend(): Promise<string | undefined>;
  /** Region of an S3 bucket; undefined where that is unknown. */
  bucketRegion(bucket: string): Promise<string | undefined>;
  /** A JSON document at a URL that AWS has signed. */
  download(url: string): Promise<unknown>;
}

/** What a client is made from. */
type ClientClass<Client> = new (settings: ClientSettings & { region: string }) => Client;

/** An AWS account, by the SDK's clients, and the surroundings of the stack. */
export class Account {
  private readonly made = new Map<string, object>();

  constructor(
    /** The stack's Region. */
    readonly region: string,
    readonly surroundings: Surroundings,
  ) {}

  /** The client of a service in a Region. */
  client<Client extends object>(of: ClientClass<Client>, region = this.region): Client {
    const key = `${of.name} ${region}`;
    const client = this.made.get(key) ?? new of({ ...this.surroundings.clients, region });
    this.made.set(key, client);
    return client as Client;
  }
}

/** The parts of an ARN; undefined for anything else. */
export function arnParts(
  arn: string,
): { service: string; region: string; accountId: string; resource: string } | undefined {
  const [, service, region, accountId, resource] =
    /^arn:[^:]+:([^:]+):([^:]*):([^:]*):(.+)$/s.exec(arn) ?? [];
  return service === undefined || region === undefined || accountId === undefined
    ? undefined
    : { service, region, accountId, resource: resource ?? "" };
}
