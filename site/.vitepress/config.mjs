import { defineConfig } from "vitepress";
import { repositoryLinks, withoutComments } from "../links.mjs";
import { copyPages, rewrites, sidebar } from "../pages.mjs";
import { slug } from "../slug.mjs";

const { SITE_BASE: base = "/" } = process.env;

copyPages();

// https://vitepress.dev/reference/site-config
export default defineConfig({
  title: "landbridge",
  description: "A data centre and AWS as one platform: one Pulumi program and one policy pack",
  lang: "en",
  base,
  srcDir: ".pages",
  rewrites,
  cleanUrls: true,
  markdown: {
    // Pages have no HTML: <stack> is a word.
    html: false,
    anchor: { slugify: slug },
    config: (markdown) => void markdown.use(withoutComments).use(repositoryLinks),
  },
  // The search's index and the reference of all services are large, and loaded when they are asked for.
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    sidebar,
    outline: [2, 3],
    search: { provider: "local" },
  },
});
