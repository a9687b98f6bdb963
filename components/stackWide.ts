import { Provider } from "@pulumi/aws/provider";
import { Watched } from "./cloudwatch/watched";
import { boundRoles } from "./iam/boundRoles";

/** Arguments of {@link stackWide}. */
export interface StackWideArgs {
  /** The stack's name. */
  readonly stack: string;
  /** Region, such as `eu-west-1`. */
  readonly region: string;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * ARN of the policy that every role carries as its permissions boundary.
   * @default none
   */
  readonly permissionsBoundary?: string | undefined;
}

/**
 * What all of a stack's resources have in common: where they are, and their tags; what their roles may be allowed at
 * most; and who sees them on their way, for the dashboard.
 */
export function stackWide({ stack, region, tags: own, permissionsBoundary }: StackWideArgs) {
  if (permissionsBoundary !== undefined) boundRoles(permissionsBoundary);
  // What distinguishes this stack's resources from those of another in the account: backups go by it.
  const stackTag = { "landbridge:stack": stack };
  const tags = { ...own, ...stackTag };
  const aws = new Provider("aws", { region, defaultTags: { tags } });
  // Sees what has alarms or metrics: the dashboard is made of it.
  const watch = new Watched();
  return { aws, tags, stackTag, watch, opts: { providers: [aws], transformations: [watch.see] } };
}
