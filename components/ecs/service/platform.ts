import type * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { AlarmTopics } from "../../cloudwatch/severity";
import type { AwsContext } from "../../awsContext";
import type { SiteServer } from "../anywhere";
import type { Architecture } from "../capacityPlan";
import type { Registry } from "../../ecr/registry";
import type { FileSystemAccess } from "../../efs/fileSystems";
import type { LoadBalancerFront } from "../../elb/internalLoadBalancer";
import type { NetworkLoadBalancer } from "../../elb/networkLoadBalancer";
import type { DatabaseAccess } from "../../rds/databasesArgs";
import type { MountTarget } from "../../storagegateway/fileStorageArgs";
import type { AccessPoint } from "./accessPoints";
import type { ClientGroup } from "./clientGroups";
import type { ClientWays } from "./clientWays";

/** What of the platform a service is put into. */
export interface ServicePlatform {
  /** Account, partition and region. */
  readonly context: AwsContext;
  readonly vpcId: pulumi.Input<string>;
  /** IDs of the private subnets, one in each zone. */
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** ID of the security group of the VPC's interface endpoints; undefined where there are none. */
  readonly endpointSecurityGroupId?: pulumi.Input<string> | undefined;
  readonly clusterArn: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  /** What a task role needs for ECS Exec. */
  readonly execStatements: readonly iam.PolicyStatement[];
  /** Names of the capacity providers, by capacity class. */
  readonly capacityProviderNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** Processors of each class's instances. */
  readonly architectures: Readonly<Record<string, Architecture>>;
  /** ARN of the cluster's Service Connect namespace. */
  readonly serviceConnectNamespaceArn: pulumi.Input<string>;
  /** Class of services that name none. */
  readonly defaultCapacityClass: string;
  /**
   * What makes the providers the cluster's: there before a service, and gone after it.
   * @default none: they are another stack's
   */
  readonly capacityAssociation?: pulumi.Resource;
  /** The data centre's sites, by name. */
  readonly sites: Readonly<Record<string, SitePlatform>>;
  /** The stack's images. */
  readonly registry: Pick<Registry, "image">;
  /** How the stack's databases are reached, by name, and the key of their passwords. */
  readonly databases: Readonly<Record<string, DatabaseAccess>>;
  readonly databaseKmsKeyArn: pulumi.Input<string>;
  /** How each service's tasks get to databases and other services, by the service's name. */
  readonly clientWays: Readonly<Record<string, ClientWays>>;
  /** Security groups of the clients of databases and services. */
  readonly clientGroups: Readonly<Record<string, ClientGroup>>;
  /** Where the stack's file shares are mounted from, by name. */
  readonly mountTargets: Readonly<Record<string, MountTarget>>;
  /** How the stack's file systems are reached, by name, and each service's access points of them. */
  readonly fileSystems: Readonly<Record<string, FileSystemAccess>>;
  readonly accessPoints: Readonly<Record<string, AccessPoint>>;
  /** Where services with hosts are served; undefined where there is none. */
  readonly loadBalancer?: LoadBalancerFront | undefined;
  /** Where services of TCP and TLS are served; undefined where there are none. */
  readonly networkLoadBalancer?: NetworkLoadBalancer | undefined;
  /** ARNs of the topics of alarms. */
  readonly alarmTopics: AlarmTopics;
  /** ARN of the customer key of log groups. */
  readonly logsKmsKeyArn: pulumi.Input<string>;
  /** ARN of the customer key of what did not start. */
  readonly computeKmsKeyArn: pulumi.Input<string>;
  /** Whether log groups stay in AWS when their service leaves the stack. */
  readonly retainLogs: boolean;
}

/** What a service needs to know of a site. */
export interface SitePlatform {
  /** Places tasks on the site's servers. */
  readonly placementExpression: string;
  readonly servers: readonly SiteServer[];
}
