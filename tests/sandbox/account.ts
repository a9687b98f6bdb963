import * as path from "node:path";
import { Operations } from "../../sandbox/provider/operations";
import { Provider } from "../../sandbox/provider/provider";
import { Store, type Props, type Resource } from "../../sandbox/provider/store";
import { temporaryDirectory } from "../support/engine";

/** An account of the stand-in without an engine around it: rules and formats are quickest to test here. */
export class Account {
  readonly directory = temporaryDirectory();
  readonly store = new Store(path.join(this.directory, "123456789012.jsonl"));
  private readonly providers = new Map<string, Provider>();

  provider(region = "eu-central-1"): Provider {
    const operations = new Operations(this.store, path.join(this.directory, "log.jsonl"), 0, "");
    const ignoreTags = { keys: [], keyPrefixes: [] };
    const config = { region, accountId: "123456789012", defaultTags: {}, ignoreTags };
    const provider = this.providers.get(region) ?? new Provider(config, this.store, operations);
    this.providers.set(region, provider);
    return provider;
  }

  /** Plans and creates a resource, as the engine would; problems of the plan are errors too. */
  async create(type: string, name: string, inputs: Props, region?: string): Promise<Resource> {
    const urn = urnOf(type, name);
    return this.provider(region).create(urn, this.plan(urn, {}, inputs, region));
  }

  async update(resource: Resource, inputs: Props): Promise<Resource> {
    return this.provider().update(resource.id, resource.urn, this.plan(resource.urn, {}, inputs));
  }

  async delete({ id, urn, attributes }: Resource): Promise<void> {
    await this.provider().delete(id, urn, attributes);
  }

  private plan(urn: string, olds: Props, news: Props, region?: string): Props {
    const { inputs, problems } = this.provider(region).check(urn, olds, news);
    if (problems.length > 0) throw new Error(problems.map(({ reason }) => reason).join("\n"));
    return inputs;
  }
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::landbridge::${type}::${name}`;
}
