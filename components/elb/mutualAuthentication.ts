import type * as lb from "@pulumi/aws/lb";

/** Mutual TLS of a listener. */
export interface MutualAuthentication {
  readonly mode: "verify" | "passthrough";
  /** With `verify`: the trust store with the CAs of callers' certificates. */
  readonly trustStoreArn?: string | undefined;
  readonly ignoreClientCertificateExpiry?: boolean | undefined;
  readonly advertiseTrustStoreCaNames?: boolean | undefined;
  /**
   * Numbers of the load balancers that it is for.
   * @default all
   */
  readonly loadBalancers?: readonly number[] | undefined;
}

/** It, as a listener has it. */
export function mutualAuthentication({
  mode,
  trustStoreArn,
  ignoreClientCertificateExpiry = false,
  advertiseTrustStoreCaNames = false,
}: MutualAuthentication): lb.ListenerArgs["mutualAuthentication"] {
  if (mode === "passthrough" || trustStoreArn === undefined) return { mode };
  return {
    mode,
    trustStoreArn,
    ignoreClientCertificateExpiry,
    advertiseTrustStoreCaNames: advertiseTrustStoreCaNames ? "on" : "off",
  };
}
