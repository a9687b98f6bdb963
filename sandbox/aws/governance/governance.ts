import { AwsError, type Cloud } from "../../provider/cloud";
import type { ResourceType, Service } from "../../provider/resourceType";
import { hex, isUnset, show, texts } from "../../provider/values";
import { oneOf, plan } from "../shared/planChecks";

const recorder = "aws:cfg/recorder:Recorder";
const channel = "aws:cfg/deliveryChannel:DeliveryChannel";
const trail = "aws:cloudtrail/trail:Trail";
const detector = "aws:guardduty/detector:Detector";
const hub = "aws:securityhub/account:Account";
const analyzer = "aws:accessanalyzer/analyzer:Analyzer";
const bucket = "aws:s3/bucket:Bucket";

/** Rejects one more than a Region of an account has: who was first keeps it. */
function atMost(most: number, type: string, error: string, message: string): ResourceType["rules"] {
  return ({ previous }, cloud) => {
    if (!previous && cloud.all(type).length >= most) throw new AwsError(error, message);
  };
}

function needsBucket(inputs: Readonly<Record<string, unknown>>, cloud: Cloud, code: string): void {
  cloud.find(bucket, inputs["s3BucketName"], code, "bucket");
}

/** What watches an account: most of it once in a Region. */
export const governance: Service = {
  // https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html
  [recorder]: {
    id: ({ inputs }) => show(inputs["name"] ?? "default"),
    immutable: ["name"],
    defaults: { name: "default" },
    rules: atMost(
      1,
      recorder,
      "MaxNumberOfConfigurationRecordersExceededException",
      "Failed to put configuration recorder because the maximum number of configuration recorders: 1 is reached.",
    ),
  },

  // https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html
  [channel]: {
    id: ({ inputs }) => show(inputs["name"] ?? "default"),
    immutable: ["name"],
    defaults: { name: "default" },
    rules: (draft, cloud) => {
      if (cloud.all(recorder).length === 0) {
        throw new AwsError(
          "NoAvailableConfigurationRecorderException",
          "Configuration recorder is not available to put delivery channel.",
        );
      }
      if (!draft.previous && cloud.all(channel).length > 0) {
        throw new AwsError(
          "MaxNumberOfDeliveryChannelsExceededException",
          "Failed to put delivery channel because the maximum number of delivery channels: 1 is reached.",
        );
      }
      needsBucket(draft.inputs, cloud, "NoSuchBucketException");
    },
  },

  // https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html
  "aws:cfg/recorderStatus:RecorderStatus": {
    id: ({ inputs }) => show(inputs["name"]),
    immutable: ["name"],
    rules: ({ inputs }, cloud) => {
      cloud.find(
        recorder,
        inputs["name"],
        "NoSuchConfigurationRecorderException",
        "configuration recorder",
      );
      if (inputs["isEnabled"] === true && cloud.all(channel).length === 0) {
        throw new AwsError(
          "NoAvailableDeliveryChannelException",
          "Delivery channel is not available to start configuration recorder.",
        );
      }
    },
  },

  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
  [trail]: {
    id: ({ inputs }, cloud) => cloud.arn("cloudtrail", `trail/${show(inputs["name"])}`),
    arnResource: ({ inputs }) => `trail/${show(inputs["name"])}`,
    nameLength: 128,
    immutable: ["name"],
    defaults: { enableLogging: true, includeGlobalServiceEvents: true },
    rules: (draft, cloud) => {
      // Five in a Region, and those of other Regions that are in all of them.
      if (!draft.previous && cloud.all(trail).length >= 5) {
        throw new AwsError(
          "MaximumNumberOfTrailsExceededException",
          `User: ${cloud.accountId} already has 5 trails in ${cloud.region}.`,
        );
      }
      needsBucket(draft.inputs, cloud, "S3BucketDoesNotExistException");
    },
    outputs: (_, cloud) => ({ homeRegion: cloud.region }),
  },

  // https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
  [detector]: {
    id: ({ seed }) => hex(seed, 32),
    arnResource: ({ id }) => `detector/${id}`,
    defaults: { enable: true },
    plan: plan(oneOf("findingPublishingFrequency", ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"])),
    rules: atMost(
      1,
      detector,
      "BadRequestException",
      "The request is rejected because a detector already exists for the current account.",
    ),
    outputs: (_, cloud) => ({ accountId: cloud.accountId }),
  },
  "aws:guardduty/detectorFeature:DetectorFeature": {
    id: ({ inputs }) => `${show(inputs["detectorId"])}/${show(inputs["name"])}`,
    immutable: ["detectorId", "name"],
    rules: ({ inputs }, cloud) => {
      cloud.find(detector, inputs["detectorId"], "BadRequestException", "detector");
    },
  },

  // https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html
  [hub]: {
    id: (_, cloud) => cloud.accountId,
    rules: atMost(
      1,
      hub,
      "ResourceConflictException",
      "Account is already subscribed to Security Hub",
    ),
    outputs: (_, cloud) => ({ arn: cloud.arn("securityhub", "hub/default") }),
  },

  // https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html
  [analyzer]: {
    id: ({ inputs }) => show(inputs["analyzerName"]),
    service: "access-analyzer",
    arnResource: ({ id }) => `analyzer/${id}`,
    immutable: ["analyzerName", "type"],
    defaults: { type: "ACCOUNT" },
    rules: ({ id, inputs, previous }, cloud) => {
      if (previous) return;
      if (cloud.get(analyzer, id)) {
        throw new AwsError("ConflictException", `analyzer ${id} already exists`);
      }
      // https://docs.aws.amazon.com/general/latest/gr/access-analyzer.html: one analyzer of external access in a Region.
      const same = cloud.where(analyzer, "type", inputs["type"]);
      if (inputs["type"] === "ACCOUNT" && same.length > 0) {
        throw new AwsError(
          "ServiceQuotaExceededException",
          "The account has an analyzer with the account as its zone of trust in this Region",
        );
      }
      const { unusedAccess } = (inputs["configuration"] ?? {}) as Record<string, unknown>;
      if (!isUnset(unusedAccess) && inputs["type"] === "ACCOUNT") {
        throw new AwsError("ValidationException", "unusedAccess is of unused-access analyzers");
      }
    },
  },

  // https://docs.aws.amazon.com/inspector/v2/APIReference/API_Enable.html
  "aws:inspector2/enabler:Enabler": {
    id: ({ inputs }) =>
      [inputs["accountIds"], inputs["resourceTypes"]]
        .map((each) => texts(each).sort().join(":"))
        .join("-"),
    immutable: ["accountIds"],
  },
};
