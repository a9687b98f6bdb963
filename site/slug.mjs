/** A heading's anchor as GitHub has it, where the same pages are read: `## aws:region` is `#awsregion`. */
export function slug(title) {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}
