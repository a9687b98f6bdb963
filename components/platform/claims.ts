import * as pulumi from "@pulumi/pulumi";
import * as ssm from "@pulumi/aws/ssm";
import { getParametersByPath } from "@pulumi/aws/ssm/getParametersByPath";
import { UserError } from "../userError";
import { neighbourSchema, type Neighbour } from "./contract";

/** Folder in Parameter Store of what the stacks on a platform have claimed. */
function folder(namePrefix: string): string {
  return `/landbridge/${namePrefix.replace(/[^A-Za-z0-9_.-]+/g, "-")}/services`;
}

/** Arguments of {@link Claims}. */
export interface ClaimsArgs {
  /** The platform's name, such as `landbridge-prod`. */
  readonly namePrefix: string;
  /** The stack's services and jobs. */
  readonly neighbours: readonly Neighbour[];
}

/**
 * What a stack of services says of each to the other stacks on its platform, which don't know its state: a parameter of a
 * name that AWS takes once. It is a few hundred characters of what is no secret: names, hosts, ports and what it uses.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-hierarchies.html
 */
export class Claims extends pulumi.ComponentResource {
  constructor(name: string, args: ClaimsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:platform:Claims", name, {}, opts);
    for (const neighbour of args.neighbours) {
      const called = `${name}-${neighbour.name}`;
      new ssm.Parameter(
        called,
        {
          name: `${folder(args.namePrefix)}/${neighbour.name}`,
          type: "String",
          value: JSON.stringify(neighbour),
          description: `Service ${neighbour.name} of stack ${neighbour.stack}`,
          tags: { Name: called },
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

/**
 * What other stacks have on a platform.
 *
 * @param stack The asking stack, whose own are left out.
 * @throws UserError where a parameter in the folder is no claim.
 */
export async function claimedByOthers(
  namePrefix: string,
  stack: string,
  provider: pulumi.ProviderResource,
): Promise<Neighbour[]> {
  const path = folder(namePrefix);
  const { names, values } = await getParametersByPath({ path }, { provider });
  return names.flatMap((name, i) => {
    const read = neighbourSchema.safeParse(parsed(values[i] ?? ""));
    if (!read.success) {
      throw new UserError(
        `${name} in Parameter Store is not what a stack of services writes there; delete it, or update the stack that made it`,
      );
    }
    return read.data.stack === stack ? [] : [read.data];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
