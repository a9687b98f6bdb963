import type { Diagnostic } from "./events";
import { parseUrn } from "./provider/values";

/** Where the way around a refusal is written, by what the rejected resource is. */
const runbooks: readonly (readonly [RegExp, string])[] = [
  [/aws:rds\/(instance|cluster):/, "docs/runbooks/restore-database.md"],
  [/aws:directconnect\/(connection|linkAggregationGroup):/, "docs/runbooks/change-links.md"],
  [/aws:storagegateway\/gateway:|FileShareBucket/, "docs/runbooks/replace-file-gateway.md"],
];

/**
 * What to do about each resource that Pulumi's `protect` kept an update from replacing or deleting.
 * Pulumi's own message says how to take the protection away, which is the last thing to do.
 */
export function protectionAdvice(diagnostics: readonly Diagnostic[]): string[] {
  const refusals = diagnostics.flatMap(({ message }) => [
    ...[...message.matchAll(/unable to replace resource "(urn:[^"]+)"/g)].map(replaced),
    ...[...message.matchAll(/resource "(urn:[^"]+)" cannot be deleted/g)].map(deleted),
  ]);
  const advice = refusals.map(({ verb, urn }) => {
    const name = urn.split("::").at(-1) ?? urn;
    const runbook = runbooks.find(([pattern]) => pattern.test(urn))?.[1];
    const steps = runbook ? `${runbook} has the way around it` : "keep it, or ask who owns it";
    return `${name} is protected: an update that would ${verb} it stops before its first step. ${steps}.`;
  });
  return [...new Set(advice)];
}

/** What to do where the stack that another one follows is not there. */
export function missingStackAdvice(diagnostics: readonly Diagnostic[]): string[] {
  const missing = diagnostics.flatMap(({ message }) =>
    [...message.matchAll(/unknown stack "[^"]*?([^/"]+)"/g)].map(([, stack = ""]) => stack),
  );
  return [...new Set(missing)].map(
    (stack) => `This stack follows ${stack}, which is not up: make sandbox STACK=${stack} first.`,
  );
}

const replaced = ([, urn = ""]: RegExpMatchArray) => ({ verb: "replace", urn });
const deleted = ([, urn = ""]: RegExpMatchArray) => ({ verb: "delete", urn });

/** What the state says about one resource. */
export interface State {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A resource that will not be destroyed, and what keeps it. */
export interface ProtectedResource {
  readonly name: string;
  readonly type: string;
  readonly by: string;
}

/** Those of a stack's resources that will not be destroyed. */
export function protectedOf(resources: readonly State[]): ProtectedResource[] {
  return resources.flatMap(({ urn, type, protect, outputs }) => {
    const flags = ["deletionProtection", "enableDeletionProtection", "deletionProtectionEnabled"];
    const flag = flags.find((property) => outputs?.[property] === true);
    const by = protect ? "Pulumi's protect option" : (flag ?? scaleInProtection(outputs));
    return by ? [{ name: nameOf(urn), type, by }] : [];
  });
}

/** An Auto Scaling group whose instances stay, and the group with them. */
function scaleInProtection(outputs: State["outputs"]): string | undefined {
  const { protectFromScaleIn, forceDelete, minSize } = outputs ?? {};
  const stays = protectFromScaleIn === true && forceDelete !== true && minSize !== 0;
  return stays ? "scale-in protection without forceDelete" : undefined;
}

/** What an update does to one resource. */
interface Deletion {
  readonly op: string;
  readonly urn: string;
}

/**
 * Those of a stack's resources that an update would delete or replace, and that Pulumi or AWS would keep: AWS
 * rejects only once the update is at work, when others are gone already.
 */
export function keptDeletions(
  resources: readonly State[],
  steps: readonly Deletion[],
): ProtectedResource[] {
  const going = new Set(steps.filter(({ op }) => /delete|replace/.test(op)).map(({ urn }) => urn));
  // What stays in AWS on purpose is asked for no deletion.
  const asked = resources.filter(({ urn, retainOnDelete }) => going.has(urn) && !retainOnDelete);
  const buckets = asked.filter(
    ({ type, protect, outputs }) =>
      type === "aws:s3/bucket:Bucket" && !protect && outputs?.["forceDestroy"] !== true,
  );
  return [
    ...protectedOf(asked),
    ...buckets.map(({ urn, type }) => ({
      name: nameOf(urn),
      type,
      by: "forceDestroy, which is off: AWS keeps a bucket that holds anything",
    })),
  ];
}

const nameOf = (urn: string): string => parseUrn(urn).name;
