import type { Cloud, Draft } from "./cloud";
import type { ResourceType } from "./resourceType";
import type { Kind, Shape } from "./shape";
import { hex, text } from "./values";

/** Gives a new resource the id and the ARN that AWS would give it. */
export function identify(
  draft: Omit<Draft, "id" | "arn" | "region">,
  shape: Shape,
  knowledge: ResourceType,
  cloud: Cloud,
): Draft {
  const unnamed: Draft = { ...draft, id: "", arn: "", region: cloud.region };
  const id = newId(unnamed, shape, knowledge, cloud);
  const named = { ...unnamed, id };
  return { ...named, arn: shape.outputs.has("arn") ? arn(named, knowledge, cloud) : "" };
}

function newId(draft: Draft, shape: Shape, knowledge: ResourceType, cloud: Cloud): string {
  if (knowledge.id) return knowledge.id(draft, cloud);
  if (knowledge.idPrefix) return `${knowledge.idPrefix}-0${hex(draft.seed, 16)}`;
  const name = text(draft.inputs["name"]);
  if (name && !shape.outputs.has("arn")) return name;
  const { module, kind } = tokenParts(draft.type);
  return name ?? `${module}-${kind}-0${hex(draft.seed, 16)}`;
}

function arn(draft: Draft, knowledge: ResourceType, cloud: Cloud): string {
  const { module, kind } = tokenParts(draft.type);
  const resource = knowledge.arnResource?.(draft) ?? `${kind}/${draft.id}`;
  return cloud.arn(knowledge.service ?? module, resource, knowledge.global ? { region: "" } : {});
}

/** `aws:ec2/natGateway:NatGateway` is `ec2` and `nat-gateway`. */
function tokenParts(type: string): { module: string; kind: string } {
  const [, path = ""] = type.split(":");
  const [module = "", kind = ""] = path.split("/");
  return { module, kind: kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) };
}

/** A value for a computed property that nothing more is known about. */
export function computedValue(name: string, kind: Kind, draft: Draft, cloud: Cloud): unknown {
  switch (kind) {
    case "array":
      return [];
    case "object":
      return {};
    case "boolean":
      return false;
    case "number":
      return 0;
    case "string":
      break;
  }
  if (name === "arn") return draft.arn;
  if (name === "ownerId" || name === "accountId") return cloud.accountId;
  if (name === "status" || name === "state") return "available";
  if (name === "name" || name === "id") return draft.id;
  if (name.endsWith("Arn") || name.endsWith("Id")) return "";
  return "";
}
