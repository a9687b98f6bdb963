import * as fs from "node:fs";
import * as path from "node:path";
import { REGION, type Problem } from "../../config/errors";
import type { BootstrapConfig, Environment, PolicyGroup } from "./schema";

/** What parsed, with the Region of the state. */
export type Draft = Partial<Omit<BootstrapConfig, "environments">> & {
  readonly environments?: readonly (Partial<Environment> | undefined)[];
};

/** What is wrong between keys. */
export function rules(draft: Draft & { readonly region: string }, directory: string): Problem[] {
  return [
    ...wayOfDeploying(draft),
    ...environments(draft),
    ...stateRegion(draft),
    ...policyGroups(draft, directory),
    ...environmentNames(draft),
  ];
}

function wayOfDeploying({ state, pulumiCloud }: Draft): Problem[] {
  if (state ?? pulumiCloud) return [];
  const text =
    "is missing, and so is pulumiCloud: say where state is, in a bucket or in Pulumi Cloud";
  return [{ path: ["state"], text, missing: true }];
}

function environments({ environments = [], pulumiCloud }: Draft): Problem[] {
  const stacks = environments.map((each) => each?.stack);
  return environments.flatMap((environment, index): Problem[] => {
    const { stack, follows, expires, deployOnPush } = environment ?? {};
    const at = (key: string) => ["environments", index, key];
    const first = stacks.indexOf(stack);
    return [
      ...(stack !== undefined && first !== index
        ? [{ path: at("stack"), text: `"${stack}" is there already, at [${first}]` }]
        : []),
      ...(follows !== undefined && follows === stack
        ? [{ path: at("follows"), text: `"${follows}" is the stack itself` }]
        : []),
      ...(!pulumiCloud && (expires !== undefined || deployOnPush)
        ? [
            {
              path: at(deployOnPush ? "deployOnPush" : "expires"),
              text: "is of Pulumi Deployments: it needs pulumiCloud",
            },
          ]
        : []),
    ];
  });
}

/** A standby is promoted when the Region of its primary fails: its state must not be there as well. */
function stateRegion({
  environments = [],
  state,
  region,
}: Draft & { readonly region: string }): Problem[] {
  if (!state) return [];
  return environments.flatMap((environment) =>
    environment?.region === region && environment.stack !== undefined
      ? [
          {
            path: REGION,
            text: `"${region}" is the Region of stack "${environment.stack}": state belongs into a Region that doesn't fail with it`,
          },
        ]
      : [],
  );
}

function policyGroups({ pulumiCloud, environments = [] }: Draft, directory: string): Problem[] {
  const known = environments.flatMap((each) => each?.stack ?? []);
  const groups: readonly (Partial<PolicyGroup> | undefined)[] = pulumiCloud?.policyGroups ?? [];
  return groups.flatMap((group, index): Problem[] => {
    const { stacks = [], packConfig } = group ?? {};
    const at = (key: string) => ["pulumiCloud", "policyGroups", index, key];
    const strangers = stacks.filter((stack) => !known.includes(stack));
    const isThere = packConfig === undefined || fs.existsSync(path.join(directory, packConfig));
    return [
      ...strangers.map((stack) => ({
        path: at("stacks"),
        text: `"${stack}" is none of the environments' stacks: ${known.join(", ")}`,
      })),
      ...(isThere
        ? []
        : [
            {
              path: at("packConfig"),
              text: `there is no ${packConfig}: \`npm run policy -- config <stack>\` writes it`,
            },
          ]),
    ];
  });
}

/** Environments of Pulumi ESC are named by stacks: that of prod's values must not be another's login. */
function environmentNames({ pulumiCloud, environments = [] }: Draft): Problem[] {
  if (!pulumiCloud?.esc) return [];
  const stacks = environments.map((each) => each?.stack);
  return stacks.flatMap((stack, index): Problem[] => {
    const [, of] = /^(.+)-(?:preview|deploy)$/.exec(stack ?? "") ?? [];
    if (of === undefined || !stacks.includes(of)) return [];
    const text = `"${stack ?? ""}" is the name of an environment of Pulumi ESC for "${of}": give the stack another name, or leave pulumiCloud.esc out`;
    return [{ path: ["environments", index, "stack"], text }];
  });
}
