import * as pulumi from "@pulumi/pulumi";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { DependencyProviderResource, DependencyResource } from "@pulumi/pulumi/resource";
import { deserializeProperties, serializeProperties } from "@pulumi/pulumi/runtime/rpc";
import { invoke } from "../../sandbox/aws/invokes";
import { Repository } from "../../sandbox/awsx/repository";
import type { Provider } from "../../sandbox/provider/provider";
import type { Props } from "../../sandbox/provider/store";
import { goalOf, plain, type Goal, type Request } from "./goal";

/** Who answers what the program asks for. */
export interface Listener {
  readonly register: (goal: Goal) => Promise<{ id: string; outputs: Props }>;
  readonly provider: (urn: string) => Provider | undefined;
  /** Outputs of the last update. */
  readonly outputs: Props;
  /** Hears of a resource that was not made. */
  readonly failed: (error: unknown) => void;
}

type Callback<Response> = (error: unknown, response?: Response) => void;

interface InvokeRequest {
  getTok(): string;
  getProvider(): string;
  getArgs(): { toJavaScript(): Props };
}

/** The SDK's own mocked monitor, whose answers are taken over. */
interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: Request, callback: Callback<RegisterResourceResponse>): void;
  registerResourceOutputs(request: unknown, callback: Callback<object>): void;
  registerResourceHook(request: unknown, callback: Callback<object>): void;
  invoke(request: InvokeRequest, callback: Callback<InvokeResponse>): void;
}

/** Takes the SDK's requests to the listener from now on. */
export function listen(listener: Listener): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  // Components hand their providers on to what is in them; of remote ones the engine does so.
  const providers = new Map<string, ReadonlyMap<string, string>>();
  const answer = async (request: Request): Promise<RegisterResourceResponse> => {
    const inherited = new Map(providers.get(request.getParent()));
    request.getProvidersMap().forEach((reference, name) => inherited.set(name, reference));
    if (request.getRemote()) return remote(request, [...inherited.values()]);
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
    if (!request.getCustom()) providers.set(urn, inherited);
    const { id, outputs } = await listener.register(goalOf(request, urn));
    return response(urn, id, outputs);
  };
  monitor.registerResource = (request, callback) => {
    answer(request).then((made) => {
      callback(null, made);
    }, listener.failed);
  };
  monitor.registerResourceOutputs = (_request, callback) => {
    callback(null, {});
  };
  // Hooks run in updates of the engine only.
  monitor.registerResourceHook = (_request, callback) => {
    callback(null, {});
  };
  monitor.invoke = (request, callback) => {
    if (request.getTok() === "pulumi:pulumi:readStackOutputs") {
      callback(null, new InvokeResponse().setReturn(struct({ outputs: listener.outputs })));
      return;
    }
    const provider = listener.provider(request.getProvider().split("::").slice(0, 4).join("::"));
    try {
      if (!provider) throw new Error(`${request.getTok()} is asked of no provider`);
      const args = plain(request.getArgs().toJavaScript()) as Props;
      const found = invoke(request.getTok(), args, provider.cloud);
      callback(null, new InvokeResponse().setReturn(struct(found)));
    } catch (error) {
      callback(error);
    }
  };
}

/** What awsx makes where its provider runs, made here. */
async function remote(
  request: Request,
  references: readonly string[],
): Promise<RegisterResourceResponse> {
  const inputs = deserializeProperties(request.getObject() as unknown as Struct);
  const providers = references.map((reference) => new DependencyProviderResource(reference));
  const parent = new DependencyResource(request.getParent());
  const made = new Repository(request.getName(), inputs, { parent, providers });
  const { url } = made.outputs;
  const urn = await new Promise<string>((resolve) => made.urn.apply(resolve));
  return response(urn, "", (await serializeProperties("", { url })) as Props);
}

function response(urn: string, id: string, outputs: Props): RegisterResourceResponse {
  return new RegisterResourceResponse().setUrn(urn).setId(id).setObject(struct(outputs));
}

function struct(values: Props): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}
