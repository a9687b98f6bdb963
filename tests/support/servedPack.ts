import { createRequire } from "node:module";
import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import type { Policies, PolicyConfigSchema } from "@pulumi/policy";
import { type Declared, Output, type PackConfig, type Violation } from "./declared";

/** What the engine sends for a string that a preview cannot know. */
export const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Inputs = Readonly<Record<string, unknown>>;

/** Inputs as the engine would send them, and the resources that each property was made from. */
function resolve(
  inputs: Inputs,
  preview: boolean,
): { props: Inputs; sources: Map<string, string[]> } {
  const sources = new Map<string, string[]>();
  const visit = (value: unknown, property: string): unknown => {
    if (value instanceof Output) {
      sources.set(property, [...new Set([...(sources.get(property) ?? []), value.of.urn])]);
      return preview ? unknownString : value.value;
    }
    if (Array.isArray(value)) return value.map((element) => visit(element, property));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, element]) => [key, visit(element, property)]),
      );
    }
    return value;
  };
  const props = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, visit(value, key)]),
  );
  return { props, sources };
}

type Handler<Request, Response> = (
  call: { request: Request },
  callback: (error: Error | null, response?: Response) => void,
) => void;

interface Handlers {
  analyze: Handler<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
  analyzeStack: Handler<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>;
  configure: Handler<analyzer.ConfigureAnalyzerRequest, unknown>;
}

function call<Request, Response>(
  handler: Handler<Request, Response>,
  request: Request,
): Promise<Response> {
  return new Promise((done, fail) => {
    handler({ request }, (error, response) => {
      if (error) fail(error);
      else done(response as Response);
    });
  });
}

/**
 * Policies behind the SDK's own request handlers: how resources are deserialised, what is hidden
 * behind its proxy, which policies are skipped and how errors end is the SDK's doing, not a copy's.
 */
export class ServedPack {
  readonly #handlers: Handlers;
  readonly #ready: Promise<unknown>;

  /** @param preview Whether outputs are unknown. */
  constructor(
    policies: Policies,
    config: PackConfig = {},
    readonly preview = true,
  ) {
    this.#handlers = handlersOf(policies);
    const request = new analyzer.ConfigureAnalyzerRequest();
    for (const [name, { level, properties }] of reconciled(policies, config)) {
      const entry = new analyzer.PolicyConfig();
      entry.setEnforcementlevel(level);
      entry.setProperties(Struct.fromJavaScript(properties as never));
      request.getPolicyconfigMap().set(name, entry);
    }
    this.#ready = call(this.#handlers.configure, request);
  }

  /** What it says of each. All at once: the engine, too, sends resources while others are still being checked. */
  analyzeAll(resources: readonly Declared[]): Promise<Violation[][]> {
    return Promise.all(resources.map((resource) => this.#analyze(resource)));
  }

  async #analyze(resource: Declared): Promise<Violation[]> {
    await this.#ready;
    const request = new analyzer.AnalyzeRequest();
    request.setType(resource.type);
    request.setUrn(resource.urn);
    request.setName(resource.name);
    const { props } = resolve(resource.inputs, this.preview);
    request.setProperties(Struct.fromJavaScript(props as never));
    request.setOptions(optionsOf(resource));
    return readable(await call(this.#handlers.analyze, request));
  }

  async analyzeStack(resources: readonly Declared[]): Promise<Violation[]> {
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(resources.map((resource) => stackResource(resource, this.preview)));
    return readable(await call(this.#handlers.analyzeStack, request));
  }
}

function optionsOf(resource: Declared): analyzer.AnalyzerResourceOptions {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setProtect(resource.options.protect ?? false);
  return options;
}

function stackResource(resource: Declared, preview: boolean): analyzer.AnalyzerResource {
  const { props, sources } = resolve(resource.inputs, preview);
  const id = preview ? unknownString : resource.id.value;
  const outputs = { id, ...props, ...resource.outputs };
  const message = new analyzer.AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(Struct.fromJavaScript(outputs));
  message.setOptions(optionsOf(resource));
  if (resource.options.parent) message.setParent(resource.options.parent.urn);
  const told = Object.entries(resource.options.sources ?? {});
  for (const [property, urns] of [...sources, ...told]) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

const load = createRequire(__filename);

/** The SDK registers its handlers with a gRPC server: they are taken from there, none is started. */
function handlersOf(policies: Policies): Handlers {
  const server = load.resolve("@pulumi/policy/server");
  // One process serves one pack, says the SDK: so each pack of a test gets an SDK of its own.
  Reflect.deleteProperty(load.cache, server);
  const sdk = load(server) as { serve: (...args: unknown[]) => void };
  const before = Object.getOwnPropertyDescriptors(grpc.Server.prototype);
  let handlers: Handlers | undefined;
  try {
    grpc.Server.prototype.addService = (_service, implementation): void => {
      handlers = implementation as unknown as Handlers;
    };
    grpc.Server.prototype.bindAsync = (): void => undefined;
    sdk.serve("landbridge", "1.0.0", "mandatory", { policies });
  } finally {
    Object.defineProperties(grpc.Server.prototype, before);
  }
  if (!handlers) throw new Error("the SDK registered no handlers");
  return handlers;
}

type Level = analyzer.EnforcementLevel;

const levels: Readonly<Record<string, Level>> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
};

/** What the engine makes of a configuration file: levels and defaults of every policy filled in. */
function reconciled(
  policies: Policies,
  config: PackConfig,
): Map<string, { level: Level; properties: Inputs }> {
  const result = new Map<string, { level: Level; properties: Inputs }>();
  for (const policy of policies) {
    const given = config[policy.name] ?? {};
    const own = typeof given === "string" ? { enforcementLevel: given } : given;
    const { enforcementLevel, ...properties } = own;
    const level = [enforcementLevel, config["all"], policy.enforcementLevel].find(
      (each) => typeof each === "string",
    );
    result.set(policy.name, {
      level: levels[level ?? "mandatory"] ?? analyzer.EnforcementLevel.MANDATORY,
      properties: { ...defaults(policy.configSchema), ...properties },
    });
  }
  return result;
}

function defaults(schema: PolicyConfigSchema | undefined): Inputs {
  return Object.fromEntries(
    Object.entries(schema?.properties ?? {}).flatMap(([key, { default: value }]) =>
      value === undefined ? [] : [[key, value as unknown]],
    ),
  );
}

function readable(response: analyzer.AnalyzeResponse): Violation[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    rule: diagnostic.getPolicyname(),
    level:
      diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY
        ? "mandatory"
        : "advisory",
    on: diagnostic.getUrn().split("::").at(-1) ?? "",
    message: diagnostic.getMessage(),
  }));
}
