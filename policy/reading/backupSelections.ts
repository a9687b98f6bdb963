import { type Graph, type Node } from "../graph";
import type { Properties } from "../known";
import { types, type Types } from "../types";

/** Whether a selection takes a resource; `unsure` where a preview cannot know. */
export type Match = "yes" | "no" | "unsure";

/** What AWS Backup backs up, and how its ARNs look: what a wildcard in a selection is held against. */
const arns: readonly { readonly types: Types; readonly arn: string }[] = [
  { types: types.rdsInstance, arn: "arn:aws:rds:eu-west-1:123456789012:db:" },
  { types: types.databaseCluster, arn: "arn:aws:rds:eu-west-1:123456789012:cluster:" },
  { types: types.bucket, arn: "arn:aws:s3:::" },
  { types: types.volume, arn: "arn:aws:ec2:eu-west-1:123456789012:volume/" },
  { types: types.table, arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/" },
  { types: types.fileSystem, arn: "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/" },
];

/** Everything that a backup plan can select, of the types that rules are about. */
export const selectable: Types = arns.flatMap((each) => each.types);

/**
 * Whether an `aws.backup.Selection` takes a resource: by its ARN or a tag of `selectionTags`, if every
 * condition holds, and unless it is named in `notResources`.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 */
export function selects(graph: Graph, selection: Node, node: Node): Match {
  const tags = tagsOf(node);
  if (named(graph, selection, "notResources", node) === "yes") return "no";
  const { inputs } = selection;
  const byArn = named(graph, selection, "resources", node);
  const byTag = any(
    inputs
      .objects("selectionTags")
      .map((tag) => equals(tags, tag.string("key"), tag.string("value"))),
  );
  const asked = ["resources", "selectionTags"].some((key) => inputs.isSet(key));
  return all([asked ? any([byArn, byTag]) : "yes", conditions(inputs, tags)]);
}

/** The value of a tag that a preview cannot know. */
const later = Symbol("later");

/** A resource's tags, the provider's default ones included. */
function tagsOf({ props, inputs }: Node): (key: string) => string | typeof later | undefined {
  const bags = [
    inputs.object("tags"),
    inputs.object("tagsAll"),
    props.object("tags"),
    props.object("tagsAll"),
  ];
  const unknown = inputs.isUnknown("tags") || inputs.isUnknown("tagsAll");
  return (key) => {
    const found = bags.flatMap((bag) => bag?.string(key) ?? [])[0];
    if (found !== undefined) return found;
    return unknown || bags.some((bag) => bag?.isUnknown(key)) ? later : undefined;
  };
}

type Tags = ReturnType<typeof tagsOf>;

/** A tag's key as selections write it, in conditions with a prefix. */
export function plainKey(key: string | undefined): string {
  return key?.replace(/^aws:ResourceTag\//, "") ?? "";
}

function conditions(inputs: Properties, tags: Tags): Match {
  const held = inputs.objects("conditions").flatMap((condition) => {
    const each = (key: string, judge: (tag: Properties) => Match): Match[] =>
      condition.objects(key).map(judge);
    const name = (tag: Properties): string => plainKey(tag.string("key"));
    return [
      ...each("stringEquals", (tag) => equals(tags, name(tag), tag.string("value"))),
      ...each("stringNotEquals", (tag) => not(equals(tags, name(tag), tag.string("value")))),
      ...each("stringLikes", (tag) => like(tags, name(tag), tag.string("value"))),
      ...each("stringNotLikes", (tag) => not(like(tags, name(tag), tag.string("value")))),
    ];
  });
  return all(held);
}

function equals(tags: Tags, key: string | undefined, value: string | undefined): Match {
  if (key === undefined || value === undefined) return "unsure";
  const found = tags(key);
  return found === later ? "unsure" : found === value ? "yes" : "no";
}

function like(tags: Tags, key: string | undefined, pattern: string | undefined): Match {
  if (key === undefined || pattern === undefined) return "unsure";
  const found = tags(key);
  if (found === later) return "unsure";
  return found !== undefined && wildcard(pattern).test(found) ? "yes" : "no";
}

function named(graph: Graph, selection: Node, property: string, node: Node): Match {
  if (!selection.inputs.isSet(property)) return "no";
  const reference = graph.references(selection, property, selectable, selection.inputs);
  if (reference.certain.includes(node)) return "yes";
  const example = arns.find(({ types: of }) => of.includes(node.type))?.arn ?? "";
  const arn = node.props.string("arn");
  const matches = reference.external.map((pattern): Match => {
    if (arn !== undefined) return wildcard(pattern).test(arn) ? "yes" : "no";
    // The ARN is not known yet: a pattern that takes every name of the type surely takes this one.
    if (wildcard(pattern).test(`${example}any-name`) && /\*$/.test(pattern)) return "yes";
    return "no";
  });
  return reference.possible.includes(node) ? any([...matches, "unsure"]) : any(matches);
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function any(matches: readonly Match[]): Match {
  return matches.includes("yes") ? "yes" : matches.includes("unsure") ? "unsure" : "no";
}

function all(matches: readonly Match[]): Match {
  return matches.includes("no") ? "no" : matches.includes("unsure") ? "unsure" : "yes";
}

function not(match: Match): Match {
  return match === "unsure" ? match : match === "yes" ? "no" : "yes";
}
