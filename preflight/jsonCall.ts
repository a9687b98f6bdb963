import { ACMClient } from "@aws-sdk/client-acm";
import { jsonCall as call, type JsonCall } from "../components/jsonCall";
import type { Account } from "./account";

/**
 * Calls an API of which the project has no client, as an account's clients do.
 *
 * @throws Error whose name is AWS's code of the refusal.
 */
export function jsonCall<Answer>(account: Account, asked: JsonCall): Promise<Answer> {
  return call<Answer>(account.client(ACMClient, asked.region).config, asked);
}
