import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../awsContext";
import { activationTier } from "./activationTier";
import { associationPlans, type AssociationPlan } from "./associationPlan";
import { documentContents, documentNames, documentTypes, type DocumentName } from "./documents";
import { FleetBucket, INVENTORY_PREFIX, RUNS_PREFIX } from "./fleetBucket";
import { reportFailures } from "./fleetEvents";
import { allNodes, type FleetScope } from "./fleetScope";
import { outputStatements, sessionStatements } from "./nodePermissions";
import { Patching, type PatchingArgs } from "./patching";
import { SessionPreferences, type SessionPreferencesArgs } from "./sessionPreferences";

/** Arguments of {@link Fleet}. */
export interface FleetArgs
  extends
    Omit<FleetScope, "context" | "bucket">,
    Pick<PatchingArgs, "operatingSystems" | "approveAfterDays" | "patchGroup" | "maintenance"> {
  /** Names of the nodes' roles: of instances, and of each site's servers. */
  readonly nodeRoleNames: readonly { readonly of: string; readonly name: pulumi.Input<string> }[];
  /** ARN of the topic that hears of what failed. */
  readonly warningTopicArn: pulumi.Input<string>;
  /** Name of the bucket that takes the access logs of the fleet's bucket. */
  readonly logBucket: pulumi.Input<string>;
  /** How long inventories and outputs are kept, in days. */
  readonly retentionInDays: number;
  /**
   * How sessions are in the account and Region.
   * @default as they are: somebody else says
   */
  readonly sessions?: SessionPreferencesArgs | undefined;
  /** Whether servers of sites are of the advanced tier, which is the account's setting and is paid for. */
  readonly advancedTier: boolean;
  /**
   * Keep keys and log groups in AWS when they leave the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Whether the bucket resists deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/**
 * All nodes, EC2 instances and servers of the data centre alike, as one fleet by one tag: patches in a window, inventory, agents that
 * are up to date and answer, sessions that are encrypted and logged, and documents for what operators do.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/what-is-systems-manager.html
 */
export class Fleet extends pulumi.ComponentResource {
  /** Name of the bucket with inventories and outputs. */
  public readonly bucketName: pulumi.Output<string>;
  /** Names of the documents. */
  public readonly documents: Readonly<Record<DocumentName, pulumi.Output<string>>>;
  /** ID of the maintenance window; undefined where there is none. */
  public readonly windowId: pulumi.Output<string> | undefined;

  constructor(name: string, args: FleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ssm:Fleet", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);

    const bucket = new FleetBucket(`${name}-data`, { ...args, context }, child);
    const scope = { ...args, context, bucket };
    const sessions =
      args.sessions && new SessionPreferences(`${name}-sessions`, args.sessions, child);
    const permitted = permitNodes(name, { ...args, bucket, sessions }, child);
    if (args.advancedTier) activationTier(`${name}-tier`, context, child);

    const documents = ownDocuments(name, args, child);
    inventorySync(`${name}-inventory-sync`, scope, child);
    // Nodes run what they find at once: what it takes comes before.
    const ready = { ...child, dependsOn: permitted };
    const associations = associationPlans.map((plan) =>
      association(`${name}-${plan.name}`, plan, { ...scope, documents }, ready),
    );
    const patchDocument = documents["patch-node"];
    const patching = new Patching(`${name}-patching`, { ...scope, patchDocument }, child);
    const { windowId } = patching;
    const associationIds = associations.map((each) => each.associationId);
    const heard = { windowId, associationIds, topicArn: args.warningTopicArn };
    reportFailures(name, heard, child);

    this.bucketName = bucket.bucketName;
    this.documents = Object.fromEntries(
      documentNames.map((each) => [each, documents[each].name]),
    ) as Record<DocumentName, pulumi.Output<string>>;
    this.windowId = windowId;
    this.registerOutputs({
      bucketName: this.bucketName,
      documents: this.documents,
      windowId: this.windowId,
    });
  }
}

/** What the nodes' roles may do, on top of what their agents do anyway. */
function permitNodes(
  name: string,
  args: Pick<FleetArgs, "nodeRoleNames"> & {
    readonly bucket: FleetBucket;
    readonly sessions: SessionPreferences | undefined;
  },
  opts: pulumi.CustomResourceOptions,
): iam.RolePolicy[] {
  const { bucket, nodeRoleNames, sessions } = args;
  const Statement = [...outputStatements(bucket), ...(sessions ? sessionStatements(sessions) : [])];
  const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement });
  return nodeRoleNames.map(
    ({ of, name: role }) => new iam.RolePolicy(`${name}-nodes-${of}`, { role, policy }, opts),
  );
}

function ownDocuments(
  name: string,
  { cluster, namePrefix }: FleetArgs,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<DocumentName, ssm.Document>> {
  const contents = pulumi.output(cluster.clusterName).apply(documentContents);
  const made = documentNames.map((each) => {
    const document = new ssm.Document(
      `${name}-${each}`,
      {
        name: `${namePrefix}-${each}`,
        documentType: documentTypes[each],
        documentFormat: "JSON",
        content: contents.apply((all) => JSON.stringify(all[each])),
        tags: { Name: `${name}-${each}` },
      },
      opts,
    );
    return [each, document] as const;
  });
  return Object.fromEntries(made) as Record<DocumentName, ssm.Document>;
}

/** The inventory of all nodes, in the bucket, where it can be asked by SQL. */
function inventorySync(
  name: string,
  { bucket, context, namePrefix }: FleetScope,
  opts: pulumi.CustomResourceOptions,
): void {
  new ssm.ResourceDataSync(
    name,
    {
      name: `${namePrefix}-inventory`,
      s3Destination: {
        bucketName: bucket.bucketName,
        region: context.region,
        prefix: INVENTORY_PREFIX,
        kmsKeyArn: bucket.kmsKeyArn,
        syncFormat: "JsonSerDe",
      },
    },
    { ...opts, dependsOn: [bucket.policy] }, // Systems Manager tries to write before it says yes.
  );
}

function association(
  name: string,
  plan: AssociationPlan,
  args: FleetScope & { readonly documents: Readonly<Record<DocumentName, ssm.Document>> },
  opts: pulumi.CustomResourceOptions,
): ssm.Association {
  const { bucket, context, documents, namePrefix } = args;
  const { document, parameters } = plan;
  return new ssm.Association(
    name,
    {
      name: "aws" in document ? document.aws : documents[document.own].name,
      associationName: `${namePrefix}-${plan.name}`,
      targets: allNodes(args),
      scheduleExpression: plan.schedule,
      complianceSeverity: plan.complianceSeverity,
      maxConcurrency: "10%",
      maxErrors: "100%", // One node that fails keeps no other from what it has to be.
      outputLocation: {
        s3BucketName: bucket.bucketName,
        s3KeyPrefix: `${RUNS_PREFIX}/${plan.name}`,
        s3Region: context.region,
      },
      ...(parameters && { parameters }),
      tags: { Name: name },
    },
    opts,
  );
}
