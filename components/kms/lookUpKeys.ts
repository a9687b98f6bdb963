import type * as pulumi from "@pulumi/pulumi";
import { getKey } from "@pulumi/aws/kms/getKey";
import { notThereText } from "../notThere";
import { UserError } from "../userError";

/**
 * Asks AWS for keys that the stack adopts, before anything is made. Their policies it can't ask for: those are read by
 * `kms:GetKeyPolicy`, which no data source calls.
 *
 * @param keys ARNs by class of data.
 * @throws UserError with every key that encrypts nothing.
 */
export async function lookUpKeys(
  keys: Readonly<Record<string, string | undefined>>,
  provider: pulumi.ProviderResource,
): Promise<void> {
  const problems = await Promise.all(
    Object.entries(keys).map(async ([name, keyId]) => {
      if (keyId === undefined) return [];
      const at = `landbridge:keys.${name}`;
      try {
        const { keyState, keyUsage, keySpec, keyManager } = await getKey({ keyId }, { provider });
        const wrong = Object.entries({
          [`is ${keyState}, not Enabled`]: keyState !== "Enabled",
          [`is for ${keyUsage}, not ENCRYPT_DECRYPT`]: keyUsage !== "ENCRYPT_DECRYPT",
          [`is of ${keySpec}, not SYMMETRIC_DEFAULT`]: keySpec !== "SYMMETRIC_DEFAULT",
          "is AWS's own; take a customer key": keyManager !== "CUSTOMER",
        });
        return wrong.filter(([, isSo]) => isSo).map(([text]) => `${at}: ${keyId} ${text}`);
      } catch (error) {
        return [notThereText(at, keyId, error)];
      }
    }),
  );
  if (problems.flat().length > 0) throw new UserError(problems.flat().join("\n"));
}
