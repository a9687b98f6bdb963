import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { ClientSettings } from "../preflight/account";
import type { StackOutputs } from "./facts";
import { secretParameters } from "./facts";

/** Values of secrets, by the name of the parameter that holds them. */
export type Secrets = Readonly<Record<string, string>>;

/** How many parameters one call reads. */
// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
const AT_ONCE = 10;

/**
 * The secrets that a stack's outputs name, out of the account that holds them: whoever asks needs
 * `ssm:GetParameters` on them and `kms:Decrypt` on their key, and CloudTrail records it.
 *
 * @throws Error that names what could not be read, and why.
 */
export async function readSecrets(
  outputs: StackOutputs,
  clients: ClientSettings,
): Promise<Secrets> {
  const names = secretParameters(outputs);
  const client = new SSMClient({ ...clients, region: String(outputs["region"]) });
  const found: Record<string, string> = {};
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const command = new GetParametersCommand({
      Names: names.slice(i, i + AT_ONCE),
      WithDecryption: true,
    });
    const { Parameters = [] } = await client.send(command).catch((error: unknown) => {
      throw unreadable(names, error instanceof Error ? error.message : String(error));
    });
    for (const { Name, Value } of Parameters) found[Name ?? ""] = Value ?? "";
  }
  const missing = names.filter((name) => found[name] === undefined);
  if (missing.length > 0) throw unreadable(missing, "AWS has no such parameters in this account");
  return found;
}

function unreadable(names: readonly string[], reason: string): Error {
  return new Error(
    `the secrets in Parameter Store (${names.join(", ")}) can't be read: ${reason}\nUse credentials of the stack's account that may do ssm:GetParameters on them and kms:Decrypt on their key.`,
  );
}
