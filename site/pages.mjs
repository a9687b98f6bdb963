import * as fs from "node:fs";
import * as path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

/** Copies of the pages, with what they show, where VitePress finds Vue beside them. */
export const copies = path.join(import.meta.dirname, ".pages");

/** A folder's README is its index. */
export const rewrites = {
  "README.md": "index.md",
  "policy/README.md": "policy/index.md",
  "docs/adr/README.md": "docs/adr/index.md",
  "docs/runbooks/README.md": "docs/runbooks/index.md",
};

const guides = [
  "docs/getting-started.md",
  "docs/deploying.md",
  "docs/services.md",
  "docs/service-stacks.md",
  "docs/adopting.md",
  "docs/backup.md",
  "docs/recovery.md",
  "docs/monitoring.md",
  "docs/fleet.md",
  "docs/cost.md",
  "docs/report.md",
  "docs/bootstrap.md",
  "docs/upgrading.md",
];
const references = [
  "docs/CONFIG.md",
  "docs/limits.md",
  "docs/changes.md",
  "docs/POLICIES.md",
  "docs/POLICY-REPORT.md",
  "policy/README.md",
];
const project = [
  "docs/architecture.md",
  "docs/sandbox.md",
  "docs/examples.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "bench/RESULTS.md",
];

/** What stands at the side of each page: every page of the repository, once. */
export const sidebar = [
  { text: "Overview", link: "/" },
  { text: "Guides", items: guides.map(entry) },
  { text: "Reference", items: references.map(entry) },
  { text: "Configuration", collapsed: true, items: pagesIn("docs/config").map(entry) },
  { text: "Runbooks", collapsed: true, items: pagesIn("docs/runbooks").map(entry) },
  { text: "The project", items: project.map(entry) },
  { text: "Decisions", collapsed: true, items: pagesIn("docs/adr").map(entry) },
];

/** Every page that the side leads to. */
export const pages = ["README.md", ...guides, ...references, ...project].concat(
  ...["docs/config", "docs/runbooks", "docs/adr"].map(pagesIn),
);

export function copyPages() {
  fs.rmSync(copies, { recursive: true, force: true });
  const drawings = fs.readdirSync(path.join(root, "docs")).filter((name) => name.endsWith(".svg"));
  for (const file of [...pages, ...drawings.map((name) => `docs/${name}`)]) {
    fs.mkdirSync(path.dirname(path.join(copies, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(copies, file));
  }
}

function pagesIn(folder) {
  const names = fs.readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".md"));
  return names.sort((a, b) => order(a) - order(b)).map((name) => `${folder}/${name}`);
}

/** The index first. */
function order(name) {
  return name === "README.md" ? 0 : 1;
}

function entry(page) {
  const [, title = page] = /^# (.*)$/m.exec(fs.readFileSync(path.join(root, page), "utf8")) ?? [];
  return { text: title.replaceAll("`", "").replace(/^Configuration: /, ""), link: address(page) };
}

/** Where a page is on the site. */
export function address(page) {
  return `/${(rewrites[page] ?? page).replace(/(index)?\.md$/, "")}`;
}
