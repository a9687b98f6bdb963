import { Readable } from "node:stream";
import type { AccountFacts } from "./facts";
import { Refused, type Input, type Operation } from "./operation";
import { operations } from "./operations";

/** A request of the AWS SDK, as far as the stand-in reads it. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Readable;
  };
}

/** A call, out of whichever of AWS's protocols it came in. */
interface Call {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: Input;
}

/** Calls of the REST protocol that are answered, by method and path. */
const REST: Readonly<Record<string, string>> = {
  "access-analyzer GET /analyzer": "ListAnalyzers",
  "backup GET /account-settings": "DescribeRegionSettings",
  "guardduty GET /detector": "ListDetectors",
  "inspector2 POST /status/batch/get": "BatchGetAccountStatus",
  "securityhub GET /accounts": "DescribeHub",
};

/** Services that speak XML, and the tag of an entry in their lists. */
const XML_ENTRY: Readonly<Record<string, string>> = {
  ec2: "item",
  elasticloadbalancing: "member",
  iam: "member",
  monitoring: "member",
  sts: "member",
};

/** Carries the SDK's requests to the stand-in's account: no socket is opened. */
export function standInTransport(facts: AccountFacts, more: Operations = {}) {
  const known = { ...operations, ...more };
  return {
    handle: (request: SdkRequest): Promise<SdkResponse> =>
      Promise.resolve(answer(request, facts, known)),
  };
}

/** What is answered, by service and operation. */
type Operations = Readonly<Record<string, Operation>>;

function answer(request: SdkRequest, facts: AccountFacts, known: Operations): SdkResponse {
  const call = read(request);
  const action = `${call.service}:${call.operation}`;
  try {
    const operation = known[action];
    if (!operation) throw new Refused("UnknownOperation", `stand-in for AWS: no ${action} here`);
    if (facts.denied.includes(action)) {
      const code = call.service === "ec2" ? "UnauthorizedOperation" : "AccessDeniedException";
      throw new Refused(code, `${facts.caller} is not authorized to perform: ${action}`);
    }
    return write(call, 200, operation(call.input, facts, call.region));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return write(call, 400, error);
  }
}

/** Which call a request is: the signature names service and Region, header, form or path the operation. */
function read({ method, path, headers, body }: SdkRequest): Call {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers["authorization"] ?? "");
  const [, region = "", service = ""] = scope ?? [];
  const target = headers["x-amz-target"];
  const text = textOf(body);
  if (target !== undefined) {
    const operation = target.split(".").at(-1) ?? "";
    return { service, region, operation, input: JSON.parse(text || "{}") as Input };
  }
  const rest = REST[`${service} ${method} ${path}`];
  if (rest !== undefined) return { service, region, operation: rest, input: {} };
  const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(text));
  return { service, region, operation: Action, input };
}

function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : "";
}

function write(call: Call, statusCode: number, result: object): SdkResponse {
  const entry = XML_ENTRY[call.service];
  const text = entry === undefined ? json(result) : xml(call, result, entry);
  const type = entry === undefined ? "application/x-amz-json-1.1" : "text/xml";
  const code = result instanceof Refused ? { "x-amzn-errortype": result.code } : undefined;
  const headers = { "content-type": type, ...code };
  return { response: { statusCode, headers, body: Readable.from([Buffer.from(text)]) } };
}

function json(result: object): string {
  return result instanceof Refused
    ? JSON.stringify({ __type: result.code, message: result.message })
    : JSON.stringify(result);
}

function xml({ service, operation }: Call, result: object, entry: string): string {
  const isEc2 = service === "ec2";
  if (result instanceof Refused) {
    const error = element("Error", { Code: result.code, Message: result.message }, entry);
    return isEc2
      ? `<Response><Errors>${error}</Errors></Response>`
      : `<ErrorResponse>${error}</ErrorResponse>`;
  }
  const name = `${operation}Response`;
  return element(name, isEc2 ? result : { [`${operation}Result`]: result }, entry);
}

function element(name: string, value: unknown, entry: string): string {
  return `<${name}>${inside(value, entry)}</${name}>`;
}

function inside(value: unknown, entry: string): string {
  if (Array.isArray(value)) return value.map((each) => element(entry, each, entry)).join("");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([key, each]) => element(key, each, entry))
      .join("");
  }
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
