/**
 * Pulumi's language host for Node.js: starts the SDK's own `cmd/run` by the same arguments and variables as
 * the host that comes with the official CLI (pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go).
 * Needed only where the CLI is built from its Go module, which leaves the language hosts out. Debuggers,
 * tracing and the pipes for the SDK's deprecated synchronous calls are left out here.
 */
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  GetRequiredPackagesResponse,
  type InstallDependenciesRequest,
  InstallDependenciesResponse,
  type GetRequiredPackagesRequest,
  type RunRequest,
  type RunPluginRequest,
  RunPluginResponse,
  RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { nodeOptions } from "./nodeOptions";

/** `cmd/run` ends with it when the user has read what is wrong: the engine adds nothing. */
const alreadyReported = 32;

/** Answers the engine until it ends this process. */
export function serve(engineAddress = ""): void {
  const running = new Set<ChildProcess>();
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(LanguageRuntimeService, {
    getPluginInfo: (_: unknown, done: grpc.sendUnaryData<PluginInfo>) =>
      done(null, new PluginInfo().setVersion("1.0.0")),
    // None to get ahead of time: the engine looks for each plugin once the program needs it.
    getRequiredPackages: (
      _: grpc.ServerUnaryCall<GetRequiredPackagesRequest, GetRequiredPackagesResponse>,
      done: grpc.sendUnaryData<GetRequiredPackagesResponse>,
    ) => done(null, new GetRequiredPackagesResponse()),
    run: (
      { request }: grpc.ServerUnaryCall<RunRequest, RunResponse>,
      done: grpc.sendUnaryData<RunResponse>,
    ) => {
      run(request, engineAddress, running).then(
        (response) => done(null, response),
        (error: unknown) => done(null, new RunResponse().setError(String(error))),
      );
    },
    runPlugin: (stream: grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>) => {
      try {
        runPolicyPack(stream);
      } catch (error) {
        stream.emit("error", { code: grpc.status.UNKNOWN, details: String(error) });
      }
    },
    installDependencies: (
      stream: grpc.ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
    ) => installDependencies(stream),
    cancel: (_: unknown, done: grpc.sendUnaryData<Empty>) => {
      for (const child of running) child.kill("SIGINT");
      done(null, new Empty());
    },
  });
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads the port from the first line of the output; what follows is the program's.
    process.stdout.write(`${port}\n`);
  });
}

async function run(
  request: RunRequest,
  engineAddress: string,
  running: Set<ChildProcess>,
): Promise<RunResponse> {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const options = nodeOptions(info?.getOptions()?.toJavaScript() ?? {});
  const child = spawn(
    process.execPath,
    [
      ...options.nodeArguments,
      resolve(directory, "@pulumi/pulumi/cmd/run"),
      ...argument("monitor", request.getMonitorAddress()),
      ...argument("engine", engineAddress),
      ...argument("organization", request.getOrganization()),
      ...argument("project", request.getProject()),
      ...argument("root-directory", info?.getRootDirectory()),
      ...argument("stack", request.getStack()),
      ...argument("pwd", directory),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      ...argument("parallel", String(request.getParallel())),
      info?.getEntryPoint() ?? request.getProgram(),
      ...request.getArgsList(),
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...options.environment, ...configOf(request) },
    },
  );
  running.add(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(() => running.delete(child));
  const response = new RunResponse();
  if (code === alreadyReported) return response.setBail(true);
  if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code ?? -1}`);
  return response;
}

/** `npm ci` for `pulumi new` and `pulumi install`, unless the SDK is there already: whoever put it there has the rest. */
function installDependencies(
  stream: grpc.ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
): void {
  const cwd = stream.request.getInfo()?.getProgramDirectory() ?? "";
  if (fs.existsSync(path.join(cwd, "node_modules/@pulumi/pulumi"))) {
    stream.end();
    return;
  }
  const child = spawn("npm", ["ci"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", (data: Buffer) =>
    stream.write(new InstallDependenciesResponse().setStdout(data)),
  );
  child.stderr.on("data", (data: Buffer) =>
    stream.write(new InstallDependenciesResponse().setStderr(data)),
  );
  const fail = (details: string) => stream.emit("error", { code: grpc.status.UNKNOWN, details });
  child.once("error", ({ message }) => fail(message));
  child.once("close", (code) => {
    if (code === 0) stream.end();
    else fail(`npm ci ended with ${code ?? -1}`);
  });
}

/** Starts a policy pack, and passes on what it prints: its port in the first line. */
function runPolicyPack(
  stream: grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>,
): void {
  const { request } = stream;
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? "";
  if (request.getKind() !== "analyzer") {
    throw new Error(`${directory}: this language host runs programs and policy packs only`);
  }
  const options = nodeOptions(info?.getOptions()?.toJavaScript() ?? {});
  const variables = request.getEnvList().map((text) => /^([^=]*)=(.*)$/s.exec(text)?.slice(1));
  const child = spawn(
    process.execPath,
    [
      resolve(directory, "@pulumi/pulumi/cmd/run-policy-pack"),
      ...options.nodeArguments,
      ...request.getArgsList(),
      directory,
    ],
    {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...(Object.fromEntries(variables.filter((each) => each !== undefined)) as Environment),
        ...options.environment,
      },
    },
  );
  child.stdout.on("data", (data: Buffer) => stream.write(new RunPluginResponse().setStdout(data)));
  child.stderr.on("data", (data: Buffer) => stream.write(new RunPluginResponse().setStderr(data)));
  child.once("error", ({ message }) => {
    stream.emit("error", { code: grpc.status.UNKNOWN, details: message });
  });
  child.once("close", (code) => {
    stream.write(new RunPluginResponse().setExitcode(code ?? -1));
    stream.end();
  });
  // The engine cancels the call when it needs the pack no longer.
  stream.once("cancelled", () => child.kill());
}

type Environment = Readonly<Record<string, string>>;

/** Finds a module of the SDK as the program or the policy pack in a folder does. */
function resolve(directory: string, module: string): string {
  return createRequire(path.join(directory, "package.json")).resolve(module);
}

function argument(name: string, value = ""): string[] {
  return value === "" ? [] : [`--${name}`, value];
}

/** Keys reach the SDK in their old form, `aws:config:region`, which each of its versions reads. */
function configOf(request: RunRequest): Record<string, string> {
  const config = request
    .getConfigMap()
    .getEntryList()
    .map(([key, value]) => [key.replace(":", ":config:"), value] as const);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}
