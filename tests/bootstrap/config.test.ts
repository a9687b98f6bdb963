import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../../bootstrap/config/load";

const root = path.resolve(__dirname, "../..");

type Raw = Record<string, unknown>;

function good(): Raw {
  return {
    repository: "acme/landbridge",
    environments: [
      { stack: "dev", region: "eu-west-1" },
      { stack: "dr", region: "eu-central-1", follows: "prod" },
    ],
    state: { bucketName: "acme-landbridge-state" },
  };
}

const cloud = { organization: "acme" };

/** The lines of what is wrong. */
function problems(raw: Raw, region = "eu-north-1"): string[] {
  try {
    parseConfig(raw, { stack: "test", region });
    return [];
  } catch (error) {
    assert.ok(error instanceof Error && error.constructor.name === "UserError", String(error));
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}

const only = (raw: Raw, region?: string): string => {
  const found = problems(raw, region);
  assert.equal(found.length, 1, found.join("\n"));
  return (found[0] ?? "").replace("landbridge-bootstrap:", "");
};

describe("the configuration of bootstrap/", () => {
  it("has nothing wrong in what is committed", () => {
    for (const stack of ["cloud", "own-state"]) {
      const file = path.join(root, "bootstrap", `Pulumi.${stack}.yaml`);
      const { config } = parse(fs.readFileSync(file, "utf8")) as { config: Raw };
      const raw = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
          key.replace("landbridge-bootstrap:", ""),
          value,
        ]),
      );
      delete raw["aws:region"];
      assert.deepEqual(problems(raw, String(config["aws:region"])), []);
    }
  });

  it("says everything that is wrong at once, with its path", () => {
    const raw = {
      ...good(),
      repository: "landbridge",
      brunch: "main",
      state: { bucketName: "Acme" },
    };
    assert.deepEqual(problems(raw), [
      'landbridge-bootstrap:repository: "landbridge" is not owner/name of a repository on GitHub',
      'landbridge-bootstrap:state.bucketName: "Acme" is not a bucket\'s name: 3 to 63 of a-z 0-9 -',
      "landbridge-bootstrap:brunch: is not a known key; did you mean branch? (known keys: repository, repositoryIds, " +
        "branch, tags, environments, githubProviderArn, state, pulumiCloud)",
    ]);
  });

  const wrong: readonly (readonly [what: string, raw: Raw, says: RegExp, region?: string])[] = [
    [
      "neither a bucket nor Pulumi Cloud",
      { ...good(), state: undefined },
      /^state: is missing, and so is pulumiCloud/,
    ],
    [
      "state in a Region that fails with a stack",
      good(),
      /^aws:region: "eu-central-1" is the Region of stack "dr"/,
      "eu-central-1",
    ],
    [
      "a stack twice",
      {
        ...good(),
        environments: [
          ...(good()["environments"] as object[]),
          { stack: "dev", region: "eu-west-1" },
        ],
      },
      /^environments\[2\]\.stack: "dev" is there already, at \[0\]$/,
    ],
    [
      "a stack that follows itself",
      { ...good(), environments: [{ stack: "dr", region: "eu-west-1", follows: "dr" }] },
      /^environments\[0\]\.follows: "dr" is the stack itself$/,
    ],
    [
      "a push that nobody would follow",
      { ...good(), environments: [{ stack: "dev", region: "eu-west-1", deployOnPush: true }] },
      /^environments\[0\]\.deployOnPush: is of Pulumi Deployments: it needs pulumiCloud$/,
    ],
    [
      "an end that nobody would bring about",
      {
        ...good(),
        environments: [{ stack: "dev", region: "eu-west-1", expires: "2030-01-01T00:00:00Z" }],
      },
      /^environments\[0\]\.expires: is of Pulumi Deployments/,
    ],
    [
      "a time without its zone",
      {
        ...good(),
        environments: [{ stack: "dev", region: "eu-west-1", expires: "2030-01-01" }],
        pulumiCloud: cloud,
      },
      /^environments\[0\]\.expires: "2030-01-01" is not a time of the form/,
    ],
    [
      "a policy group of a stack that is none",
      {
        ...good(),
        pulumiCloud: {
          ...cloud,
          policyGroups: [{ name: "g", stacks: ["stage"], packVersion: "0.1.0" }],
        },
      },
      /^pulumiCloud\.policyGroups\[0\]\.stacks: "stage" is none of the environments' stacks: dev, dr$/,
    ],
    [
      "a configuration of the pack that nobody wrote",
      {
        ...good(),
        pulumiCloud: {
          ...cloud,
          policyGroups: [
            { name: "g", stacks: ["dev"], packVersion: "0.1.0", packConfig: "policy/none.json" },
          ],
        },
      },
      /^pulumiCloud\.policyGroups\[0\]\.packConfig: there is no policy\/none\.json: `npm run policy/,
    ],
    [
      "a stack that is named like another's environment of Pulumi ESC",
      {
        ...good(),
        environments: [
          { stack: "prod", region: "eu-west-1" },
          { stack: "prod-deploy", region: "eu-west-1" },
        ],
        pulumiCloud: { ...cloud, esc: { previewTeams: ["a"], deployTeams: ["a"] } },
      },
      /^environments\[1\]\.stack: "prod-deploy" is the name of an environment of Pulumi ESC for "prod"/,
    ],
    [
      "environments of Pulumi ESC that nobody may open",
      { ...good(), pulumiCloud: { ...cloud, esc: { previewTeams: ["a"], deployTeams: [] } } },
      /^pulumiCloud\.esc\.deployTeams: /,
    ],
    [
      "GitHub's numbers as names",
      { ...good(), repositoryIds: { owner: "acme", repository: "1" } },
      /^repositoryIds\.owner: "acme" is not GitHub's number of the owner/,
    ],
    [
      "a provider that is none",
      { ...good(), githubProviderArn: "arn:aws:iam::123456789012:role/github" },
      /^githubProviderArn: .* is not the ARN of an OIDC provider/,
    ],
  ];
  for (const [what, raw, says, region] of wrong) {
    it(`rejects ${what}`, () => assert.match(only(raw, region), says));
  }

  it("never throws anything else, whatever the values are", () => {
    for (const value of [null, true, 0, "", "x", [], [[]], {}, { a: 1 }, [null, {}]]) {
      for (const key of Object.keys({ ...good(), pulumiCloud: 1 }))
        problems({ ...good(), [key]: value });
      problems({ ...good(), pulumiCloud: { ...cloud, policyGroups: value } });
      problems({ ...good(), pulumiCloud: { ...cloud, esc: value } });
    }
  });
});
