import * as pulumi from "@pulumi/pulumi";
import { FileSystem, type FileSystemArgs } from "./fileSystem";

/** A file system, as config describes it. */
export interface FileSystemSpec extends Pick<FileSystemArgs, "infrequentAccessAfterDays"> {
  readonly name: string;
  readonly dataClassification: string;
  readonly backupPlan: string;
  /**
   * Whether it may be deleted with all that is in it, whatever else is protected.
   * @default false
   */
  readonly retiring?: boolean | undefined;
}

/** Arguments of {@link FileSystems}. */
export interface FileSystemsArgs extends Omit<
  FileSystemArgs,
  "called" | "tags" | "infrequentAccessAfterDays"
> {
  readonly fileSystems: readonly FileSystemSpec[];
}

/** How services get to a file system. */
export type FileSystemAccess = Pick<
  FileSystem,
  "fileSystemId" | "arn" | "securityGroupId" | "mountTargets"
>;

/** The stack's file systems, which services in AWS mount. */
class FileSystems extends pulumi.ComponentResource {
  /** How services get to each, by its name. */
  public readonly access: Readonly<Record<string, FileSystemAccess>>;

  constructor(name: string, args: FileSystemsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:efs:FileSystems", name, {}, opts);
    const { fileSystems, deletionProtection = true, ...shared } = args;
    const made = fileSystems.map(({ name: called, retiring = false, ...spec }) => {
      const tags = {
        "data-classification": spec.dataClassification,
        "backup-plan": spec.backupPlan,
      };
      const { infrequentAccessAfterDays } = spec;
      const isKept = deletionProtection && !retiring;
      const own = { called, infrequentAccessAfterDays, deletionProtection: isKept, tags };
      const child = { parent: this };
      return [called, new FileSystem(`${name}-${called}`, { ...shared, ...own }, child)] as const;
    });

    this.access = Object.fromEntries(made);
    this.registerOutputs({
      ids: Object.fromEntries(made.map(([called, { fileSystemId }]) => [called, fileSystemId])),
    });
  }
}

/** How services get to the stack's file systems, by name; without one there is nothing to make. */
export function fileSystemAccess(
  name: string,
  args: FileSystemsArgs,
  opts: pulumi.ComponentResourceOptions,
): FileSystems["access"] {
  return args.fileSystems.length === 0 ? {} : new FileSystems(name, args, opts).access;
}
