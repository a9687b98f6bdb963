import { randomBytes } from "node:crypto";
import type { Cloud } from "../provider/cloud";
import type { Props } from "../provider/store";
import { text, uuid } from "../provider/values";
import { existing } from "./existing";
import { policyDocument } from "./shared/policyDocument";
import { isRegion, zoneId, zonesOf } from "./shared/regions";
import { parameter } from "./ssm/ssm";
import { localDisk } from "./storagegateway/gateways";

type Invoke = (args: Props, cloud: Cloud) => Props;

/** The questions that a program may ask, by the token of the function that asks them. */
const invokes: Readonly<Record<string, Invoke>> = {
  ...existing,

  "aws:index/getPartition:getPartition": (_, cloud) => ({
    id: cloud.partition,
    partition: cloud.partition,
    dnsSuffix: cloud.dnsSuffix,
    reverseDnsPrefix: cloud.dnsSuffix.split(".").reverse().join("."),
  }),

  "aws:index/getCallerIdentity:getCallerIdentity": (_, cloud) => ({
    id: cloud.accountId,
    accountId: cloud.accountId,
    arn: cloud.arn("sts", "assumed-role/stand-in-for-aws/landbridge", { region: "" }),
    userId: "AROASTANDINFORAWS2345:landbridge",
  }),

  "aws:index/getRegion:getRegion": (args, cloud) => {
    const region = text(args["region"]) ?? text(args["name"]) ?? cloud.region;
    if (!isRegion(region)) throw new Error(`invalid AWS Region: ${region}`);
    return {
      id: region,
      name: region,
      region,
      description: region,
      endpoint: `ec2.${region}.${cloud.inRegion(region).dnsSuffix}`,
    };
  },

  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, cloud) => {
    const excluded = [args["excludeNames"], args["excludeZoneIds"]].flat();
    const names = zonesOf(cloud.region).filter(
      (zone) => !excluded.includes(zone) && !excluded.includes(zoneId(zone)),
    );
    return {
      id: cloud.region,
      region: cloud.region,
      names,
      zoneIds: names.map(zoneId),
      groupNames: [cloud.region],
    };
  },

  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => policyDocument(args),

  // As AWS does: another one each time that it is asked.
  "aws:secretsmanager/getRandomPassword:getRandomPassword": ({ passwordLength }) => ({
    id: "random",
    randomPassword: randomBytes(48)
      .toString("hex")
      .slice(0, Number(passwordLength ?? 32)),
  }),

  "aws:secretsmanager/getSecretVersion:getSecretVersion": ({ secretId }) => ({
    id: String(secretId),
    arn: secretId,
    secretString: JSON.stringify({ username: "stand-in", password: "stand-in" }),
    versionId: uuid(String(secretId)),
  }),

  // An empty folder is no error: the provider sets what the pages of the API hold.
  "aws:ssm/getParametersByPath:getParametersByPath": ({ path, recursive }, cloud) => {
    const folder = `${String(path).replace(/\/$/, "")}/`;
    const found = cloud
      .all("aws:ssm/parameter:Parameter")
      .map(({ attributes }) => attributes)
      .filter(({ name }) => String(name).startsWith(folder))
      .filter(({ name }) => recursive === true || !String(name).slice(folder.length).includes("/"));
    const each = (key: string) => found.map((parameter) => parameter[key]);
    return {
      id: path,
      arns: each("arn"),
      names: each("name"),
      types: each("type"),
      values: each("value"),
    };
  },

  "aws:ssm/getParameter:getParameter": parameter,

  "aws:storagegateway/getLocalDisk:getLocalDisk": localDisk,
};

/** Answers an invoke; rejects those that the stand-in has no answer to, rather than make one up. */
export function invoke(token: string, args: Props, cloud: Cloud): Props {
  const answer = invokes[token];
  if (!answer) {
    const known = Object.keys(invokes).map((each) => each.split(":")[2]);
    throw new Error(
      `stand-in for AWS: it does not answer ${token}, only ${known.join(", ")} (see sandbox/aws/invokes.ts)`,
    );
  }
  return { ...args, ...answer(args, cloud) };
}
