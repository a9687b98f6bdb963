// After the build: every link inside of the site leads to a page and a heading that are there.
import * as fs from "node:fs";
import * as path from "node:path";
import { pages } from "./pages.mjs";

const dist = path.join(import.meta.dirname, ".vitepress/dist");
const { SITE_BASE: base = "/" } = process.env;

const html = new Map(
  fs
    .readdirSync(dist, { recursive: true })
    .filter((name) => name.endsWith(".html") && name !== "404.html")
    .map((name) => [
      name.split(path.sep).join("/"),
      fs.readFileSync(path.join(dist, name), "utf8"),
    ]),
);
const ids = new Map(
  [...html].map(([name, text]) => [
    name,
    new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)),
  ]),
);

const broken = [];
let links = 0;
for (const [name, text] of html) {
  for (const [, href] of text.matchAll(/<a [^>]*href="([^"]*)"/g)) {
    if (/^[a-z]+:/.test(href)) continue;
    links++;
    const [file, heading = ""] = href.split("#");
    const at = pageOf(file, name);
    if (!ids.has(at)) broken.push(`${name}: ${href}`);
    else if (heading !== "" && !ids.get(at).has(decodeURIComponent(heading))) {
      broken.push(`${name}: ${href} (no such heading)`);
    }
  }
}
if (html.size < pages.length) broken.push(`${html.size} pages of ${pages.length} are there`);
for (const each of new Set(broken)) console.error(each);
console.log(
  `${html.size} pages, ${links} links inside of the site, ${new Set(broken).size} dead links`,
);
process.exitCode = broken.length > 0 ? 1 : 0;

/** The file of an address. */
function pageOf(address, from) {
  if (address === "") return from;
  const inside = address.startsWith(base) ? address.slice(base.length) : address;
  return inside === "" || inside.endsWith("/") ? `${inside}index.html` : `${inside}.html`;
}
