import * as fs from "node:fs";
import * as path from "node:path";

/** Property values as Pulumi's engine sends them: JSON, plus the {@link unknown} marker in previews. */
export type Props = Record<string, unknown>;

/** One resource that the stand-in holds: what AWS would answer if asked to describe it. */
export interface Resource {
  readonly id: string;
  /** Pulumi's type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly region: string;
  /** The Pulumi resource that made it: stands for the request token that AWS keeps. */
  readonly urn: string;
  /** Seed of everything that AWS would have drawn at random for it. */
  readonly seed: string;
  readonly attributes: Props;
}

type Entry =
  | { readonly put: Resource }
  | { readonly drop: { readonly type: string; readonly region: string; readonly id: string } }
  /** `name` has happened `times` times: creations of a URN, injected failures. */
  | { readonly count: { readonly name: string; readonly times: number } };

/**
 * What one AWS account holds, on disk as an append-only log of JSON lines. Several provider
 * processes share it (one for each `aws.Provider`, one after another): each appends a line in one
 * write, and reads what the others appended before it looks anything up. So nothing has to be
 * flushed at exit, and a killed process loses nothing that it answered for.
 */
export class Store {
  private readonly resources = new Map<string, Resource>();
  private readonly byType = new Map<string, Set<string>>();
  private readonly counts = new Map<string, number>();
  private readonly descriptor: number;
  private offset = 0;

  constructor(file: string) {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.descriptor = fs.openSync(file, "a+", 0o600);
    const { size } = fs.fstatSync(this.descriptor);
    const last = Buffer.alloc(1);
    if (size > 0 && fs.readSync(this.descriptor, last, 0, 1, size - 1) && last[0] !== 10) {
      fs.writeSync(this.descriptor, "\n");
    }
    this.catchUp();
  }

  get(type: string, id: string, region: string): Resource | undefined {
    this.catchUp();
    return this.resources.get(key(type, region, id));
  }

  /** Every resource of a type, in the order of creation, in one region or in all of them. */
  all(type: string, region?: string): Resource[] {
    this.catchUp();
    const found: Resource[] = [];
    for (const key of this.byType.get(type) ?? []) {
      const resource = this.resources.get(key);
      if (resource && (region === undefined || resource.region === region)) found.push(resource);
    }
    return found;
  }

  everything(): Resource[] {
    this.catchUp();
    return [...this.resources.values()];
  }

  put(resource: Resource): void {
    this.append({ put: resource });
  }

  drop({ type, region, id }: Resource): void {
    this.append({ drop: { type, region, id } });
  }

  /** How often `name` has been counted so far. */
  count(name: string): number {
    this.catchUp();
    return this.counts.get(name) ?? 0;
  }

  increment(name: string): void {
    this.append({ count: { name, times: this.count(name) + 1 } });
  }

  close(): void {
    fs.closeSync(this.descriptor);
  }

  private append(entry: Entry): void {
    fs.writeSync(this.descriptor, JSON.stringify(entry) + "\n");
    this.catchUp();
  }

  /** Reads the lines appended since last time, by this process or by another. */
  private catchUp(): void {
    const { size } = fs.fstatSync(this.descriptor);
    if (size <= this.offset) return;
    const buffer = Buffer.alloc(size - this.offset);
    fs.readSync(this.descriptor, buffer, 0, buffer.length, this.offset);
    const end = buffer.lastIndexOf("\n") + 1;
    this.offset += end;
    for (const line of buffer.toString("utf8", 0, end).split("\n")) {
      const entry = parse(line);
      if (entry) this.apply(entry);
    }
  }

  private apply(entry: Entry): void {
    if ("count" in entry) {
      this.counts.set(entry.count.name, entry.count.times);
    } else if ("put" in entry) {
      const { type, region, id } = entry.put;
      this.resources.set(key(type, region, id), entry.put);
      const ofType = this.byType.get(type) ?? new Set();
      this.byType.set(type, ofType.add(key(type, region, id)));
    } else {
      const { type, region, id } = entry.drop;
      this.resources.delete(key(type, region, id));
      this.byType.get(type)?.delete(key(type, region, id));
    }
  }
}

function key(type: string, region: string, id: string): string {
  return `${type} ${region} ${id}`;
}

/** A line of the log; undefined for one that a killed process left half written. */
function parse(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
