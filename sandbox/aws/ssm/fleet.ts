import { AwsError, type Cloud } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { hex, isUnset, show, text, uuid } from "../../provider/values";
import { between, plan } from "../shared/planChecks";
import { checkDocument } from "./documentSchema";

const document = "aws:ssm/document:Document";
const baseline = "aws:ssm/patchBaseline:PatchBaseline";
const group = "aws:ssm/patchGroup:PatchGroup";
const maintenanceWindow = "aws:ssm/maintenanceWindow:MaintenanceWindow";
const windowTarget = "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget";
const sync = "aws:ssm/resourceDataSync:ResourceDataSync";

/** A document of AWS's own, or one of the account. */
function needsDocument(name: unknown, cloud: Cloud): void {
  if (/^AWS-|^AmazonCloudWatch-/.test(show(name))) return;
  cloud.find(document, name, "InvalidDocument", "document");
}

/** Debian's and Ubuntu's packages have no date of release. */
function rejectDates({ operatingSystem, approvalRules }: Props): void {
  const dated = (approvalRules as readonly Props[] | undefined)?.some(
    (rule) => !isUnset(rule["approveAfterDays"]) || !isUnset(rule["approveUntilDate"]),
  );
  const without = operatingSystem === "DEBIAN" || operatingSystem === "UBUNTU";
  if (!dated && !without && !isUnset(approvalRules)) {
    throw new AwsError(
      "ValidationException",
      "A request must include a value for either ApproveAfterDays or ApproveUntilDate.",
    );
  }
  if (dated && without) {
    throw new AwsError(
      "ValidationException",
      `ApproveAfterDays and ApproveUntilDate are not supported for ${show(operatingSystem)}.`,
    );
  }
}

/** Whether the bucket's policy lets Systems Manager write. */
function admitsSync(inputs: Props, cloud: Cloud): void {
  const { bucketName } = (inputs["s3Destination"] ?? {}) as Props;
  const code = "ResourceDataSyncInvalidConfigurationException";
  cloud.find("aws:s3/bucket:Bucket", bucketName, code, "bucket");
  const [policy] = cloud.where("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucketName);
  if (!(text(policy?.attributes["policy"]) ?? "").includes("ssm.amazonaws.com")) {
    throw new AwsError(code, `S3 write failed for bucket ${show(bucketName)}. Access Denied`);
  }
}

/** What manages nodes beside their activation: documents, associations, patches, windows, inventory. */
export const fleet: Service = {
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
  [document]: {
    id: ({ inputs }) => show(inputs["name"]),
    arnResource: ({ inputs }) => `document/${show(inputs["name"])}`,
    immutable: ["documentType", "name"],
    deleteBeforeReplace: true,
    defaults: { documentFormat: "JSON" },
    recomputed: ["defaultVersion", "documentVersion", "hash", "latestVersion"],
    rules: ({ id, inputs, previous }, cloud) => {
      if (!previous && cloud.get(document, id)) {
        throw new AwsError("DocumentAlreadyExists", `Document ${id} already exists.`);
      }
      if (inputs["documentFormat"] === "JSON") {
        checkDocument(show(inputs["documentType"]), show(inputs["content"]));
      }
    },
    outputs: ({ inputs, previous }, cloud) => {
      const version = String(Number(previous?.attributes["latestVersion"] ?? 0) + 1);
      const hash = hex(show(inputs["content"]), 64);
      const versions = { defaultVersion: version, documentVersion: version };
      return { ...versions, latestVersion: version, hash, owner: cloud.accountId };
    },
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateAssociation.html
  "aws:ssm/association:Association": {
    id: ({ seed }) => uuid(seed),
    arnResource: ({ id }) => `association/${id}`,
    immutable: ["name"],
    rules: ({ inputs }, cloud) => {
      needsDocument(inputs["name"], cloud);
    },
    outputs: ({ id }) => ({ associationId: id }),
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreatePatchBaseline.html
  [baseline]: {
    id: ({ seed }) => `pb-0${hex(seed, 16)}`,
    arnResource: ({ id }) => `patchbaseline/${id}`,
    immutable: ["operatingSystem"],
    defaults: { operatingSystem: "WINDOWS" },
    rules: ({ inputs }) => {
      rejectDates(inputs);
    },
    deletable: ({ id }, cloud) => {
      if (cloud.where(group, "baselineId", id).length === 0) return;
      throw new AwsError(
        "ResourceInUseException",
        `${id} can't be deleted: it is registered for a patch group`,
      );
    },
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RegisterPatchBaselineForPatchGroup.html
  [group]: {
    id: ({ inputs }) => `${show(inputs["patchGroup"])},${show(inputs["baselineId"])}`,
    immutable: ["baselineId", "patchGroup"],
    deleteBeforeReplace: true,
    rules: ({ inputs, previous }, cloud) => {
      const of = (id: unknown) =>
        cloud.get(baseline, id)?.attributes["operatingSystem"] ?? "nothing";
      cloud.find(baseline, inputs["baselineId"], "DoesNotExistException", "patch baseline");
      const same = cloud
        .where(group, "patchGroup", inputs["patchGroup"])
        .some(({ attributes }) => of(attributes["baselineId"]) === of(inputs["baselineId"]));
      if (!previous && same) {
        throw new AwsError(
          "AlreadyExistsException",
          `Patch group ${show(inputs["patchGroup"])} has a baseline of that operating system.`,
        );
      }
    },
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html
  [maintenanceWindow]: {
    id: ({ seed }) => `mw-0${hex(seed, 16)}`,
    defaults: { allowUnassociatedTargets: false, enabled: true },
    plan: plan(between("duration", 1, 24), between("cutoff", 0, 23)),
    rules: ({ inputs }) => {
      if (Number(inputs["cutoff"]) < Number(inputs["duration"])) return;
      throw new AwsError("ValidationException", "Cutoff must be less than duration.");
    },
  },
  [windowTarget]: {
    id: ({ seed }) => uuid(seed),
    immutable: ["resourceType", "windowId"],
    rules: ({ inputs }, cloud) => {
      const code = "DoesNotExistException";
      cloud.find(maintenanceWindow, inputs["windowId"], code, "maintenance window");
    },
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RegisterTaskWithMaintenanceWindow.html
  "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": {
    id: ({ seed }) => uuid(seed),
    arnResource: ({ id, inputs }) => `windowtask/${show(inputs["windowId"])}/${id}`,
    immutable: ["taskType", "windowId"],
    rules: ({ inputs }, cloud) => {
      const code = "DoesNotExistException";
      cloud.find(maintenanceWindow, inputs["windowId"], code, "maintenance window");
      needsDocument(inputs["taskArn"], cloud);
      const targets = (inputs["targets"] ?? []) as readonly { key: string; values: string[] }[];
      for (const { key, values } of targets) {
        if (key !== "WindowTargetIds") continue;
        for (const id of values) cloud.find(windowTarget, id, code, "window target");
      }
    },
    outputs: ({ id }) => ({ windowTaskId: id }),
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateResourceDataSync.html
  [sync]: {
    id: ({ inputs }) => show(inputs["name"]),
    immutable: ["name", "s3Destination"],
    deleteBeforeReplace: true,
    rules: ({ id, inputs, previous }, cloud) => {
      if (!previous && cloud.get(sync, id)) {
        throw new AwsError("ResourceDataSyncAlreadyExistsException", `Sync ${id} already exists.`);
      }
      admitsSync(inputs, cloud);
    },
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UpdateServiceSetting.html
  "aws:ssm/serviceSetting:ServiceSetting": {
    id: ({ inputs }) => show(inputs["settingId"]),
    setting: true,
    immutable: ["settingId"],
    outputs: ({ inputs }) => ({ arn: show(inputs["settingId"]), status: "Customized" }),
  },
};
