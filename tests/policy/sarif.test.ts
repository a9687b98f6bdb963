import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { rules } from "../../policy/rules";
import { sarif, violationsIn } from "../../tools/policy/sarif";
import { temporaryDirectory } from "../support/engine";
import { policy } from "../support/policyCommand";

const urn = "urn:pulumi:prod::landbridge::aws:rds/instance:Instance::db";
/** Lines as the engine writes them; tests/stack/plainCli.test.ts reads a real log. */
const line = (policyName: string, enforcementLevel: string, resourceUrn?: string) =>
  JSON.stringify({
    sequence: 1,
    timestamp: 1,
    policyEvent: {
      resourceUrn,
      message: "<{%fg 1%}>is in one zone<{%reset%}>\n",
      color: "never",
      policyName,
      policyPackName: "landbridge",
      policyPackVersion: "1",
      enforcementLevel,
    },
  });
const log = [
  JSON.stringify({ sequence: 0, timestamp: 0, preludeEvent: { config: {} } }),
  line("configure-rds-multi-az", "mandatory", urn),
  line("somebody-elses-rule", "advisory"),
  "",
].join("\n");

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

describe("the violations of a preview", () => {
  it("are results of code scanning: on the stack's file, with the resource's URN and the rule's help", () => {
    const { version, runs } = sarif(violationsIn(log), rules, "Pulumi.prod.yaml") as Sarif;
    assert.equal(version, "2.1.0");
    const [first, second] = runs[0]?.results ?? [];
    assert.ok(first && second);
    assert.deepEqual([first.level, second.level], ["error", "warning"]);
    assert.equal(first.message.text, "is in one zone");
    assert.equal(first.locations[0]?.physicalLocation.artifactLocation.uri, "Pulumi.prod.yaml");
    assert.equal(first.locations[0].logicalLocations?.[0]?.fullyQualifiedName, urn);
    assert.equal(second.locations[0]?.logicalLocations, undefined);
    const described = runs[0]?.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of [first, second]) {
      assert.equal(described[ruleIndex]?.id, ruleId);
    }
    const rule = rules.find(({ name }) => name === "configure-rds-multi-az");
    assert.deepEqual(described[first.ruleIndex], {
      id: "configure-rds-multi-az",
      shortDescription: { text: rule?.description },
      fullDescription: { text: `${rule?.description ?? ""} ${rule?.why ?? ""}` },
      helpUri: rule?.url,
      help: { text: rule?.remediationSteps },
      properties: { tags: rule?.tags, "problem.severity": rule?.severity },
    });
  });

  it("keep their fingerprint while the message changes", () => {
    const other = log.replaceAll("is in one zone", "stands in one zone");
    const prints = [log, other].map((text) => {
      const { runs } = sarif(violationsIn(text), rules, "Pulumi.prod.yaml") as Sarif;
      return runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
    });
    assert.deepEqual(prints[0], prints[1]);
  });

  it("are written by npm run policy -- report, as SARIF or as JSON; it ends with 2 where there is no log", async () => {
    const directory = temporaryDirectory();
    fs.writeFileSync(path.join(directory, "events.json"), log);
    const found = policy(directory, "report", "events.json");
    assert.equal(found.status, 0, found.stderr);
    assert.equal((JSON.parse(found.stdout) as Sarif).version, "2.1.0");
    for (const asJson of [["--json"], ["--format", "json"]]) {
      const { stdout } = policy(directory, "report", "events.json", ...asJson);
      assert.deepEqual(JSON.parse(stdout), violationsIn(log));
    }
    const { status, stderr } = policy(directory, "report", "none.json");
    assert.equal(status, 2);
    assert.match(stderr, /^error: there is no none\.json\n/);
  });
});
