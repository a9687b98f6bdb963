/** A stack whose file is in the repository. */
export interface CommittedStack {
  readonly name: string;
  /** The stack whose outputs it reads. */
  readonly follows?: string | undefined;
  /** Files of services that its configuration names. */
  readonly serviceFiles?: readonly string[];
}

/** What every stack's program is made of. What is written for people changes no stack. */
const program =
  /^(index\.ts|(config|components|loader|policy)\/.*|Pulumi\.yaml|package(-lock)?\.json|\.npmrc|tsconfig.*\.json)$/;
const documentation = /\.md$/;
/** A stack's own files: its configuration, and what is derived from it for the policy pack. */
const own = /^(?:Pulumi\.([^/]+)\.yaml|policy\/([^/]+)\.json)$/;

/**
 * The stacks that a change of files concerns: by their own files, by the program, or because they follow one of those.
 *
 * @param files Paths in the repository, as `git diff --name-only` writes them.
 */
export function changedStacks(
  files: readonly string[],
  stacks: readonly CommittedStack[],
): string[] {
  const names = new Set(stacks.map(({ name }) => name));
  const concerned = new Set<string>();
  for (const file of files.filter((each) => !documentation.test(each))) {
    const [, ofConfig, ofPack] = own.exec(file) ?? [];
    const stack = ofConfig ?? ofPack;
    for (const each of stacks) if (each.serviceFiles?.includes(file)) concerned.add(each.name);
    if (stack !== undefined && names.has(stack)) concerned.add(stack);
    else if (program.test(file)) for (const name of names) concerned.add(name);
  }
  // One that follows may itself be followed: a name that the loop adds is visited by it as well.
  for (const leader of concerned) {
    for (const { name, follows } of stacks) if (follows === leader) concerned.add(name);
  }
  return [...names].filter((name) => concerned.has(name));
}
