/** Filters of routes, in the words that FRR has from Cisco. */
export function prefixList(name: string, prefixes: readonly string[]): string[] {
  return prefixes.map(
    (prefix, index) => `ip prefix-list ${name} seq ${(index + 1) * 5} permit ${prefix}`,
  );
}

/** What comes from AWS by a path, and how much it is preferred; without the line that ends it, which differs. */
export function fromAws(path: string, preference: number): string[] {
  return [
    `route-map FROM-AWS-${path} permit 10`,
    " match ip address prefix-list FROM-AWS",
    ` set local-preference ${preference}`,
  ];
}
