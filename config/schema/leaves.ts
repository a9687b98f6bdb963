import { z } from "zod";
import {
  cidrsOverlap,
  hasUnicast,
  isIpv4Address,
  isPrivateCidr,
  isUnicastCidr,
  networkBlock,
  parseCidr,
  PRIVATE_BLOCKS,
} from "./cidr";
import { show } from "../phrases";

/**
 * Days that CloudWatch Logs can keep events for.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

/** What a CIDR block may be where it stands. */
export interface CidrLimits {
  /** The shortest prefix, that is the largest block. */
  readonly shortest: number;
  /** The longest prefix, that is the smallest block. */
  readonly longest: number;
  /** Whether the block must lie in private address space. */
  readonly isPrivate?: boolean;
  /** A block that is taken, and by what. */
  readonly taken?: { readonly block: string; readonly by: string };
}

/** A string that `complain` validates: undefined when valid, else the rest of a sentence. */
export function text(complain: (value: string) => string | undefined): z.ZodString {
  return z.string().superRefine((value, context) => {
    const complaint = complain(value);
    if (complaint !== undefined) {
      context.addIssue({ code: "custom", message: `${show(value)} ${complaint}` });
    }
  });
}

/** An IPv4 CIDR block with no host bits set. */
export function cidr(limits: CidrLimits): z.ZodString {
  const range = `/${limits.shortest} to /${limits.longest}`;
  const isPrivate = limits.isPrivate ? ", in private address space" : "";
  const apart = limits.taken === undefined ? "" : `, apart from ${limits.taken.block}`;
  return text((value) => cidrComplaint(value, limits)).meta({
    allowed: `IPv4 CIDR block, ${range}${isPrivate}${apart}`,
    pattern: String.raw`^\d{1,3}(\.\d{1,3}){3}/\d{1,2}$`,
  });
}

/** A list without duplicates. */
export function uniqueList<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z
    .array(item)
    .superRefine(
      (list: readonly unknown[], context) => {
        list.forEach((value, index) => {
          const first = list.indexOf(value);
          if (first !== index) {
            const message = `${show(value)} is in the list already, at [${first}]`;
            context.addIssue({ code: "custom", path: [index], message });
          }
        });
      },
      // Also when an entry is of the wrong type: every mistake is reported at once.
      { when: ({ value }) => Array.isArray(value) },
    )
    .meta({ uniqueItems: true });
}

/** One IPv4 address. */
export function ipv4Address(): z.ZodString {
  return text((value) =>
    isIpv4Address(value) ? undefined : "is not an IPv4 address (such as 10.100.0.10)",
  ).meta({ allowed: "IPv4 address" });
}

/** How long a log group keeps its events. */
export function retentionInDays(): z.ZodLiteral<(typeof RETENTION_DAYS)[number]> {
  return z.literal(RETENTION_DAYS).meta({
    description: "How long CloudWatch Logs keeps the events.",
    unit: "days",
  });
}

function cidrComplaint(value: string, limits: CidrLimits): string | undefined {
  const range = parseCidr(value);
  if (range === undefined) {
    return "is not an IPv4 CIDR block (such as 10.20.0.0/16)";
  }
  if (range.prefix < limits.shortest || range.prefix > limits.longest) {
    return `has a /${range.prefix} prefix; /${limits.shortest} to /${limits.longest} is allowed`;
  }
  if (networkBlock(value) !== value) {
    return `has host bits set; the block that it is in is ${networkBlock(value)}`;
  }
  // A destination may be everything, or a block of it in which such addresses are as well.
  const hasHosts = limits.shortest === 0 ? hasUnicast(value) : isUnicastCidr(value);
  if (!hasHosts) {
    return "has addresses that no network can have (loopback, link-local, multicast or reserved)";
  }
  if (limits.isPrivate && !isPrivateCidr(value)) {
    return `is not in private address space (${PRIVATE_BLOCKS.join(", ")})`;
  }
  if (limits.taken !== undefined && cidrsOverlap(value, limits.taken.block)) {
    return `overlaps ${limits.taken.block}, which ${limits.taken.by}; choose another block`;
  }
  return undefined;
}
