/**
 * What a changelog says of a version; nothing where it says nothing, or has no date for it.
 *
 * https://keepachangelog.com/en/1.1.0/
 */
export function releaseNotes(changelog: string, version: string): string | undefined {
  const section = sectionOf(changelog, (title) => title.startsWith(`[${version}] - `));
  // Addresses of versions stand at the end of the file.
  const text = section
    ?.split("\n")
    .filter((line) => !/^\[[^\]]+\]: /.test(line))
    .join("\n")
    .trim();
  return text !== undefined && /^- /m.test(text) ? text : undefined;
}

/** What docs/upgrading.md asks for by hand with a version; nothing where it has no section of it. */
export function upgradeNotes(upgrading: string, version: string): string | undefined {
  const text = sectionOf(upgrading, (title) => title === `To ${version}`)?.trim();
  return text === "" ? undefined : text;
}

/** What stands under a heading of the second level. */
function sectionOf(page: string, has: (title: string) => boolean): string | undefined {
  const [, ...sections] = page.split(/^## /m);
  const section = sections.find((text) => has(text.split("\n")[0] ?? ""));
  return section?.split("\n").slice(1).join("\n");
}
