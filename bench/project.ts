import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { findPulumi } from "../tools/pulumiCli";
import type { Case } from "./cases";

const root = path.join(__dirname, "..");

/** A command that previews one case. */
export interface Preview {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Puts a case into a folder of its own, with a state that nothing is in. */
export async function prepare(one: Case, directory: string): Promise<Preview> {
  if (one.way === "inline") {
    const register = path.join(root, "sandbox/register.js");
    const args = ["-r", register, path.join(__dirname, "onePreview.ts"), one.name, directory];
    return { program: process.execPath, args, cwd: root, env: process.env };
  }
  const { path: executable } = await findPulumi();
  const project = path.join(directory, "project");
  copyProject(one, project);
  const state = path.join(directory, "state");
  fs.mkdirSync(state);
  const pack = ["--policy-pack", "policy"];
  const config = ["--policy-pack-config", `policy/${one.stack}.json`];
  const packs = { none: [], empty: pack, landbridge: [...pack, ...config] };
  return {
    program: executable,
    args: ["preview", "--non-interactive", "--stack", one.stack, ...packs[one.pack]],
    cwd: project,
    env: {
      ...process.env,
      // The stand-in takes the place of AWS's provider; the language host is for a CLI that has none itself.
      PATH: [
        path.join(root, "sandbox/plugins"),
        path.dirname(executable),
        process.env["PATH"],
        path.join(root, "tools/languageHost"),
      ].join(path.delimiter),
      LANDBRIDGE_SANDBOX_STATE: path.join(directory, "aws"),
      PULUMI_HOME: path.join(directory, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "nothing here is secret",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_PARALLEL: undefined, // As the CLI has it by itself, whatever make has set.
    },
  };
}

const EMPTY_PACK = `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("empty", { policies: [] });
`;

/** The committed files, byte for byte where no services are added. */
function copyProject({ program, stack, services, pack }: Case, project: string): void {
  const names = ["Pulumi.yaml", `Pulumi.${stack}.yaml`, "package.json", "tsconfig.json"];
  const folders = ["tsconfig.run.json", "index.ts", "config", "components", "loader", "policy"];
  for (const name of [...names, ...folders]) {
    fs.cpSync(path.join(root, name), path.join(project, name), { recursive: true });
  }
  fs.symlinkSync(path.join(root, "node_modules"), path.join(project, "node_modules"));
  if (program === "empty") {
    fs.writeFileSync(path.join(project, "index.ts"), "export = () => Promise.resolve({});\n");
  }
  if (pack === "empty") fs.writeFileSync(path.join(project, "policy/bin/index.js"), EMPTY_PACK);
  if (services === 0) return;
  const file = path.join(project, `Pulumi.${stack}.yaml`);
  const text = parse(fs.readFileSync(file, "utf8")) as { config: Raw };
  const more = "more-services.yaml";
  text.config = { ...withRoomFor(text.config, services), "landbridge:serviceFiles": [more] };
  fs.writeFileSync(file, stringify(text));
  fs.writeFileSync(path.join(project, more), stringify(moreServices(services)));
}

type Raw = Readonly<Record<string, unknown>>;

/** The instances and roles that more services take than the stack's file has. */
export function withRoomFor(config: Raw, services: number): Raw {
  const cluster = config["landbridge:cluster"] as { capacity: { general: object } };
  const { capacity } = cluster;
  const general = { ...capacity.general, maxSize: 12 + services };
  return {
    ...config,
    "landbridge:cluster": { ...cluster, capacity: { ...capacity, general } },
    "landbridge:quotas": { ...(config["landbridge:quotas"] as object), roles: 2000 },
  };
}

/** Workers, which nobody calls. */
export function moreServices(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `worker-${index}`,
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/docker/library/busybox:1.37.0",
    cpu: 128,
    memory: 128,
    command: ["sh", "-c", "while true; do sleep 3600; done"],
    replicas: { cloud: 1 },
  }));
}
