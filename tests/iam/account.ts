import * as path from "node:path";
import { Store, type Resource } from "../../sandbox/provider/store";
import { decide, type Call } from "./evaluator";

/** The part of a URN that programs write. */
const nameOf = ({ urn }: Resource): string => urn.split("::").at(-1) ?? "";

/** Everything that says who may do what in the stand-in's account, after an update of a stack. */
export class Permissions {
  /** Of every stack in the account. */
  readonly everything: readonly Resource[];
  private readonly resources: readonly Resource[];

  constructor(workDir: string, stack: string) {
    this.everything = new Store(path.join(workDir, "aws", "123456789012.jsonl")).everything();
    this.resources = this.everything.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  }

  /** The one resource of a type, by its name in the program. */
  get(type: string, name: string): Resource {
    const found = this.resources.filter(
      (each) => each.type.endsWith(type) && nameOf(each) === name,
    );
    const [resource] = found;
    if (!resource || found.length > 1) throw new Error(`${found.length} ${type} named ${name}`);
    return resource;
  }

  attribute(type: string, name: string, attribute: string): string {
    return String(this.get(type, name).attributes[attribute]);
  }

  arn(type: string, name: string): string {
    return this.attribute(type, name, "arn");
  }

  /** Whether a role's own policies allow a call, and no policy on its way is against it. */
  allows(role: string, call: Call): boolean {
    const { id, attributes } = this.get(":Role", role);
    const own = this.resources
      .filter((each) => each.type.endsWith(":RolePolicy") && each.attributes["role"] === id)
      .map((each) => String(each.attributes["policy"]));
    const says = own.map((document) => decide(document, call));
    if (!says.includes("Allow") || says.includes("Deny")) return false;
    return this.passes(call, String(attributes["arn"]));
  }

  /** Whether the key of a call, the bucket of it and S3's endpoints let a caller through. */
  passes(call: Call, caller: string): boolean {
    const { action, on } = call;
    if (action.startsWith("kms:")) {
      const key = this.resources.find(
        ({ type, attributes }) => type.endsWith(":Key") && attributes["arn"] === on,
      );
      return (
        key !== undefined && decide(String(key.attributes["policy"]), call, caller) === "Allow"
      );
    }
    if (!action.startsWith("s3:")) return true;
    const bucket = on.split(":").at(-1)?.split("/")[0] ?? "";
    const rejected = this.resources.some(
      ({ type, attributes }) =>
        type.endsWith(":BucketPolicy") &&
        attributes["bucket"] === bucket &&
        decide(String(attributes["policy"]), call, caller) === "Deny",
    );
    const endpoints = this.resources.filter(
      ({ type, attributes }) =>
        type.endsWith(":VpcEndpoint") && String(attributes["serviceName"]).endsWith(".s3"),
    );
    return (
      !rejected &&
      endpoints.every(
        ({ attributes }) => decide(String(attributes["policy"]), call, caller) === "Allow",
      )
    );
  }

  /** Whether a service of AWS's may take a role, for what it does in the account. */
  admits(role: string, service: string, context: Readonly<Record<string, string>>): boolean {
    const trust = this.attribute(":Role", role, "assumeRolePolicy");
    return decide(trust, { action: "sts:AssumeRole", on: "*", context }, service) === "Allow";
  }
}
