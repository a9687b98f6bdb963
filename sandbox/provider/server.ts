import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { invoke } from "../aws/invokes";
import { configure } from "./configure";
import type { Difference } from "./diff";
import type { Problem } from "./plan";
import type { Provider } from "./provider";
import type { Props } from "./store";

/** The directory that holds the account's state; the engine driver sets it. */
const stateDir = process.env["LANDBRIDGE_SANDBOX_STATE"] ?? path.resolve(".sandbox/aws");

type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/** Answers the engine: Pulumi's provider protocol, and nothing of AWS. */
export function serve(): void {
  let configured: Provider | undefined;
  const ready = () => {
    if (!configured) throw new Error("stand-in for AWS: used before it was configured");
    return configured;
  };

  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(ResourceProviderService, {
    getPluginInfo: unary(() => new PluginInfo().setVersion("7.48.0")),
    cancel: unary(() => new Empty()),
    getSchema: unary(() => new messages.GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((request: messages.CheckRequest) => checked(props(request.getNews()), [])),
    diffConfig: unary((request: messages.DiffRequest) => {
      const changed =
        JSON.stringify(props(request.getOldInputs())) !== JSON.stringify(props(request.getNews()));
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      return new messages.DiffResponse().setChanges(changed ? DIFF_SOME : DIFF_NONE);
    }),
    configure: unary((request: messages.ConfigureRequest) => {
      configured = configure(props(request.getArgs()), stateDir);
      return new messages.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(false);
    }),
    check: unary((request: messages.CheckRequest) => {
      const provider = ready();
      const { inputs, problems } = provider.check(
        request.getUrn(),
        props(request.getOlds()),
        props(request.getNews()),
      );
      return checked(inputs, problems);
    }),
    diff: unary((request: messages.DiffRequest) => {
      const provider = ready();
      const oldInputs = props(request.getOldInputs());
      return diffed(
        provider.diff(
          request.getUrn(),
          props(request.getOlds()),
          oldInputs,
          props(request.getNews()),
          request.getIgnorechangesList(),
        ),
      );
    }),
    create: unary(async (request: messages.CreateRequest) => {
      const provider = ready();
      const [urn, inputs] = [request.getUrn(), props(request.getProperties())];
      const response = new messages.CreateResponse();
      if (request.getPreview())
        return response.setProperties(struct(provider.plannedOutputs(urn, inputs)));
      const { id, attributes } = await provider.create(urn, inputs);
      return response.setId(id).setProperties(struct(attributes));
    }),
    update: unary(async (request: messages.UpdateRequest) => {
      const provider = ready();
      const [urn, inputs] = [request.getUrn(), props(request.getNews())];
      const response = new messages.UpdateResponse();
      if (request.getPreview()) {
        const [olds, oldInputs] = [props(request.getOlds()), props(request.getOldInputs())];
        return response.setProperties(struct(provider.plannedUpdate(urn, olds, oldInputs, inputs)));
      }
      const { attributes } = await provider.update(request.getId(), urn, inputs);
      return response.setProperties(struct(attributes));
    }),
    read: unary(async (request: messages.ReadRequest) => {
      const provider = ready();
      const response = new messages.ReadResponse();
      const resource = await provider.read(
        request.getId(),
        request.getUrn(),
        props(request.getProperties()),
      );
      if (!resource) return response;
      const inputs = provider.inputsOf(resource, props(request.getInputs()));
      return response
        .setId(resource.id)
        .setProperties(struct(resource.attributes))
        .setInputs(struct(inputs));
    }),
    delete: unary(async (request: messages.DeleteRequest) => {
      await ready().delete(request.getId(), request.getUrn(), props(request.getProperties()));
      return new Empty();
    }),
    invoke: unary((request: messages.InvokeRequest) => {
      const outputs = invoke(request.getTok(), props(request.getArgs()), ready().cloud);
      return new messages.InvokeResponse().setReturn(struct(outputs));
    }),
  });

  // The engine holds the other end: without it, killed or not, there is nobody to answer.
  process.stdin.resume().once("end", () => process.exit());
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads the port from the first line of the output.
    process.stdout.write(`${port}\n`);
  });
}

function unary<Request, Response>(
  handle: Handler<Request, Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          const details = error instanceof Error ? error.message : String(error);
          callback({ code: grpc.status.UNKNOWN, details });
        },
      );
  };
}

function props(message: Struct | undefined): Props {
  return message?.toJavaScript() ?? {};
}

function struct(values: Props): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}

function checked(inputs: Props, problems: Problem[]): messages.CheckResponse {
  const failures = problems.map(({ property, reason }) =>
    new messages.CheckFailure().setProperty(property).setReason(`stand-in for AWS: ${reason}`),
  );
  return new messages.CheckResponse().setInputs(struct(inputs)).setFailuresList(failures);
}

function diffed({ paths, replaces, deleteBeforeReplace }: Difference): messages.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(paths.size > 0 ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDeletebeforereplace(replaces.length > 0 && deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const topLevel = new Set<string>();
  for (const [path, kind] of paths) {
    const property = /^[\w$]+/.exec(path)?.[0] ?? path;
    topLevel.add(property);
    const { Kind } = messages.PropertyDiff;
    const replace = replaces.includes(property);
    const number = {
      add: replace ? Kind.ADD_REPLACE : Kind.ADD,
      delete: replace ? Kind.DELETE_REPLACE : Kind.DELETE,
      update: replace ? Kind.UPDATE_REPLACE : Kind.UPDATE,
    }[kind];
    response
      .getDetaileddiffMap()
      .set(path, new messages.PropertyDiff().setKind(number).setInputdiff(true));
  }
  return response.setDiffsList([...topLevel]);
}
