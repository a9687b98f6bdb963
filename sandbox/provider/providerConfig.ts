import type { Props } from "./store";

/** What an `aws.Provider` was given, as far as it matters here. */
export interface ProviderConfig {
  readonly region: string;
  readonly accountId: string;
  readonly defaultTags: Props;
  readonly ignoreTags: { readonly keys: string[]; readonly keyPrefixes: string[] };
}
