import type { Cloud, Draft } from "./cloud";
import type { Props, Resource } from "./store";

/**
 * What the stand-in knows about one AWS resource type beyond its shape in `@pulumi/aws`. Everything
 * is optional: a type without an entry gets a plausible id, an ARN and plain values.
 */
export interface ResourceType {
  /** AWS's id is this prefix, "-0" and sixteen hexadecimal digits: `subnet-0a1b...`. */
  readonly idPrefix?: string;
  /** The id, where it is anything else: a name, an ARN, `association ids`. */
  readonly id?: (draft: Draft, cloud: Cloud) => string;
  /** The service part of the ARN, when it is not the module's name (`cloudwatch/logGroup`: logs). */
  readonly service?: string;
  /** The resource part of the ARN: `subnet/${id}`. */
  readonly arnResource?: (draft: Draft) => string;
  /** AWS has one in every Region, always: creating it overwrites it, deleting it leaves it there. */
  readonly setting?: boolean;
  /** Creating one where there is one already puts it in that one's place. */
  readonly overwrites?: boolean;
  /** Global services have no region in their ARNs. */
  readonly global?: boolean;
  /** Values that the real provider fills in at plan time. */
  readonly defaults?: Props;
  /** Properties that the real provider cannot change in place; `a.b` is one inside `a`. */
  readonly immutable?: readonly string[];
  /** Whether that is all of them: what the documentation says counts no longer. */
  readonly allImmutable?: boolean;
  /** Properties that it cannot change in place from one value to another. */
  readonly immutableIf?: Readonly<Record<string, (before: unknown, after: unknown) => boolean>>;
  /** Properties that the real provider's Read never sets: a refresh leaves them as they were said. */
  readonly unread?: readonly string[];
  /** Properties whose change the real provider's Update rejects by itself, unless they are taken out. */
  readonly refuses?: Readonly<Record<string, { readonly says: string }>>;
  /** Properties that the real provider's Read sets: a plan compares them with what AWS holds. */
  readonly readBack?: readonly string[];
  /** Differences that the real provider hides (DiffSuppressFunc). */
  readonly suppressed?: (name: string, before: unknown, after: unknown, news: Props) => boolean;
  /** Properties of the type that can change in place whatever the documentation seems to say. */
  readonly mutable?: readonly string[];
  /** Names in AWS clash: the old one has to go first. */
  readonly deleteBeforeReplace?: boolean;
  /** The property that Pulumi makes up a name for when it is unset: "name". */
  readonly nameProperty?: string;
  /** What AWS's alphabet makes of a made-up name. */
  readonly spellName?: (name: string) => string;
  /** The longest physical name that Pulumi may make up. */
  readonly nameLength?: number;
  /** Only the arguments as they are planned: what the real provider finds wrong in a preview. */
  readonly plan?: (inputs: Props, problem: (property: string, reason: string) => void) => void;
  /** Computed values that are known in a preview already. */
  readonly planned?: (inputs: Props, cloud: Cloud) => Props;
  /** Computed values that every update changes: unknown in a preview of one. */
  readonly recomputed?: readonly string[];
  /** The rules that AWS keeps; throws AwsError. Before every create and update. */
  readonly rules?: (draft: Draft, cloud: Cloud) => void;
  /** Computed values, once created. The program's own arguments win over these. */
  readonly outputs?: (draft: Draft, cloud: Cloud) => Props;
  /** What AWS holds whatever the program says: wins over its arguments. */
  readonly held?: (draft: Draft, cloud: Cloud) => Props;
  /** Throws AwsError when AWS would refuse to delete the resource. */
  readonly deletable?: (resource: Resource, cloud: Cloud) => void;
}

/** The stand-in's knowledge about one service, by type token. */
export type Service = Readonly<Record<string, ResourceType>>;
