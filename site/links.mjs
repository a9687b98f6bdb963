import * as fs from "node:fs";
import * as path from "node:path";
import { address, copies, pages, root } from "./pages.mjs";

/** Where the sources are read, such as https://github.com/acme/landbridge; without it they are named and not linked. */
const { SITE_REPOSITORY: repository = "" } = process.env;

/** What stands above a page for whoever edits it. */
export function withoutComments(markdown) {
  markdown.core.ruler.before("normalize", "without-comments", (state) => {
    state.src = state.src.replace(/^<!--[^]*?-->\s*/, "");
  });
}

/**
 * Links of the repository's pages, as GitHub follows them: to a page of the site, or to the sources. A file that is not there
 * fails the build.
 */
export function repositoryLinks(markdown) {
  markdown.core.ruler.push("repository-links", ({ tokens, env }) => {
    for (const { children } of tokens) {
      for (const [index, token] of (children ?? []).entries()) {
        if (token.type !== "link_open") continue;
        const href = token.attrGet("href");
        if (/^([a-z]+:|#|\/)/.test(href)) continue;
        const page = path.relative(copies, env.realPath ?? env.path);
        const target = targetOf(href, path.join(root, page));
        if (target !== undefined) token.attrSet("href", target);
        else unlink(children, index);
      }
    }
  });
}

/** The address of what a page links to; undefined where it has none. */
function targetOf(href, page) {
  const [file, heading] = href.split("#");
  const full = path.resolve(path.dirname(page), decodeURI(file));
  const inside = path.relative(root, full);
  if (!fs.existsSync(full)) throw new Error(`${path.relative(root, page)}: there is no ${inside}`);
  if (pages.includes(inside)) return address(inside) + (heading ? `#${heading}` : "");
  return repository === "" ? undefined : `${repository}/blob/HEAD/${inside}`;
}

function unlink(tokens, index) {
  const end = tokens.findIndex(({ type }, at) => at > index && type === "link_close");
  for (const token of [tokens[index], tokens[end]]) {
    token.tag = "span";
    token.type = token.type.replace("link", "span");
    token.attrs = null;
  }
}
