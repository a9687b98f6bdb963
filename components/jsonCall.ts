import { refusal, signedCall, type SdkConfig } from "./signedCall";

/** A call of an API that speaks JSON 1.1. */
export interface JsonCall {
  /** As requests are signed for it: `acm-pca`. */
  readonly service: string;
  /** As the API names its operations: `ACMPrivateCA.DescribeCertificateAuthority`. */
  readonly target: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Calls an API of which the project has no client, with the SDK's own credentials, signature and transport: for
 * a call or two, a client is a hundred packages more.
 *
 * @throws Error whose name is AWS's code of the refusal.
 */
export async function jsonCall<Answer>(config: SdkConfig, call: JsonCall): Promise<Answer> {
  const { service, target, region, input } = call;
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
  const body = JSON.stringify(input);
  const { statusCode, text } = await signedCall(config, { service, region, headers, body });
  const answer = JSON.parse(text || "{}") as Refusal;
  if (statusCode < 400) return answer as Answer;
  const message = answer.message ?? answer.Message ?? `HTTP ${statusCode}`;
  throw refusal(answer.__type?.split("#").at(-1), message);
}

interface Refusal {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}
