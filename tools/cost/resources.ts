import type { Props } from "../../sandbox/provider/store";

/** A resource that a stack has or would have, as far as its price depends on it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly region: string;
  /** Names of the components that it is a part of, outermost first. */
  readonly components: readonly string[];
  readonly properties: Props;
}

/** What a stack has in AWS, and how one of its resources finds another. */
export class Resources {
  constructor(readonly all: readonly Resource[]) {}

  ofType(type: string): readonly Resource[] {
    return this.all.filter((each) => each.type === type);
  }

  /** The one of a type that has this id, ARN or name in AWS. */
  find(type: string, reference: unknown): Resource | undefined {
    return this.ofType(type).find(({ id, properties }) =>
      [id, properties["arn"], properties["identifier"]].includes(reference),
    );
  }
}
