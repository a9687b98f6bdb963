import type { Cloud } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Resource } from "../../provider/store";
import { instanceType } from "./types";

/** An instance by its identifier here, or by its ARN wherever it is. */
export function findInstance(here: Cloud, reference: unknown): Resource {
  const [, region = here.region] = /^arn:[^:]*:rds:([^:]*):/.exec(String(reference)) ?? [];
  const cloud = here.inRegion(region);
  const identifier = String(reference).replace(/^arn:.*:db:/, "");
  const [found] = cloud.where(instanceType, "identifier", identifier);
  if (found) return found;
  throw new AwsError("DBInstanceNotFound", `DBInstance ${identifier} not found.`);
}
