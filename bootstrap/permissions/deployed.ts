/** Where the bootstrap's own roles and policies are: nothing that deploys may touch them. */
export const OWN_PATH = "/landbridge-bootstrap/";

/** The stack that a role deploys, and what its account is. */
export interface Deployed {
  readonly stack: string;
  /** The stack whose backups and replicas it may work with: the one that it follows. */
  readonly follows?: string | undefined;
  /** Regions that it works in. */
  readonly regions: readonly string[];
  readonly partition: string;
  readonly accountId: string;
  /** What every role that it makes has to carry. */
  readonly boundaryArn: string;
}

/** Conditions of a statement, by operator and key. */
export type Condition = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;
