"use strict";
// Runs TypeScript: transpiles each file once and keeps the result in node_modules/.cache, because TypeScript itself
// takes longer to load than most programs take to run. `make test` is what checks the types.
const { Buffer } = require("node:buffer");
const crypto = require("node:crypto");
const fs = require("node:fs");
const { SourceMap, enableCompileCache } = require("node:module");
const path = require("node:path");

const root = path.join(__dirname, "..");
const cacheDir = path.join(root, "node_modules", ".cache", "landbridge");
let compile;

function compiler() {
  const ts = require("typescript");
  const file = path.join(root, "tsconfig.run.json");
  const config = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  );
  const compilerOptions = {
    ...config.options,
    noEmit: false,
    sourceMap: false,
    inlineSourceMap: true,
  };
  // Report only what stops the file from running: syntax.
  return (source, fileName) => {
    const result = ts.transpileModule(source, {
      fileName,
      compilerOptions,
      reportDiagnostics: true,
    });
    if (result.diagnostics.length > 0) {
      throw new SyntaxError(
        ts
          .formatDiagnostics(result.diagnostics, {
            getCanonicalFileName: (name) => name,
            getCurrentDirectory: () => root,
            getNewLine: () => "\n",
          })
          .trim(),
      );
    }
    return result.outputText;
  };
}

function load(fileName) {
  const source = fs.readFileSync(fileName, "utf8");
  const key = crypto
    .createHash("sha256")
    .update(`${version}\0${path.relative(root, fileName)}\0${source}`)
    .digest("hex");
  const cached = path.join(cacheDir, `${key.slice(0, 32)}.js`);
  try {
    return fs.readFileSync(cached, "utf8");
  } catch {
    compile ??= compiler();
    const output = compile(source, fileName);
    keep(cached, output);
    return output;
  }
}

/** Where dependencies can't be written to, each run transpiles anew. */
function keep(cached, output) {
  const temporary = `${cached}.${process.pid}`;
  try {
    fs.mkdirSync(cacheDir, { recursive: true });
    fs.writeFileSync(temporary, output);
    fs.renameSync(temporary, cached);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR"].includes(error.code)) throw error;
  }
}

const version = [
  require("typescript/package.json").version,
  fs.readFileSync(path.join(root, "tsconfig.json"), "utf8"),
  fs.readFileSync(__filename, "utf8"),
].join("\0");

/**
 * Text with its places in compiled code (`file.ts:12:3`) moved to where they are in TypeScript. Done
 * once when an error is shown, since Pulumi's SDK takes a stack trace for every resource.
 */
function withTypeScriptLines(text) {
  return text.replace(/(\/[^\s():]+\.ts):(\d+):(\d+)/g, (place, fileName, line, column) => {
    const map = compiledCode(fileName)?.match(/sourceMappingURL=data:[^,]+;base64,(\S+)/)?.[1];
    if (!map) return place;
    const sourceMap = new SourceMap(JSON.parse(Buffer.from(map, "base64").toString("utf8")));
    const { originalLine, originalColumn } = sourceMap.findEntry(line - 1, column - 1);
    return originalLine === undefined
      ? place
      : `${fileName}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

const compiled = new Map();

/** What runs in place of a file: here, or in another process, whose cache is the same. */
function compiledCode(fileName) {
  return compiled.get(fileName) ?? (fs.existsSync(fileName) ? load(fileName) : undefined);
}

if (!require.extensions[".ts"]) {
  // Node 22 and later keep their own compiled code as well.
  enableCompileCache?.(path.join(cacheDir, "v8"));
  require.extensions[".ts"] = (module, fileName) => {
    compiled.set(fileName, load(fileName));
    module._compile(compiled.get(fileName), fileName);
  };
}

module.exports = { load, withTypeScriptLines };
