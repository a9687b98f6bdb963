import { refusal, signedCall, type SdkConfig } from "./signedCall";

/** A call of an API that speaks JSON by methods and paths. */
export interface RestCall {
  /** As requests are signed for it: `guardduty`. */
  readonly service: string;
  readonly region: string;
  readonly method: "GET" | "POST";
  /** As `/detector`. */
  readonly path: string;
  /**
   * What a POST sends.
   * @default nothing
   */
  readonly input?: Readonly<Record<string, unknown>>;
}

/**
 * Calls an API of which the project has no client, with the SDK's own credentials, signature and transport.
 *
 * @throws Error whose name is AWS's code of the refusal.
 */
export async function restCall<Answer>(config: SdkConfig, call: RestCall): Promise<Answer> {
  const { service, region, method, path, input } = call;
  const headers = { "content-type": "application/json" };
  const body = input === undefined ? "" : JSON.stringify(input);
  const asked = { service, region, method, path, headers, body };
  const { statusCode, text, errorType } = await signedCall(config, asked);
  const answer = JSON.parse(text || "{}") as {
    readonly message?: string;
    readonly Message?: string;
  };
  if (statusCode < 400) return answer as Answer;
  // https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
  throw refusal(errorType?.split(":")[0], answer.message ?? answer.Message ?? `HTTP ${statusCode}`);
}
