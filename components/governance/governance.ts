import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import * as inspector2 from "@pulumi/aws/inspector2";
import * as pulumi from "@pulumi/pulumi";
import * as securityhub from "@pulumi/aws/securityhub";
import { awsContext, type AwsContext } from "../awsContext";
import type { AlarmTopics } from "../cloudwatch/severity";
import { AuditBucket } from "./auditBucket";
import { ConfigRecorder } from "./configRecorder";
import { reportFindings } from "./findings";
import type { GovernanceService } from "./governanceServices";
import { threatDetection } from "./threatDetection";
import { trail } from "./trail";

/** Arguments of {@link Governance}. */
export interface GovernanceArgs {
  /** What the stack makes; everything else is somebody else's, or nobody's. */
  readonly own: readonly GovernanceService[];
  /** What the names of analyzers and of the trail begin with: these are unique in the account. */
  readonly namePrefix: string;
  /** ARNs of the topics that hear of findings. */
  readonly alarmTopics: AlarmTopics;
  /** Name of the bucket that takes the access logs of the records' bucket; needed where the stack keeps records. */
  readonly logBucket?: pulumi.Input<string> | undefined;
  /** How long records of what happened in the account are kept, in days. */
  readonly retentionInDays: number;
  /**
   * Keep the records' key in AWS when it leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Whether the records' bucket resists deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/**
 * What watches the account: what is in it and how it changes (Config), who did what (CloudTrail), who attacks it (GuardDuty), how it
 * compares with standards (Security Hub), who gets in from outside or has more than is used (Access Analyzer), and what has known
 * weaknesses (Inspector).
 *
 * Each is of the whole account in the Region, whatever stack it is of: the resources that it sees are everybody's.
 */
export class Governance extends pulumi.ComponentResource {
  /** Name of the bucket that has the records of Config and CloudTrail; undefined where neither is made. */
  public readonly bucketName: pulumi.Output<string> | undefined;

  constructor(name: string, args: GovernanceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:governance:Governance", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);
    const has = (service: GovernanceService) => args.own.includes(service);

    const trailName = `${args.namePrefix}-trail`;
    const bucket =
      has("config") || has("cloudTrail")
        ? new AuditBucket(`${name}-records`, { ...args, context, trailName }, child)
        : undefined;
    const recorder =
      has("config") && bucket
        ? new ConfigRecorder(`${name}-config`, { bucket, context }, child)
        : undefined;
    if (has("cloudTrail") && bucket) trail(`${name}-trail`, { trailName, bucket }, child);
    if (has("guardDuty")) threatDetection(`${name}-guardduty`, child);
    if (has("securityHub")) {
      // Its checks are rules of Config: without a recorder they find nothing.
      securityHub(`${name}-security-hub`, recorder ? [recorder] : [], child);
    }
    if (has("accessAnalyzer")) analyzers(`${name}-access`, args.namePrefix, child);
    if (has("inspector")) inspector(`${name}-inspector`, context, child);
    reportFindings(`${name}-findings`, args, child);

    this.bucketName = bucket?.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

/** AWS's own standards, whose findings are one a control, whatever the number of standards that ask for it. */
function securityHub(
  name: string,
  dependsOn: pulumi.Resource[],
  child: pulumi.CustomResourceOptions,
): void {
  new securityhub.Account(
    name,
    {
      enableDefaultStandards: true,
      autoEnableControls: true,
      controlFindingGenerator: "SECURITY_CONTROL",
    },
    { ...child, dependsOn },
  );
}

/**
 * Who from outside of the account gets at something in it; and roles, keys and permissions that nobody has used for 90 days.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
function analyzers(name: string, namePrefix: string, child: pulumi.CustomResourceOptions): void {
  new accessanalyzer.Analyzer(
    `${name}-external`,
    { analyzerName: `${namePrefix}-external`, type: "ACCOUNT", tags: { Name: `${name}-external` } },
    child,
  );
  new accessanalyzer.Analyzer(
    `${name}-unused`,
    {
      analyzerName: `${namePrefix}-unused`,
      type: "ACCOUNT_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: 90 } },
      tags: { Name: `${name}-unused` },
    },
    child,
  );
}

/** Instances and images, again as new weaknesses become known. https://docs.aws.amazon.com/inspector/latest/user/what-is-inspector.html */
function inspector(
  name: string,
  { accountId }: AwsContext,
  child: pulumi.CustomResourceOptions,
): void {
  new inspector2.Enabler(name, { accountIds: [accountId], resourceTypes: ["EC2", "ECR"] }, child);
}
