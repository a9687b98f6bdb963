import * as pulumi from "@pulumi/pulumi";
import { specialResourceSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import platform from "../../index";
import type { RawStack } from "../../tools/deployment/rawStack";
import { Declared } from "./declared";
import { Program } from "./policy";
import { unknownString } from "./servedPack";

type Inputs = Record<string, unknown>;

/** The part of a request to register a resource that is listened to. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getProtect(): boolean | undefined;
  getObject(): { toJavaScript(): Inputs };
  getPropertydependenciesMap(): {
    forEach(each: (value: { getUrnsList(): string[] }, key: string) => void): void;
  };
}

type Callback = (error: unknown, response?: { getUrn(): string }) => void;

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Inputs };
}

interface Monitor {
  registerResource(request: Request, callback: Callback): void;
  registerResourceOutputs(request: OutputsRequest, callback: Callback): void;
}

/** Another program than the platform, in the same way. */
export function previewProgram(program: () => void, region: string): Promise<Program> {
  return previewPlatform({ stack: "foreign", raw: {}, region }, () => {
    program();
    return Promise.resolve();
  });
}

/**
 * The whole platform in this process, as a first preview sees it: no id is known, and where each value comes from
 * is. What a remote component makes is not there.
 */
export async function previewPlatform(
  { stack, raw, region }: RawStack,
  program: () => Promise<unknown> = platform,
): Promise<Program> {
  const previewed = new Program();
  const providers = new Map<string, Inputs>();
  await pulumi.runtime.setMocks(
    {
      // The provider gives names before anything is made.
      newResource: ({ name, inputs }) => ({
        id: "",
        state: { name: named(name), ...(inputs as Inputs) },
      }),
      call: ({ token }) => answers(region)[token] ?? {},
    },
    "landbridge",
    stack,
    true,
  );
  pulumi.runtime.setAllConfig(configOf(raw, region));
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    register(request, (error, response) => {
      if (response) add(previewed, providers, request, response.getUrn());
      callback(error, response);
    });
  };
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, callback) => {
    const component = previewed.resources.find(({ urn }) => urn === request.getUrn());
    if (component) {
      Object.assign(component.outputs, withoutResources(request.getOutputs().toJavaScript()));
    }
    registerOutputs(request, callback);
  };
  const { stackTraceLimit } = Error;
  // A stack trace for each resource and output takes most of the time.
  Error.stackTraceLimit = 0;
  try {
    await pulumi.runtime.runInPulumiStack(async () => {
      await program();
    });
    await pulumi.runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return previewed;
}

/** As the engine has it for analyzers: in place of a resource its URN, in place of one in AWS its id, which nobody knows. */
function withoutResources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutResources);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Inputs;
  if (object[specialSigKey] === specialResourceSig) {
    return "id" in object ? unknownString : object["urn"];
  }
  return Object.fromEntries(
    Object.entries(object).map(([key, each]) => [key, withoutResources(each)]),
  );
}

function add(
  program: Program,
  providers: Map<string, Inputs>,
  request: Request,
  urn: string,
): void {
  const inputs = request.getObject().toJavaScript();
  const type = request.getType();
  if (type === "pulumi:providers:aws") providers.set(urn, inputs);
  const sources: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    sources[property] = dependencies.getUrnsList();
  });
  const provider = providers.get(request.getProvider().split("::").slice(0, 4).join("::"));
  const parent = request.getParent();
  program.resources.push(
    new Declared(type, request.getName(), inputs, {
      urn,
      sources,
      protect: request.getProtect() ?? false,
      ...(parent !== "" && { parent: { urn: parent } }),
      ...(provider && { outputs: answered(request.getName(), inputs, provider) }),
    }),
  );
}

function named(name: string): string {
  return `${name}-0a1b2c3`;
}

/** What a provider answers of a resource that does not say it itself: its name, its Region, and all of its tags. */
function answered(called: string, { name, region, tags }: Inputs, provider: Inputs): Inputs {
  const { tags: always } = JSON.parse(
    (provider["defaultTags"] as string | undefined) ?? "{}",
  ) as Inputs;
  return {
    ...(name === undefined && { name: named(called) }),
    ...(region === undefined && { region: provider["region"] }),
    ...(typeof tags === "object" && { tagsAll: { ...(always as object), ...tags } }),
  };
}

/** What the provider answers where nothing of the stack is made yet. */
function answers(region: string): Readonly<Record<string, Inputs>> {
  const names = ["a", "b", "c", "d"].map((letter) => region + letter);
  return {
    "aws:index/getAvailabilityZones:getAvailabilityZones": { names },
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
    "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
    "aws:index/getRegion:getRegion": { region },
    "aws:ssm/getParametersByPath:getParametersByPath": { names: [], values: [] },
  };
}

/** Config as the engine hands it to a program: objects as JSON, strings as they are. */
function configOf(raw: Readonly<Record<string, unknown>>, region: string): Record<string, string> {
  const own = Object.entries(raw).map(([key, value]) => [
    `landbridge:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { "aws:region": region, ...(Object.fromEntries(own) as Record<string, string>) };
}
