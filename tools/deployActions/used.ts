import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");
const load = createRequire(__filename);

/** What awsx's repository is made of: sandbox/awsx/ registers the same. */
const byAwsx = ["aws:ecr/lifecyclePolicy:LifecyclePolicy", "aws:ecr/repository:Repository"];

const IMPORT = /import (?:\* as (\w+)|\{([^}]*)\}) from "(@pulumi\/aws\/[^"]+)"/g;

/** Types of AWS resources that the program's source can make, whatever the configuration. */
export function usedTypes(): string[] {
  const types = sources().flatMap((text) =>
    imports(text).flatMap(({ module, local }) =>
      [...text.matchAll(new RegExp(`new ${local}\\(`, "g"))].map(([, name = ""]) =>
        typeOf(module, name),
      ),
    ),
  );
  return [...new Set([...types, ...byAwsx])].filter((type) => type !== "aws").sort();
}

/** Functions of the AWS provider that the source calls, such as `getVpc`, with their folder: `ec2/getVpc`. */
export function usedFunctions(): string[] {
  const names = sources().flatMap((text) =>
    [...text.matchAll(IMPORT)].flatMap(([, all, named = "", module = ""]) => {
      const folder = module.replace("@pulumi/aws/", "").replace(/\/?get\w+$/, "");
      const called =
        all === undefined
          ? named.split(",").map((each) => each.trim())
          : [...text.matchAll(new RegExp(`\\b${all}\\.(get\\w+)`, "g"))].map(
              ([, name = ""]) => name,
            );
      return called
        .filter((name) => /^get[A-Z]/.test(name))
        .map((name) => [folder, name.replace(/Output$/, "")].filter(Boolean).join("/"));
    }),
  );
  return [...new Set(names)].sort();
}

/** How a file names what it takes from a module; the name of the class is the pattern's group. */
function imports(text: string): { module: string; local: string }[] {
  return [...text.matchAll(IMPORT)].flatMap(([, all, named = "", module = ""]) => {
    if (all !== undefined) return [{ module, local: `${all}\\.(\\w+)` }];
    return named.split(",").map((each) => ({ module, local: `(${each.trim()})` }));
  });
}

function typeOf(module: string, name: string): string {
  const classes = load(module) as Readonly<Record<string, { __pulumiType?: string } | undefined>>;
  const type = classes[name]?.__pulumiType;
  if (type === undefined) throw new Error(`${module} has no class ${name}`);
  return type;
}

function sources(): string[] {
  const files = fs.readdirSync(path.join(root, "components"), {
    recursive: true,
    encoding: "utf8",
  });
  const typeScript = files.filter((file) => file.endsWith(".ts"));
  return ["index.ts", ...typeScript.map((file) => path.join("components", file))].map((file) =>
    fs.readFileSync(path.join(root, file), "utf8"),
  );
}
