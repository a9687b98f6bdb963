import js from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "policy/bin/",
      "policy/node_modules/",
      ".sandbox/",
      "tools/bin/",
      "site/node_modules/",
      "site/.vitepress/cache/",
      "site/.vitepress/dist/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "@pulumi": pulumi },
    rules: {
      // An Output in a template literal prints a function's source: use pulumi.interpolate.
      "@pulumi/no-output-in-template-literal": "error",
      // An object or array literal spread into another hides which key is whose: write the keys, or name it.
      "no-restricted-syntax": [
        "error",
        "SpreadElement > ObjectExpression",
        "SpreadElement > ArrayExpression",
      ],
      // `const subnets = new X(...)` is not always read: constructing is declaring.
      "no-new": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // `async` without `await` still turns a throw into a rejection.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["site/**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
  {
    files: ["**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        __dirname: "readonly",
        __filename: "readonly",
      },
    },
  },
);
