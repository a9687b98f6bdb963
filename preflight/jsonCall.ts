import { createHash, createHmac } from "node:crypto";
import { ACMClient } from "@aws-sdk/client-acm";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Account } from "./account";

/** A call of an API that speaks JSON 1.1. */
export interface JsonCall {
  /** As requests are signed for it: `acm-pca`. */
  readonly service: string;
  /** As the API names its operations: `ACMPrivateCA.DescribeCertificateAuthority`. */
  readonly target: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
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

/**
 * Calls an API of which the project has no client, with the SDK's own credentials, signature and transport: for
 * two calls of AWS Private CA, a client is a hundred packages more.
 *
 * @throws Error whose name is AWS's code of the refusal.
 */
export async function jsonCall<Answer>(account: Account, call: JsonCall): Promise<Answer> {
  const { service, target, region, input } = call;
  const { config } = account.client(ACMClient, region);
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const hostname = `${service}.${region}.${suffix}`;
  const { credentials } = config;
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const headers = {
    host: hostname,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": target,
  };
  const where = { method: "POST", protocol: "https:", hostname, path: "/", query: {} };
  const signed = await signer.sign({ ...where, headers, body: JSON.stringify(input) });
  const handled = (await config.requestHandler.handle(signed as never)) as Handled;
  const { response } = handled;
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) {
    chunks.push(Buffer.from(chunk));
  }
  const answer = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") as Refusal;
  if (response.statusCode < 400) return answer as Answer;
  const error = new Error(answer.message ?? answer.Message ?? `HTTP ${response.statusCode}`);
  error.name = (answer.__type ?? "UnknownError").split("#").at(-1) ?? "UnknownError";
  throw error;
}

/** What the SDK's transports give. */
interface Handled {
  readonly response: {
    readonly statusCode: number;
    readonly body: AsyncIterable<Uint8Array>;
  };
}

interface Refusal {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}
