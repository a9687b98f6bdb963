import { z } from "zod";
import { QUOTAS, type Quotas, type QuotaFacts } from "../../components/quotas";

/** A quota as the account has it: no less than what AWS gives everybody. */
function quota({ what, service, code, default: least, most }: QuotaFacts) {
  return z
    .int()
    .min(least)
    .max(most)
    .default(least)
    .meta({
      description: `${what.charAt(0).toUpperCase()}${what.slice(1)}: Service Quotas ${service}, ${code}.`,
    });
}

const shape = Object.fromEntries(
  Object.entries(QUOTAS).map(([name, facts]) => [name, quota(facts)]),
) as Record<keyof Quotas, ReturnType<typeof quota>>;

export const quotasSchema = z.strictObject(shape).prefault({}).meta({
  description:
    "Quotas that AWS has raised for the account, as `npm run preflight` compares them with it. The defaults are AWS's own; what they bear is planned and checked before anything is created.",
});
