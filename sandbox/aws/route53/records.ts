import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { blocks, isUnset, show, text } from "../../provider/values";

const zoneType = "aws:route53/zone:Zone";
const recordType = "aws:route53/record:Record";
const routing = [
  "weightedRoutingPolicies",
  "latencyRoutingPolicies",
  "failoverRoutingPolicies",
  "geolocationRoutingPolicies",
  "multivalueAnswerRoutingPolicy",
];

/** Records of hosted zones: one of a name and type in a zone, or several under a routing policy. */
export const records: Service = {
  [recordType]: {
    id: ({ inputs }) =>
      [inputs["zoneId"], inputs["name"], inputs["type"], inputs["setIdentifier"]]
        .flatMap((part) => text(part) ?? [])
        .join("_"),
    immutable: ["zoneId", "name", "type", "setIdentifier"],
    rules: recordRules,
    outputs: ({ inputs }, cloud) => {
      const zone = String(zoneOf(cloud, inputs["zoneId"]).attributes["name"]);
      const name = show(inputs["name"]);
      return { fqdn: name === zone || name.endsWith(`.${zone}`) ? name : `${name}.${zone}` };
    },
  },
};

function recordRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const zone = zoneOf(cloud, inputs["zoneId"]);
  const policies = routing.filter((property) => blocks(inputs[property]).length > 0);
  const identified = !isUnset(inputs["setIdentifier"]);
  if (policies.length > 0 !== identified) {
    throw new AwsError(
      "InvalidInput",
      identified
        ? "Invalid request: a SetIdentifier is for records with a routing policy"
        : "Invalid request: Missing field 'SetIdentifier' in Change",
    );
  }
  const others = cloud.where(recordType, "zoneId", zone.id, draft).filter(({ id, attributes }) => {
    const same = attributes["name"] === inputs["name"] && attributes["type"] === inputs["type"];
    return same && id !== draft.previous?.id;
  });
  const clash = others.some(
    ({ attributes }) =>
      isUnset(attributes["setIdentifier"]) ||
      !identified ||
      attributes["setIdentifier"] === inputs["setIdentifier"],
  );
  if (clash) {
    throw new AwsError(
      "InvalidChangeBatch",
      `Tried to create resource record set [name='${show(inputs["name"])}', type='${show(inputs["type"])}'] but it already exists`,
    );
  }
}

function zoneOf(cloud: Cloud, id: unknown) {
  return cloud.find(zoneType, id, "NoSuchHostedZone", "hosted zone");
}
