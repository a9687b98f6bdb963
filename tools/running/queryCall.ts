import { ECSClient } from "@aws-sdk/client-ecs";
import { refusal, signedCall } from "../../components/signedCall";
import type { Account } from "../../preflight/account";

/** A call of an API that takes forms and answers in XML. */
export interface QueryCall {
  /** As requests are signed for it: `elasticloadbalancing`. */
  readonly service: string;
  /** Operation, version of the API and parameters. */
  readonly form: Readonly<Record<string, string>>;
}

/**
 * Calls an API of which the project has no client, and which answers in XML: for one call, a client is a dozen packages more.
 *
 * @returns the answer, for {@link elements}.
 * @throws Error whose name is AWS's code of the refusal.
 */
export async function queryCall(account: Account, { service, form }: QueryCall): Promise<string> {
  const { statusCode, text } = await signedCall(account.client(ECSClient).config, {
    service,
    region: account.region,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  if (statusCode < 400) return text;
  throw refusal(elements(text, "Code")[0], elements(text, "Message")[0] ?? text);
}

/** What is inside of each element of a name, where none of them has another of that name in it. */
export function elements(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))].map(([, inside = ""]) =>
    inside
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
}
