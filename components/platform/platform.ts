import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../awsContext";
import { pullableImage } from "../ecr/imageSource";
import type { ReachedElsewhere } from "../ecs/service/openWays";
import type { ServicePlace } from "../ecs/service/runServices";
import { askingStacks, type AskStack } from "../recovery/primary";
import { UserError } from "../userError";
import { offerSchema, PLATFORM_VERSION, type PlatformOffer } from "./contract";

/**
 * The platform of another stack, for services of this one. Everything in it is known before the first resource is made: it
 * is what the platform's last update left in Pulumi's state. A change of the platform gets here by the next update here.
 *
 * @example
 * const platform = await Platform.fromStack("acme/landbridge/prod");
 * runServices({ descriptions, jobs: [], ...platform.forServices(provider) }, { providers: [provider] });
 */
export class Platform {
  private constructor(
    /** The stack, as it was asked for. */
    public readonly stack: string,
    /** What it offers. */
    public readonly offer: PlatformOffer,
  ) {}

  /**
   * @param stack `project/stack`, or `organization/project/stack`.
   * @param ask Asks a stack for an output.
   * @throws UserError where the stack has no platform, or one of another version than this program reads.
   */
  static async fromStack(stack: string, ask: AskStack = askingStacks()): Promise<Platform> {
    const offered = await ask(stack, "platform");
    return new Platform(stack, readOffer(stack, offered));
  }

  /**
   * What `runServices` puts services into.
   *
   * @param parent Has the provider that asks AWS where it works.
   * @param moved Names of services that are the platform's no more.
   */
  forServices(
    parent: pulumi.Resource,
    moved: readonly string[] = [],
  ): {
    readonly place: ServicePlace;
    readonly dns?: { readonly zoneId: string; readonly zoneName: string };
    readonly setIdentifier: string;
    readonly elsewhere: readonly ReachedElsewhere[];
  } {
    const { made, namePrefix, services } = this.offer;
    const { images, loadBalancers, databases, zoneId, zoneName, ...rest } = made;
    const context = awsContext(parent);
    const place: ServicePlace = {
      ...rest,
      context,
      loadBalancers: mapped(loadBalancers, (each) => mapped(each, known)),
      databases: mapped(databases, ({ port, databaseName, ...outputs }) => ({
        port,
        databaseName,
        ...mapped(outputs, known),
      })),
      registry: { image: (reference) => pullableImage(reference, { ...images, context }) },
      fileSystems: {},
      mountTargets: {}, // Gateways admit the hosts of the platform's own services only.
    };
    const theirs = services.filter(({ name }) => !moved.includes(name));
    const elsewhere = theirs.map(({ securityGroupId, ...service }) => ({
      service,
      ...(securityGroupId !== undefined && { securityGroupId: pulumi.output(securityGroupId) }),
    }));
    return {
      place,
      ...(zoneId !== undefined && zoneName !== undefined && { dns: { zoneId, zoneName } }),
      setIdentifier: namePrefix,
      elsewhere,
    };
  }
}

/** What a stack's output `platform` says. @throws UserError */
export function readOffer(stack: string, offered: unknown): PlatformOffer {
  const advice = "run `pulumi up` on it with this version of the program first";
  if (offered === undefined || offered === null) {
    throw new UserError(
      `landbridge:platform: stack "${stack}" exports no platform; is it a platform's stack, with a network? If so, ${advice}`,
    );
  }
  const { version } = offered as { readonly version?: unknown };
  if (version !== PLATFORM_VERSION) {
    throw new UserError(
      `landbridge:platform: stack "${stack}" offers version ${String(version)} of a platform, and this program reads version ${PLATFORM_VERSION}; ${Number(version) > PLATFORM_VERSION ? "use a newer version of the program here" : advice}`,
    );
  }
  const read = offerSchema.safeParse(offered);
  if (!read.success) {
    const lines = read.error.issues.map(
      ({ path, message }) => `  platform.${path.join(".")}: ${message}`,
    );
    throw new UserError(
      [
        `landbridge:platform: what stack "${stack}" exports can't be read; ${advice}:`,
        ...lines,
      ].join("\n"),
    );
  }
  return read.data;
}

/** What another stack's state holds is known, wherever an output is asked for. */
const known = (value: string): pulumi.Output<string> => pulumi.output(value);

function mapped<Value, To, Key extends string>(
  object: Readonly<Record<Key, Value>>,
  to: (value: Value) => To,
): Record<Key, To> {
  const entries = Object.entries<Value>(object).map(([key, value]) => [key, to(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
