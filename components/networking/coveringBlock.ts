import * as ipaddr from "ipaddr.js";

/** The smallest block that holds all of these: `10.0.0.0/24` and `10.0.2.0/24` give `10.0.0.0/22`. */
export function cidrBlockOf(cidrs: readonly string[]): string {
  const ranges = cidrs.map((cidr) => {
    const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
    const first = address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
    return { first, last: first + 2 ** (32 - prefix) - 1 };
  });
  if (ranges.length === 0) throw new RangeError("no blocks to cover");
  const first = Math.min(...ranges.map((range) => range.first));
  const last = Math.max(...ranges.map((range) => range.last));
  let size = 1;
  while (Math.floor(first / size) !== Math.floor(last / size)) size *= 2;
  const start = Math.floor(first / size) * size;
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join(".")}/${32 - Math.log2(size)}`;
}
