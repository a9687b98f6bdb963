/** Arguments, each with a line of the provider's file. */
type Lines = Readonly<Record<string, number>>;

/**
 * What the real provider's source says of a type whose loss is a loss: of data, of what opens it, or of a link that
 * people have to make again. Lines are those of version 5.14.0:
 * https://github.com/hashicorp/terraform-provider-aws/tree/v5.14.0/internal/service
 */
export interface ProviderFacts {
  /** Its file under internal/service. */
  readonly file: string;
  /** Arguments that are ForceNew, each with its line: all of them, whatever the documentation says. */
  readonly forceNew: Lines;
  /** Arguments that came later than 5.14.0, and are ForceNew. */
  readonly forceNewLater?: readonly string[];
  /** Arguments that are ForceNew for some changes (CustomizeDiff). */
  readonly forceNewIf?: Readonly<Record<string, (before: unknown, after: unknown) => boolean>>;
  /** Arguments that Read never sets, each with the line of its schema: a refresh leaves them as they were said. */
  readonly unread?: Lines;
  /** Arguments that Update rejects by itself, with its line and what it says. */
  readonly refuses?: Readonly<Record<string, { readonly line: number; readonly says: string }>>;
  /**
   * Whether a replacement deletes first whatever the name: DeleteBeforeReplace in pulumi-aws, provider/resources.go.
   * Left out, it does where the program insists on a name.
   */
  readonly deleteFirst?: boolean;
}
