import { isDeepStrictEqual } from "node:util";
import { main, type CheckResult, type Provider } from "@pulumi/pulumi/provider";
import { isUnset, parseUrn } from "../provider/values";
import { cloudTypes, type CloudType } from "./types";

type Props = Readonly<Record<string, unknown>>;

/** Answers the engine in place of Pulumi Cloud's provider: nothing here reaches Pulumi Cloud, or needs a token of it. */
export function serve(): void {
  const provider: Provider = {
    version: "1.3.0",
    schema: "{}",
    async check(urn: string, _olds: Props, news: Props): Promise<CheckResult> {
      const { required, check, kept } = typeOf(urn);
      const missing = required.filter((property) => isUnset(news[property]));
      const wrong = check?.(news);
      const failures = [
        ...missing.map((property) => ({
          property,
          reason: `missing required property '${property}'`,
        })),
        ...(wrong && missing.length === 0 ? [wrong] : []),
      ];
      const said = failures.map(({ property, reason }) => ({
        property,
        reason: `stand-in for Pulumi Cloud: ${reason}`,
      }));
      return { inputs: kept ? kept(news) : news, failures: said };
    },
    async diff(_id: string, urn: string, olds: Props, news: Props) {
      const { replaces, outputs } = typeOf(urn);
      const computed = Object.keys(outputs?.("") ?? {});
      const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
      const changed = names.filter(
        (name) => !computed.includes(name) && !isDeepStrictEqual(olds[name], news[name]),
      );
      return {
        changes: changed.length > 0,
        replaces: changed.filter((name) => replaces.includes(name)),
        deleteBeforeReplace: true,
      };
    },
    async create(urn: string, inputs: Props) {
      const { id: idOf, outputs } = typeOf(urn);
      const id = idOf(inputs, urn);
      return { id, outs: { ...inputs, ...outputs?.(id) } };
    },
    async update(id: string, urn: string, _olds: Props, news: Props) {
      return { outs: { ...news, ...typeOf(urn).outputs?.(id) } };
    },
    // What Pulumi Cloud holds is what the state says: nobody changes it behind Pulumi's back here.
    async read(id: string, _urn: string, props: Props) {
      return { id, props };
    },
    async delete() {
      // Nothing is held besides the state.
    },
  };
  void main(provider, process.argv.slice(2));
}

function typeOf(urn: string): CloudType {
  const { type } = parseUrn(urn);
  const known = cloudTypes[type];
  if (!known) {
    const types = Object.keys(cloudTypes).join(", ");
    throw new Error(`stand-in for Pulumi Cloud: it makes no ${type}, only ${types}`);
  }
  return known;
}
