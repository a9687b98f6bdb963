import { createHash, createHmac } from "node:crypto";
import type { ECSClient } from "@aws-sdk/client-ecs";
import { SignatureV4 } from "@smithy/signature-v4";

/** Credentials and transport of a client of the SDK, whichever it is. */
export type SdkConfig = Pick<ECSClient["config"], "credentials" | "requestHandler">;

/** A call of an API of which the project has no client. */
export interface SignedCall {
  /** As requests are signed for it: `acm-pca`. */
  readonly service: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** @default "POST" */
  readonly method?: "GET" | "POST";
  /** @default "/" */
  readonly path?: string;
}

/** What a service answered. */
export interface Answered {
  readonly statusCode: number;
  readonly text: string;
  /** AWS's code of a refusal, where the protocol puts it into a header. */
  readonly errorType?: string | undefined;
}

/** SHA-256 as the SDK's signer takes it, keyed where it is given a secret. */
class Sha256 {
  private readonly hash;

  constructor(secret?: unknown) {
    this.hash =
      secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
  }

  update(data: unknown): void {
    this.hash.update(data as Uint8Array);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
}

/** Asks a service's endpoint with the SDK's own credentials, signature and transport. */
export async function signedCall(
  { credentials, requestHandler }: SdkConfig,
  { service, region, headers, body, method = "POST", path = "/" }: SignedCall,
): Promise<Answered> {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  // Where the SDK's own clients go as well: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
  const elsewhere = process.env["AWS_ENDPOINT_URL"];
  const { protocol, hostname, port } = new URL(
    elsewhere ?? `https://${service}.${region}.${suffix}`,
  );
  const host = port === "" ? hostname : `${hostname}:${port}`;
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const at = { protocol, hostname, ...(port !== "" && { port: Number(port) }) };
  const where = { ...at, method, path, query: {} };
  const sent = body === "" ? {} : { body };
  const signed = await signer.sign({ ...where, headers: { host, ...headers }, ...sent });
  const { response } = (await requestHandler.handle(signed as never)) as Handled;
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) {
    chunks.push(Buffer.from(chunk));
  }
  const { statusCode, headers: answered } = response;
  const errorType = answered["x-amzn-errortype"];
  return { statusCode, text: Buffer.concat(chunks).toString("utf8"), errorType };
}

/** An error whose name is AWS's code of the refusal. */
export function refusal(code: string | undefined, message: string): Error {
  const error = new Error(message);
  error.name = code ?? "UnknownError";
  return error;
}

/** What the SDK's transports give. */
interface Handled {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: AsyncIterable<Uint8Array>;
  };
}
