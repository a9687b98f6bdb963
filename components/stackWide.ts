import { Provider } from "@pulumi/aws/provider";
import { Provider as AwsxProvider } from "@pulumi/awsx/provider";
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
  /**
   * The Region that takes over.
   * @default none
   */
  readonly recovery?: { readonly region: string } | undefined;
  /**
   * Images: each repository is made by awsx.
   * @default none
   */
  readonly registry?: { readonly repositories: readonly string[] };
}

/**
 * What all of a stack's resources have in common: where they are, and their tags; what their roles may be allowed at
 * most; and who sees them on their way, for the dashboard.
 */
export function stackWide(args: StackWideArgs) {
  const { stack, region, tags: own, permissionsBoundary, recovery, registry } = args;
  if (permissionsBoundary !== undefined) boundRoles(permissionsBoundary);
  // What distinguishes this stack's resources from those of another in the account: backups go by it.
  const stackTag = { "landbridge:stack": stack };
  const tags = { ...own, ...stackTag };
  const defaultTags = { tags };
  const aws = new Provider("aws", { region, defaultTags });
  // The engine does nothing else while a provider starts. These do after the one that the lookups need, and while the
  // program describes the rest.
  const afterwards = { dependsOn: [aws] };
  const there = recovery && { region: recovery.region, defaultTags };
  const recoveryAws = there && new Provider("aws-recovery", there, afterwards);
  const hasImages = registry && registry.repositories.length > 0;
  const awsx = hasImages ? [new AwsxProvider("awsx", {}, afterwards)] : [];
  // Sees what has alarms or metrics: the dashboard is made of it.
  const watch = new Watched();
  const opts = { providers: [aws, ...awsx], transformations: [watch.see] };
  return { aws, recoveryAws, tags, stackTag, watch, opts };
}
