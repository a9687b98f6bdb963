import { BackupClient, DescribeRegionSettingsCommand } from "@aws-sdk/client-backup";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
} from "@aws-sdk/client-config-service";
import { ECSClient, ListAccountSettingsCommand } from "@aws-sdk/client-ecs";
import type { StackConfig } from "../../config/settled";
import { check, failed, ok, warning, type Judgement } from "../check";

/** The Region's recorder of AWS Config. */
export interface RecorderFacts {
  readonly exists: boolean;
  readonly recording: boolean;
}

/** Backup Audit Manager evaluates what AWS Config records. */
// https://docs.aws.amazon.com/aws-backup/latest/devguide/choosing-controls.html#turning-on-resource-tracking
function judgeRecorder({ exists, recording }: RecorderFacts): Judgement {
  if (recording) return ok("AWS Config records");
  return failed(
    exists ? "AWS Config's recorder is stopped" : "AWS Config is not switched on",
    "switch resource tracking on (AWS Backup, Frameworks, Manage resource tracking), landbridge:governance.config: own, or landbridge:backup.audit: false",
  );
}

export const recorder = check<RecorderFacts>({
  name: "AWS Config",
  actions: ["config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus"],
  applies: ({ backup, governance }) => backup.audit && governance.config !== "own",
  async ask({ account }) {
    const client = account.client(ConfigServiceClient);
    const made = await client.send(new DescribeConfigurationRecordersCommand({}));
    const status = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
    return {
      exists: (made.ConfigurationRecorders ?? []).length > 0,
      recording: (status.ConfigurationRecordersStatus ?? []).some((each) => each.recording),
    };
  },
  judge: (facts) => [judgeRecorder(facts)],
});

/** Whether tasks may have more network interfaces than an instance has. */
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html
function judgeTrunking(value: string | undefined): Judgement {
  return value === "enabled"
    ? ok("awsvpcTrunking is enabled")
    : warning(
        `awsvpcTrunking is ${value ?? "disabled"}: an instance takes as many tasks as it has network interfaces, less one`,
        "aws ecs put-account-setting-default --name awsvpcTrunking --value enabled; instances started before don't have it",
      );
}

export const trunking = check<string | undefined>({
  name: "ECS settings",
  actions: ["ecs:ListAccountSettings"],
  applies: ({ cluster, parts }) => parts.network && Object.keys(cluster.capacity).length > 0,
  async ask({ account }) {
    const { settings = [] } = await account
      .client(ECSClient)
      .send(new ListAccountSettingsCommand({ name: "awsvpcTrunking", effectiveSettings: true }));
    return settings[0]?.value;
  },
  judge: (value) => [judgeTrunking(value)],
});

/** Which kinds of resources the Region's AWS Backup protects. */
export type OptIns = Readonly<Record<string, boolean>>;

/** The kinds that the stack's plans are for. */
// https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
function backedUp({ databases, fileShares, fileSystems, backup }: StackConfig): string[] {
  return [
    ...(databases.length > 0 ? ["RDS"] : []),
    ...(fileShares.length > 0 ? ["S3"] : []),
    ...(fileSystems.length > 0 ? ["EFS"] : []),
    ...(Object.keys(backup.virtualMachineArns).length > 0 ? ["VirtualMachine"] : []),
  ];
}

/** The stack opts in as it is made, and leaves the account's setting alone from then on. */
function judgeOptIns(optIns: OptIns, kinds: readonly string[]): Judgement[] {
  return kinds.map((kind) =>
    optIns[kind] === true
      ? ok(`AWS Backup protects ${kind}`)
      : warning(
          `AWS Backup is not opted in for ${kind}: the stack's first update sees to it, no later one does`,
          `aws backup update-region-settings --resource-type-opt-in-preference ${kind}=true`,
        ),
  );
}

export const backupOptIn = check<OptIns>({
  name: "AWS Backup",
  actions: ["backup:DescribeRegionSettings"],
  applies: (config) => backedUp(config).length > 0,
  async ask({ account }) {
    const answer = await account.client(BackupClient).send(new DescribeRegionSettingsCommand({}));
    return answer.ResourceTypeOptInPreference ?? {};
  },
  judge: (optIns, { config }) => judgeOptIns(optIns, backedUp(config)),
});
