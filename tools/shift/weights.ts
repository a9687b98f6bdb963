import { UserError } from "../../components/userError";
import { editStackFile } from "../recovery/stackFile";

/** A service of `landbridge:services` as a stack's file says it, with whatever mistakes it has. */
export interface SaidService {
  readonly name?: unknown;
  readonly placement?: unknown;
  readonly burst?: unknown;
  readonly traffic?: { readonly cloud?: unknown };
  readonly deployment?: { readonly alarmNames?: unknown };
}

/** One service of a stack's file, which shares its requests by weights. @throws UserError for any other. */
export function sharingService(
  said: Readonly<Record<string, unknown>>,
  stack: string,
  name: string,
): SaidService & { readonly cloud: number } {
  const list = said["landbridge:services"];
  const services = Array.isArray(list) ? (list as SaidService[]) : [];
  const service = services.find((each) => each.name === name);
  if (service === undefined) {
    const shared = services.filter(({ traffic }) => traffic !== undefined);
    const names = shared.map((each) => String(each.name)).join(", ");
    throw new UserError(
      `"${name}" is not one of landbridge:services in Pulumi.${stack}.yaml (${names || "none"} ${shared.length === 1 ? "has" : "have"} weights)`,
    );
  }
  const cloud = service.traffic?.cloud;
  if (service.placement !== "both" || service.burst === true || typeof cloud !== "number") {
    const why =
      service.burst === true
        ? "it bursts: its requests are shared by load"
        : `its placement is ${String(service.placement)}`;
    throw new UserError(
      `${name} has no weights to shift, as ${why}. Weights are for placement: both with traffic (docs/services.md, Migrate gradually)`,
    );
  }
  return { ...service, cloud };
}

/** A stack's file with other weights of one service, and every other byte as it was. */
export function withWeights(text: string, service: string, cloud: number): string {
  const traffic = ["landbridge:services", { name: service }, "traffic"] as const;
  return editStackFile(text, [
    { path: [...traffic, "cloud"], value: cloud },
    { path: [...traffic, "onPrem"], value: 100 - cloud },
  ]);
}

/** The same in a file of landbridge:serviceFiles, which is a list: with a stack's lines before it, it is a stack's file. */
export function withWeightsInList(text: string, service: string, cloud: number): string {
  const before = "config:\n  landbridge:services:\n";
  const edited = withWeights(before + text.replace(/^/gm, MARGIN), service, cloud);
  return edited.slice(before.length).replace(new RegExp(`^${MARGIN}`, "gm"), "");
}

const MARGIN = "    ";

/** The weights on the way, the last one included, each this far from the one before at the most. */
export function shiftSteps(from: number, to: number, most: number): number[] {
  const steps: number[] = [];
  for (let at = from; at !== to;) {
    at = to > at ? Math.min(at + most, to) : Math.max(at - most, to);
    steps.push(at);
  }
  return steps;
}
