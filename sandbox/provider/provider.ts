import { services } from "../aws";
import { checkCount } from "../aws/shared/quotas";
import { checkTags } from "../aws/shared/tags";
import type { Draft } from "./cloud";
import { AwsError, Cloud } from "./cloud";
import type { Difference } from "./diff";
import { diff } from "./diff";
import type { Operations } from "./operations";
import type { Problem } from "./plan";
import { planInputs } from "./plan";
import type { ResourceType } from "./resourceType";
import type { ProviderConfig } from "./providerConfig";
import type { Shape } from "./shape";
import { shapeOf } from "./shape";
import type { Props, Resource, Store } from "./store";
import { computedValue, identify } from "./synthesis";
import { blocks, isUnset, parseUrn, text, unknown } from "./values";

/** What the real AWS provider does, with the stand-in's store in place of AWS. */
export class Provider {
  readonly cloud: Cloud;

  constructor(
    private readonly config: ProviderConfig,
    private readonly store: Store,
    private readonly operations: Operations,
  ) {
    this.cloud = new Cloud(store, config.accountId, config.region);
  }

  /** Plan-time validation and defaults. */
  check(urn: string, olds: Props, news: Props): { inputs: Props; problems: Problem[] } {
    const { shape, knowledge } = typeOf(urn);
    const generation = this.store.count(`created ${urn}`);
    return planInputs({ urn, olds, news, shape, knowledge, config: this.config, generation });
  }

  diff(
    urn: string,
    olds: Props,
    oldInputs: Props,
    news: Props,
    ignored: readonly string[] = [],
  ): Difference {
    const { shape, knowledge } = typeOf(urn);
    const difference = diff({ olds, oldInputs, news, shape, knowledge, ignored });
    const region = text(news["region"]) ?? this.config.region;
    if (shape.outputs.has("region") && text(olds["region"]) && olds["region"] !== region) {
      difference.replaces.push("region");
      difference.paths.set("region", "update");
    }
    return difference;
  }

  /** What a preview shows: the arguments, what follows from them, and unknowns. */
  plannedOutputs(urn: string, inputs: Props): Props {
    const { shape, knowledge } = typeOf(urn);
    const cloud = this.cloudFor(inputs);
    const outputs: Props = { id: unknown };
    for (const name of shape.computed.keys()) outputs[name] = unknown;
    if (shape.outputs.has("region")) outputs["region"] = cloud.region;
    return { ...outputs, ...knowledge.planned?.(inputs, cloud), ...withoutUnset(inputs) };
  }

  /** What a preview of an update shows: AWS keeps whatever does not depend on the arguments. */
  plannedUpdate(urn: string, olds: Props, oldInputs: Props, inputs: Props): Props {
    const { shape, knowledge } = typeOf(urn);
    const kept = Object.entries(olds).filter(
      ([name]) => name in inputs || !(name in oldInputs) || shape.computed.has(name),
    );
    const recomputed = (knowledge.recomputed ?? []).map((name) => [name, unknown] as const);
    return {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(recomputed),
      ...withoutUnset(inputs),
    };
  }

  async create(urn: string, inputs: Props): Promise<Resource> {
    const { type, name } = parseUrn(urn);
    return this.operations.run("create", type, name, () => {
      const { shape, knowledge } = typeOf(urn);
      const cloud = this.reach(type, inputs);
      const generation = this.store.count(`created ${urn}`);
      const seed = `${this.config.accountId} ${urn} ${generation}`;
      const draft = identify({ type, name, urn, inputs, seed }, shape, knowledge, cloud);
      checkTags(type, inputs["tagsAll"]);
      checkCount(type, cloud);
      knowledge.rules?.(draft, cloud);
      const mayExist = knowledge.setting ?? knowledge.overwrites ?? false;
      if (cloud.get(type, draft.id) && !mayExist) {
        throw new AwsError("ResourceAlreadyExists", `${type} ${draft.id} exists already`);
      }
      const resource = this.resource(draft, shape, knowledge, cloud);
      this.store.increment(`created ${urn}`);
      this.store.put(resource);
      return resource;
    });
  }

  async update(id: string, urn: string, inputs: Props): Promise<Resource> {
    const { type, name } = parseUrn(urn);
    return this.operations.run("update", type, name, () => {
      const { shape, knowledge } = typeOf(urn);
      const cloud = this.reach(type, inputs);
      const previous = cloud.find(type, id, "ResourceNotFoundException", type);
      const draft: Draft = {
        type,
        name,
        urn,
        id,
        inputs,
        previous,
        seed: previous.seed,
        region: previous.region,
        arn: text(previous.attributes["arn"]) ?? "",
      };
      checkTags(type, inputs["tagsAll"]);
      for (const [each, { says }] of Object.entries(knowledge.refuses ?? {})) {
        const isSame = previous.attributes[each] === inputs[each];
        if (!isUnset(inputs[each]) && !isSame) throw new Error(says);
      }
      knowledge.rules?.(draft, cloud);
      const resource = this.resource(draft, shape, knowledge, cloud);
      this.store.put(resource);
      return resource;
    });
  }

  /** What AWS holds now; undefined when it is gone. */
  async read(id: string, urn: string, state: Props): Promise<Resource | undefined> {
    const { type, name } = parseUrn(urn);
    return this.operations.run("read", type, name, () => {
      const found = this.reach(type, state).get(type, id);
      const unread = typeOf(urn).knowledge.unread?.filter((each) => each in state);
      if (!found || !unread) return found;
      const said = Object.fromEntries(unread.map((each) => [each, state[each]]));
      return { ...found, attributes: { ...found.attributes, ...said } };
    });
  }

  async delete(id: string, urn: string, state: Props): Promise<void> {
    const { type, name } = parseUrn(urn);
    await this.operations.run("delete", type, name, () => {
      const { knowledge } = typeOf(urn);
      const cloud = this.reach(type, state);
      const resource = cloud.get(type, id);
      if (!resource) return;
      knowledge.deletable?.(resource, cloud);
      if (!knowledge.setting) this.store.drop(resource);
      else if (resource.urn === urn) this.store.put({ ...resource, urn: "" });
    });
  }

  /** The arguments that a program would have to give to get what AWS holds. */
  inputsOf(resource: Resource, oldInputs: Props): Props {
    const { shape } = typeOf(resource.urn, resource.type);
    const imported = Object.keys(oldInputs).length === 0;
    const inputs: Props = {};
    for (const name of [
      ...shape.inputs.keys(),
      ...(shape.outputs.has("tagsAll") ? ["tagsAll"] : []),
    ]) {
      const value = asAsked(resource.attributes[name], oldInputs[name]);
      // What the program leaves to AWS is no argument of the program's, unless it is an import.
      const left = name === "region" || (!imported && shape.computed.has(name));
      if (!isUnset(value) && (name in oldInputs || !left)) inputs[name] = value;
    }
    return inputs;
  }

  /** The Region that a resource lives in; an error while that does not answer. */
  private reach(type: string, inputs: Props): Cloud {
    const cloud = this.cloudFor(inputs);
    this.operations.reach(cloud.scope(type));
    return cloud;
  }

  private cloudFor(inputs: Props): Cloud {
    return this.cloud.inRegion(text(inputs["region"]) ?? this.config.region);
  }

  private resource(draft: Draft, shape: Shape, knowledge: ResourceType, cloud: Cloud): Resource {
    // The real provider repeats the id among the properties, where policies find it.
    const attributes: Props = { id: draft.id };
    const before = draft.previous?.attributes ?? {};
    const specific: Props = { ...knowledge.planned?.(draft.inputs, cloud) };
    Object.assign(specific, knowledge.outputs?.(draft, cloud));
    for (const [name, kind] of shape.computed) {
      attributes[name] = specific[name] ?? before[name] ?? computedValue(name, kind, draft, cloud);
    }
    if (shape.outputs.has("region")) attributes["region"] = cloud.region;
    Object.assign(attributes, withoutUnset(specific), filledIn(draft.inputs, specific));
    Object.assign(attributes, knowledge.held?.(draft, cloud));
    const { id, type, urn, seed } = draft;
    return { id, type, urn, seed, region: cloud.scope(type), attributes };
  }
}

function typeOf(urn: string, type = parseUrn(urn).type): { shape: Shape; knowledge: ResourceType } {
  const shape = shapeOf(type);
  if (!shape) throw new Error(`stand-in for AWS: @pulumi/aws has no resource type ${type}`);
  return { shape, knowledge: services[type] ?? {} };
}

function withoutUnset(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => !isUnset(value)));
}

/** Blocks as the program spells them: without what AWS added to each. */
function asAsked(value: unknown, asked: unknown): unknown {
  if (!Array.isArray(value) || !Array.isArray(asked) || value.length !== asked.length) return value;
  const spelled = blocks(asked);
  if (spelled.length !== value.length) return value;
  return value.map((block: Props, index) =>
    Object.fromEntries(Object.entries(block).filter(([name]) => name in (spelled[index] ?? {}))),
  );
}

/** The program's arguments; blocks among them get what AWS adds to each (`ipAddresses[0].ip`). */
function filledIn(inputs: Props, computed: Props): Props {
  const filled = Object.entries(withoutUnset(inputs)).map(([name, value]) => {
    const additions = blocks(computed[name]);
    return Array.isArray(value) && additions.length === value.length && additions.length > 0
      ? [name, value.map((block: Props, index) => ({ ...additions[index], ...block }))]
      : [name, value];
  });
  return Object.fromEntries(filled) as Props;
}
