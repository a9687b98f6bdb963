import type { ServiceObjectives } from "../../elb/objectivePlan";
import type { Autoscaling } from "./autoscalingDescription";
import type { ContainerDescription, SidecarDescription } from "./container";

/** Where a service runs. */
export type Placement = "cloud" | "on-prem" | "both";

/** One of the two places that a service can run at. */
export type Side = "cloud" | "onPrem";

/** What may happen to a service's data. */
export type DataClassification = "public" | "internal" | "confidential" | "on-prem-only";

/**
 * Everything about one service, whichever side it runs on: what `landbridge:services` holds. What the
 * other side would need may be there as well; it is not used. docs/CONFIG.md has units and defaults.
 */
export interface ServiceDescription extends ContainerDescription {
  readonly placement: Placement;
  readonly dataClassification: DataClassification;
  /** Customer keys of the secrets of its containers. */
  readonly secretsKmsKeyArns: readonly string[];
  /** Containers beside its own. */
  readonly sidecars?: readonly SidecarDescription[] | undefined;
  /** Folders that its containers share, empty when a task starts. */
  readonly sharedPaths?: readonly string[] | undefined;
  readonly port?: number | undefined;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TLS";
  /** @default HTTP1 */
  readonly protocolVersion?: ProtocolVersion | undefined;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly priority?: number | undefined;
  /** Names and paths that are answered with others. */
  readonly redirects?: readonly Redirect[] | undefined;
  /** Which of the stack's load balancers serves its hosts, from 1; 1 where nothing is said. */
  readonly loadBalancer?: number | undefined;
  readonly conditions?: RouteConditions | undefined;
  /** What the load balancer does with a request of nobody who has logged in; undefined where nobody has to. */
  readonly login?: "authenticate" | "deny" | "allow" | undefined;
  readonly stickiness?: Stickiness | undefined;
  readonly loadBalancingAlgorithm?: LoadBalancingAlgorithm | undefined;
  readonly slowStartInSeconds?: number | undefined;
  /** Of TCP and TLS: where callers find it on the network load balancer; its port where nothing is said. */
  readonly listenerPort?: number | undefined;
  /** Of TCP and TLS: what callers speak; its protocol where nothing is said. */
  readonly listenerProtocol?: "TCP" | "TLS" | undefined;
  /** Of TCP and TLS: whether connections begin with a line about who called. */
  readonly proxyProtocol?: boolean | undefined;
  readonly healthCheck?: HealthCheck | undefined;
  readonly capacityClass?: string | undefined;
  /**
   * Whether every server of its class and site has one task, and no other number counts.
   * @default false
   */
  readonly daemon?: boolean | undefined;
  readonly replicas: Readonly<Record<Side, number>>;
  readonly autoscaling?: Autoscaling | undefined;
  readonly site?: string | undefined;
  readonly hostPort?: number | undefined;
  /** Percent of the site's servers that run it; 100 where nothing is said. */
  readonly siteShare?: number | undefined;
  readonly traffic?: Readonly<Record<Side, number>> | undefined;
  readonly burst: boolean;
  /** The side that gets all requests while the other one has no healthy target; until then it gets none. */
  readonly failover?: "cloud" | "on-prem" | undefined;
  readonly serviceConnect: boolean;
  /** How tasks are put on the instances of a zone. */
  readonly placementStrategy?: "binpack" | "spread" | undefined;
  readonly executeCommand: boolean;
  readonly reaches: readonly Destination[];
  readonly databases: readonly DatabaseUse[];
  readonly volumes: readonly VolumeUse[];
  readonly fileSystems?: readonly FileSystemUse[] | undefined;
  readonly taskRoleStatements: readonly TaskRoleStatement[];
  readonly logRetentionInDays: number;
  readonly deregistrationDelayInSeconds: number;
  readonly waitForSteadyState: boolean;
  readonly deployment?: Deployment | undefined;
  readonly objectives?: ServiceObjectives | undefined;
  /** Whether ECS or its failover has moved the weights of its rule since they were the program's: they stay as they were left. */
  readonly weightsMoved?: boolean | undefined;
}

/** How a new version gets its requests in AWS. */
export interface Deployment {
  readonly strategy: "ROLLING" | "BLUE_GREEN" | "LINEAR" | "CANARY";
  readonly bakeTimeInMinutes?: number | undefined;
  readonly stepPercent?: number | undefined;
  readonly stepBakeTimeInMinutes?: number | undefined;
  readonly canaryPercent?: number | undefined;
  readonly canaryBakeTimeInMinutes?: number | undefined;
  readonly alarmNames: readonly string[];
  readonly lifecycleHooks: readonly {
    readonly lambdaFunctionArn: string;
    readonly stages: readonly string[];
  }[];
}

/** Version of HTTP that a container speaks. */
export type ProtocolVersion = "HTTP1" | "HTTP2" | "GRPC";

/** How the load balancer chooses a target. */
export type LoadBalancingAlgorithm = "round_robin" | "least_outstanding_requests";

/** What requests are a service's own by, besides hosts and paths. */
export interface RouteConditions {
  readonly httpHeaders: readonly {
    readonly httpHeaderName: string;
    readonly values: readonly string[];
  }[];
  readonly httpRequestMethods: readonly string[];
  readonly queryStrings: readonly { readonly key?: string | undefined; readonly value: string }[];
}

/** Requests that the load balancer answers with another URL. What of it is not said stays as it was asked for. */
export interface Redirect {
  readonly name: string;
  /** Names of the private zone; the service's own where none are said. */
  readonly hosts?: readonly string[] | undefined;
  /** Paths of these; all where there are none. */
  readonly paths: readonly string[];
  /** Name of the private zone, or a whole one. */
  readonly host?: string | undefined;
  readonly path?: string | undefined;
  readonly query?: string | undefined;
  readonly statusCode: "HTTP_301" | "HTTP_302";
  readonly priority?: number | undefined;
}

/** How a client stays with the target that answered it first. */
export interface Stickiness {
  readonly type: "lb_cookie" | "app_cookie";
  readonly cookieName?: string | undefined;
  readonly durationInSeconds: number;
}

/** How the load balancer finds out whether a target is well. */
export interface HealthCheck {
  /** Undefined for a service of TCP or TLS whose connections are tried. */
  readonly path?: string | undefined;
  readonly matcher: string;
  readonly intervalInSeconds: number;
  readonly timeoutInSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly gracePeriodInSeconds: number;
}

/** What tasks in AWS may connect to: a service by name, or a network or security group at a port. */
export interface Destination {
  readonly service?: string | undefined;
  readonly cidr?: string | undefined;
  readonly securityGroupId?: string | undefined;
  readonly port?: number | undefined;
  readonly description?: string | undefined;
}

export interface TaskRoleStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly reason?: string | undefined;
}

/** A database that a service connects to. */
export interface DatabaseUse {
  readonly name: string;
  /** By a token of its task role, or by the master user's password. */
  readonly credentials: "iam" | "secret";
  /** User in PostgreSQL, for `iam`. */
  readonly user?: string | undefined;
}

/** A file share that a service's containers mount. */
export interface VolumeUse {
  readonly share: string;
  /** Folder in the container. */
  readonly path: string;
  readonly readOnly: boolean;
}

/** A file system of EFS that a service's container mounts in AWS. */
export interface FileSystemUse {
  readonly name: string;
  /** Folder in the container. */
  readonly path: string;
  /**
   * Folder of the file system.
   * @default one by the service's name
   */
  readonly folder?: string | undefined;
  readonly userId: number;
  readonly groupId: number;
  readonly readOnly: boolean;
}
