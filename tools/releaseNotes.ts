/**
 * What a changelog says of a version; nothing where it says nothing, or has no date for it.
 *
 * https://keepachangelog.com/en/1.1.0/
 */
export function releaseNotes(changelog: string, version: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.startsWith(`[${version}] - `));
  const [, ...lines] = section?.split("\n") ?? [];
  // Addresses of versions stand at the end of the file.
  const text = lines
    .filter((line) => !/^\[[^\]]+\]: /.test(line))
    .join("\n")
    .trim();
  return /^- /m.test(text) ? text : undefined;
}
