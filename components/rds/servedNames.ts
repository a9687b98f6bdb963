/** A database as far as its name goes. */
interface Named {
  readonly name?: string | undefined;
  readonly serves?: string | undefined;
}

/**
 * The name that each database is reached by, in the private zone and by services: what it `serves`, or else its own.
 * Who serves another one's name has taken it over, and that one goes by its own name with `-old`.
 */
export function servedNames(databases: readonly (Named | undefined)[]): (string | undefined)[] {
  const taken = databases.flatMap((each) => each?.serves ?? []);
  return databases.map((each) => {
    const { name, serves } = each ?? {};
    if (name === undefined || serves !== undefined) return serves;
    return taken.includes(name) ? `${name}-old` : name;
  });
}
