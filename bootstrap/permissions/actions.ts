import { functions, source, types } from "./byType.json";

/** Actions of IAM, by whether AWS has them as reading or listing. */
export interface Actions {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** What tools/generateDeployActions.ts writes. */
export interface DeployActions {
  readonly source: string;
  /** By type of a resource. */
  readonly types: Readonly<Record<string, Actions>>;
  /** By function of the provider, such as `ec2/getVpc`. */
  readonly functions: Readonly<Record<string, readonly string[]>>;
}

/** What each type that the program uses needs. */
export const deployActions: DeployActions = { source, types, functions };
