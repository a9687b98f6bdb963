import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { Surroundings } from "../../preflight/account";

interface Handler {
  handle(request: object): Promise<{
    readonly response: {
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: AsyncIterable<Uint8Array>;
    };
  }>;
}

/**
 * Answers the AWS SDK's clients in this process by HTTP, as long as something runs: a program that calls AWS by itself
 * finds the stand-in by the settings that every SDK reads.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export async function answering<T>(
  { clients }: Pick<Surroundings, "clients">,
  run: () => Promise<T>,
): Promise<T> {
  const transport = clients.requestHandler as unknown as Handler;
  const server = http.createServer((request, response) => {
    void answer(transport, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { accessKeyId = "", secretAccessKey = "" } = { ...clients.credentials };
  const settings = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    server.closeAllConnections();
    server.close();
  }
}

async function answer(
  transport: Handler,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const { method, url: path, headers } = request;
  const { response: answered } = await transport.handle({
    method,
    path,
    headers,
    body: Buffer.concat(chunks),
  });
  response.writeHead(answered.statusCode, answered.headers);
  for await (const chunk of answered.body) response.write(chunk);
  response.end();
}
