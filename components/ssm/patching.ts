import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../iam/serviceTrust";
import { allNodes, type FleetScope } from "./fleetScope";
import { maintenanceStatements } from "./maintenancePermissions";
import type { OperatingSystem } from "./operatingSystems";
import { approvalRules } from "./patchPlan";

/** When patches are installed. */
export interface MaintenanceSettings {
  /** As `cron(0 2 ? * SUN *)`. */
  readonly schedule: string;
  /** Time zone of the schedule, as IANA names it. */
  readonly timezone: string;
  /** How long the window is open, in hours, 1 to 24. */
  readonly durationHours: number;
  /** How long before its end no further node is begun with, in hours. */
  readonly cutoffHours: number;
  /** How many of the nodes are out at the same time, in percent. */
  readonly atOncePercent: number;
  /** After how many failed nodes no further one is begun with, in percent. */
  readonly errorsPercent: number;
  /** Whether nodes start anew where a patch asks for it. */
  readonly reboot: boolean;
}

/** Arguments of {@link Patching}. */
export interface PatchingArgs extends FleetScope {
  /** Operating systems of the nodes. */
  readonly operatingSystems: readonly OperatingSystem[];
  /** Days from a patch's release until it is approved. */
  readonly approveAfterDays: number;
  /** The patch group that nodes are in, by their tag PatchGroup. */
  readonly patchGroup: string;
  /** The document that drains a node, patches it and takes it back. */
  readonly patchDocument: ssm.Document;
  /**
   * When patches are installed.
   * @default never: nodes are scanned alone
   */
  readonly maintenance?: MaintenanceSettings | undefined;
}

/**
 * Which patches nodes ought to have, by operating system, and the window in which they get them, a few nodes at a time, each of them
 * drained before.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html
 */
export class Patching extends pulumi.ComponentResource {
  /** ID of the maintenance window; undefined where there is none. */
  public readonly windowId: pulumi.Output<string> | undefined;

  constructor(name: string, args: PatchingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ssm:Patching", name, {}, opts);
    const child = { parent: this };
    for (const system of args.operatingSystems) patchBaseline(name, system, args, child);
    this.windowId =
      args.maintenance && maintenanceWindow(`${name}-window`, args, args.maintenance, child);
    this.registerOutputs({ windowId: this.windowId });
  }
}

/** A group has one baseline of each operating system. */
function patchBaseline(
  name: string,
  system: OperatingSystem,
  { approveAfterDays, namePrefix, patchGroup }: PatchingArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const called = `${name}-${system.toLowerCase().replaceAll("_", "-")}`;
  const baseline = new ssm.PatchBaseline(
    called,
    {
      name: `${namePrefix}-${system.toLowerCase().replaceAll("_", "-")}`,
      description: `Security patches of ${system}, for ${patchGroup}`,
      operatingSystem: system,
      approvalRules: approvalRules(system, approveAfterDays),
      tags: { Name: called },
    },
    opts,
  );
  new ssm.PatchGroup(`${called}-group`, { baselineId: baseline.id, patchGroup }, opts);
}

function maintenanceWindow(
  name: string,
  args: PatchingArgs,
  settings: MaintenanceSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const window = new ssm.MaintenanceWindow(
    name,
    {
      name: `${args.namePrefix}-patching`,
      description: "Patches of the fleet's nodes, drained one after another",
      schedule: settings.schedule,
      scheduleTimezone: settings.timezone,
      duration: settings.durationHours,
      cutoff: settings.cutoffHours,
      tags: { Name: name },
    },
    opts,
  );
  const targets = new ssm.MaintenanceWindowTarget(
    `${name}-nodes`,
    {
      windowId: window.id,
      name: `${args.namePrefix}-nodes`,
      resourceType: "INSTANCE",
      targets: allNodes(args),
    },
    opts,
  );
  const role = maintenanceRole(`${name}-role`, args, opts);
  const parameters = {
    InstanceId: "{{TARGET_ID}}",
    AutomationAssumeRole: role.arn,
    RebootOption: settings.reboot ? "RebootIfNeeded" : "NoReboot",
  };
  new ssm.MaintenanceWindowTask(
    `${name}-task`,
    {
      windowId: window.id,
      name: `${args.namePrefix}-patch-node`,
      taskType: "AUTOMATION",
      taskArn: args.patchDocument.name,
      serviceRoleArn: role.arn,
      targets: [{ key: "WindowTargetIds", values: [targets.id] }],
      maxConcurrency: `${settings.atOncePercent}%`,
      maxErrors: `${settings.errorsPercent}%`,
      cutoffBehavior: "CONTINUE_TASK", // Who is drained comes back.
      taskInvocationParameters: {
        automationParameters: {
          documentVersion: "$DEFAULT",
          parameters: Object.entries(parameters).map(([key, value]) => ({
            name: key,
            values: [value],
          })),
        },
      },
    },
    opts,
  );
  return window.id;
}

/** What the window and its runbook work by: its permissions come before its first run. */
function maintenanceRole(
  name: string,
  args: PatchingArgs,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const trust = serviceTrust("ssm.amazonaws.com", args.context);
  const role = new iam.Role(
    name,
    {
      description: "Drains nodes of the fleet, patches them and takes them back",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags: { Name: name },
    },
    opts,
  );
  const Statement = maintenanceStatements(args, {
    roleArn: role.arn,
    documentArn: args.patchDocument.arn,
  });
  new iam.RolePolicy(
    `${name}-policy`,
    { role: role.name, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement }) },
    opts,
  );
  return role;
}
