import * as fs from "node:fs";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { CommandError, LocalWorkspace, Stack, type PulumiFn } from "@pulumi/pulumi/automation";
import { PulumiFailed, pulumiCommand, speakToTerminal } from "./cliCommand";
import {
  protectedOf,
  missingStackAdvice,
  protectionAdvice,
  type ProtectedResource,
  type State,
} from "./protection";
import { environment } from "./environment";
import { maskedOutputs } from "./maskedOutputs";
import { EventLog, type Diagnostic, type RunOptions, type Step, type Violation } from "./events";
import type { RunResult } from "./runResult";
import { nameTypeScriptLines, program } from "./program";
import {
  configure,
  copyProject,
  installPlugins,
  policyConfig,
  policyPack,
  sandboxDirectory,
  type ConfigOverrides,
} from "./project";
import { answering } from "./account/endpoint";
import { standInTasks } from "./account/tasks";
import { abandonedLocks, clearedUp } from "./interrupted";
import { endOutage, startOutage } from "./outage";
import { resourceNames, tamper } from "./tamper";

export type { Diagnostic, RunResult, Step, Violation };

export interface SandboxOptions {
  /** Which stack: its committed configuration is used where there is one. */
  readonly stack: string;
  /** Where everything is kept: the account, the Pulumi state, copies of the project. @default .sandbox */
  readonly workDir?: string;
  /** Overrides of the committed configuration, by key; null deletes. */
  readonly config?: ConfigOverrides;
  /** Folder of the project in the repository, whose Pulumi.yaml and stack files are used. @default the root */
  readonly project?: string;
  /** @default the project's index.ts */
  readonly program?: PulumiFn;
  /** Directories of policy packs. @default the project's own pack, with the stack's configuration */
  readonly policyPack?: boolean | readonly string[];
  /** Changes resources of the program on their way to the engine, for tests. */
  readonly mutate?: pulumi.ResourceTransform;
  /** Environment of the engine and of the stand-in, such as LANDBRIDGE_SANDBOX_FAULTS. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onOutput?: (text: string) => void;
  /** What the engine reports, while it runs. */
  readonly onEvent?: EventLog["add"];
  /** Lets Pulumi show its live progress on this process's terminal. @default false */
  readonly terminal?: boolean;
}

/** One stack against the stand-in for AWS, on the real Pulumi engine. */
export class Sandbox {
  private constructor(
    private readonly options: SandboxOptions,
    private readonly stack: Stack,
    private readonly stateDir: string,
    private overrides: ConfigOverrides,
  ) {
    // Each would be another run of the CLI after every update; the engine's events have the same.
    stack.outputs = () => Promise.resolve({});
    stack.info = () => Promise.resolve(undefined);
  }

  static async open(options: SandboxOptions): Promise<Sandbox> {
    const workDir = options.workDir ?? sandboxDirectory;
    const { stack: name, project: from = "" } = options;
    const project = path.join(workDir, from, "stacks", name);
    const backend = path.join(workDir, "state");
    fs.mkdirSync(backend, { recursive: true });
    const stateDir = path.join(workDir, "aws");
    const overrides = options.config ?? {};
    const command = await pulumiCommand(path.join(workDir, "cli"));
    if (options.terminal) speakToTerminal(command);
    const home = path.join(workDir, "home");
    copyProject(project, name, from);
    installPlugins(home);
    const workspace = await LocalWorkspace.create({
      workDir: project,
      pulumiHome: home,
      pulumiCommand: command,
      program: program(options.program, options.mutate, from),
      envVars: {
        ...environment,
        PULUMI_BACKEND_URL: `file://${backend}`,
        LANDBRIDGE_SANDBOX_STATE: stateDir,
        ...options.env,
      },
    });
    const stack = await Stack.createOrSelect(name, workspace);
    await configure(stack, overrides);
    const sandbox = new Sandbox(options, stack, stateDir, overrides);
    const locks = abandonedLocks(backend, name);
    if (locks.length > 0) {
      await stack.cancel();
      options.onOutput?.(clearedUp(stateDir, name, locks, await sandbox.state()));
    }
    return sandbox;
  }

  async preview(): Promise<RunResult> {
    return this.run((options) => this.stack.preview(options), true);
  }

  async up(): Promise<RunResult> {
    // What the program runs before a deployment, it asks of ECS by itself.
    const exitCode = Number(this.options.env?.["LANDBRIDGE_SANDBOX_EXIT_CODE"] ?? 0);
    const tasks = standInTasks(this.stateDir, exitCode);
    return answering(tasks, () => this.run((options) => this.stack.up(options), true));
  }

  async refresh(): Promise<RunResult> {
    return this.run((options) => this.stack.refresh(options));
  }

  async previewRefresh(): Promise<RunResult> {
    return this.run((options) => this.stack.previewRefresh(options));
  }

  async destroy(): Promise<RunResult> {
    return this.run((options) => this.stack.destroy(options));
  }

  /** The outputs of the last update; secret values as "[secret]", wherever in an output they stand. */
  outputs(): Promise<Record<string, unknown>> {
    return maskedOutputs(this.stack);
  }

  /** Names of the resources that the stand-in's account holds for this stack, forgotten ones too. */
  accountResources(): string[] {
    return resourceNames(this.stateDir, this.options.stack);
  }

  /** Resources that will not be destroyed, and what keeps them. */
  async protectedResources(): Promise<ProtectedResource[]> {
    return protectedOf(await this.state());
  }

  /** Every resource of the stack as Pulumi's state has it. */
  async state(): Promise<State[]> {
    const exported = (await this.stack.exportStack()) as { deployment: { resources?: State[] } };
    return exported.deployment.resources ?? [];
  }

  /**
   * Changes a resource in the account behind Pulumi's back, property by property (`tags.Name`), or
   * deletes it when `changes` is null.
   *
   * @throws Error when the stack has no resource of that name.
   */
  tamper(name: string, changes: Readonly<Record<string, unknown>> | null): void {
    tamper(this.stateDir, this.options.stack, name, changes);
  }

  /** Every call to a Region fails from now on; or no longer, when it is over. */
  outage(region: string, over?: "over"): void {
    if (over) endOutage(this.stateDir, region);
    else startOutage(this.stateDir, region);
  }

  /** Configures the stack anew: on top of the overrides so far. */
  async setConfig(overrides: ConfigOverrides): Promise<void> {
    this.overrides = { ...this.overrides, ...overrides };
    const { stack, project } = this.options;
    copyProject(this.stack.workspace.workDir, stack, project);
    await configure(this.stack, this.overrides);
  }

  private async run(
    operation: (options: RunOptions) => Promise<unknown>,
    withPolicies = false,
  ): Promise<RunResult> {
    const events = new EventLog();
    const started = Date.now();
    let [stdout, stderr] = ["", ""];
    let succeeded = true;
    // Errors inside `apply` come up here; the SDK's own handler, which prints them, comes after.
    process.on("unhandledRejection", nameTypeScriptLines);
    try {
      await operation({
        onEvent: (event) => [events.add, this.options.onEvent].forEach((add) => add?.(event)),
        onOutput: (text) => {
          stdout += text;
          this.options.onOutput?.(text);
        },
        onError: (text) => {
          stderr += text;
          this.options.onOutput?.(text);
        },
        suppressProgress: !this.options.terminal,
        ...(withPolicies && this.policies()),
      });
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof PulumiFailed)) throw error;
      succeeded = false;
      // What goes wrong before the engine starts is no event: a missing file, a bad configuration.
      const said = /^error: [\s\S]*/m.exec(stderr)?.[0].trim();
      const reported = events.diagnostics.some(({ severity }) => severity === "error");
      if (said && !reported) events.diagnostics.push({ severity: "error", message: said });
    } finally {
      process.off("unhandledRejection", nameTypeScriptLines);
    }
    const { steps, violations, diagnostics, changes, resources, outputs } = events;
    return {
      succeeded,
      steps,
      violations,
      diagnostics,
      changes,
      stdout,
      stderr,
      ...(outputs && { outputs }),
      advice: [...protectionAdvice(diagnostics), ...missingStackAdvice(diagnostics)],
      policies: [...events.policies].sort(),
      resources,
      seconds: (Date.now() - started) / 1000,
    };
  }

  private policies(): Pick<RunOptions, "policyPacks" | "policyPackConfigs"> {
    const { policyPack: wanted = true, stack, project } = this.options;
    const policyPacks = wanted === true ? [policyPack] : wanted === false ? [] : [...wanted];
    const { workDir } = this.stack.workspace;
    const configs = policyPacks.flatMap(
      (pack) => policyConfig(pack, workDir, stack, project) ?? [],
    );
    // The CLI takes a configuration for each pack, or none at all.
    return configs.length === policyPacks.length
      ? { policyPacks, policyPackConfigs: configs }
      : { policyPacks };
  }
}
