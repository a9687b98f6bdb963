import type { RecoveryStrategy } from "../../components/recovery/strategies";

/** What the stack that a standby follows has made, and exports beside its configuration. */
export interface PrimaryMade {
  /** As far as its copies and replicas go. */
  readonly strategy: RecoveryStrategy;
  /** ARNs of its databases. */
  readonly databases: Readonly<Record<string, string>>;
  /** Replicas of its file shares' buckets, in the recovery Region. */
  readonly files: Readonly<Record<string, ReplicaBucket>>;
  /** Where its services are reached; undefined where it has no load balancer or zone. */
  readonly front?: Front;
}

/** Where a stack's services are reached. */
export interface Front {
  readonly region: string;
  readonly stack: string;
  /** Its private zone. */
  readonly zoneId: string;
  /** Its load balancer's name, and the zone of AWS's that it is in. */
  readonly dnsName: string;
  readonly hostedZoneId: string;
  /** Names of the load balancers of the hosts that are on another one. */
  readonly dnsNames?: Readonly<Record<string, string>>;
  /** Zones of AWS's that these are in. */
  readonly hostedZoneIds?: Readonly<Record<string, string>>;
}

/** A bucket in the recovery Region, and its key. */
export interface ReplicaBucket {
  readonly bucketName: string;
  readonly arn: string;
  readonly kmsKeyArn: string;
  /** Whether files from before replication are there as well, by S3 Batch Replication. */
  readonly complete?: boolean;
}
