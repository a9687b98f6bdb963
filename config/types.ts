import type { z } from "zod";
import type { Activated } from "./onPremises/activated";
import type { Neighbour } from "../components/platform/contract";
import type { sections } from "./sections";
import type { PrimaryMade } from "./recovery/primaryMade";

/** The same type with everything in it read-only, all the way down. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** What is left of a value when the parts that do not parse are taken out; array indices are kept. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> }
    : T;

type Sections = { [Key in keyof typeof sections]: z.output<(typeof sections)[Key]> };

/** The stack's whole configuration: valid, with its defaults, frozen. */
export type PlatformConfig = DeepReadonly<
  Sections & {
    /** The stack's name: `dev`, `prod`. */
    stack: string;
    /** The AWS Region, from `aws:region`. */
    region: string;
    /** What the stack exports for its standbys, which take from it whatever they leave out. */
    followed: Record<string, unknown> | undefined;
    /** What the stack that this one follows has made. */
    made?: PrimaryMade;
    /** The day of the run, in UTC. */
    today?: string;
    /** The backups' compliance lock as the stack's last update left it. */
    locked?: Sections["backup"]["lock"];
    /** When the activations of the stack's last update expire, by site. */
    activated?: Record<string, Activated>;
    /** The load balancer of each service with hosts as the stack's last update left it, by name. */
    balanced?: Record<string, number>;
    /** Of a stack of services: those of its platform's stack. */
    elsewhere?: Neighbour[];
    /** Of a stack of services: numbers of its platform's load balancers. */
    platformLoadBalancers?: number[];
    /** Databases that the stack held after its last update, by name. */
    held?: string[];
  }
>;

/** `landbridge:network` */
export type NetworkConfig = PlatformConfig["network"];

/** `landbridge:onPremises` */
export type OnPremisesConfig = PlatformConfig["onPremises"];

/** `landbridge:connectivity` */
export type ConnectivityConfig = NonNullable<PlatformConfig["connectivity"]>;

/** `landbridge:dns` */
export type DnsConfig = NonNullable<PlatformConfig["dns"]>;

/** `landbridge:cluster` */
export type ClusterConfig = PlatformConfig["cluster"];

/** `landbridge:loadBalancer` */
export type LoadBalancerConfig = PlatformConfig["loadBalancer"];

/** One of `landbridge:services` */
export type ServiceConfig = PlatformConfig["services"][number];

/** `landbridge:residency` */
export type ResidencyConfig = PlatformConfig["residency"];

/** `landbridge:environmentType` */
export type EnvironmentType = PlatformConfig["environmentType"];

/** What cross-field rules read: the configuration as far as it could be understood. */
export type ConfigDraft = Draft<PlatformConfig>;
