"use strict";
// Fills the loader's cache with the program, so that the first preview after `npm ci` is as fast as the next one.
const fs = require("node:fs");
const path = require("node:path");
const { load } = require("./typescript.js");

const root = path.join(__dirname, "..");
const folders = ["config", "components"].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.join(folder, name)),
);
for (const name of ["index.ts", ...folders]) {
  if (name.endsWith(".ts")) load(path.join(root, name));
}
