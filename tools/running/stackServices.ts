import { UserError } from "../../components/userError";
import type { Deployment } from "../report/state";
import { RunFailed } from "../commandLine";

/** The two sides, as a stack's outputs have them and as people call them. */
export const SIDES = { cloud: "cloud", onPrem: "on-prem" } as const;

type Side = keyof typeof SIDES;

type BySide = Readonly<Partial<Record<Side, string>>>;

/** Where to look at a service: what the stack's output `services` has of it. */
export interface DeployedService {
  readonly name: string;
  readonly logGroupName: string;
  readonly serviceNames: BySide;
  readonly targetGroupArns: BySide;
}

/** The services of a stack, and the cluster that they are in. */
export interface StackServices {
  readonly region: string;
  readonly clusterName: string;
  readonly services: readonly DeployedService[];
}

/** The outputs of a stack, out of its state. @throws RunFailed where the stack has no services. */
export function stackServices({ resources = [] }: Deployment, stack: string): StackServices {
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const outputs = (root?.outputs ?? {}) as Partial<Omit<StackServices, "services">> & {
    readonly services?: Readonly<Record<string, Omit<DeployedService, "name">>>;
  };
  const { region, clusterName, services } = outputs;
  if (region === undefined || clusterName === undefined || services === undefined) {
    throw new RunFailed(`stack ${stack} has no services: update it first`);
  }
  const named = Object.entries(services).map(([name, each]) => ({ ...each, name }));
  return { region, clusterName, services: named.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** One service of a stack, by its name. @throws UserError where there is none. */
export function serviceOf({ services }: StackServices, name: string): DeployedService {
  const found = services.find((each) => each.name === name);
  if (found === undefined) {
    const names = services.map((each) => each.name).join(", ");
    throw new UserError(`"${name}" is not a service of the stack (${names || "it has none"})`);
  }
  return found;
}

/** The sides that a service runs at, with its ECS service there. */
export function sidesOf({ serviceNames }: DeployedService): { side: Side; ecsService: string }[] {
  return (Object.keys(SIDES) as Side[]).flatMap((side) => {
    const ecsService = serviceNames[side];
    return ecsService === undefined ? [] : [{ side, ecsService }];
  });
}
