import * as assert from "node:assert/strict";
import fc from "fast-check";
import { awsName, type NameKind } from "../../components/names";

/** What each service takes, from its own reference. */
const taken: Readonly<Record<NameKind, RegExp>> = {
  database: /^(?=.{1,63}$)[a-z](-?[a-z0-9])*$/,
  repository: /^(?=.{2,128}$)[a-z0-9]+([._-][a-z0-9]+)*$/,
  cache: /^(?=.{2,30}$)[a-z0-9]+([._-][a-z0-9]+)*$/,
  backupAudit: /^[A-Za-z][A-Za-z0-9_]{0,255}$/,
  restoreTesting: /^[A-Za-z0-9_]{1,50}$/,
  dashboard: /^[A-Za-z0-9_-]{1,255}$/,
  chat: /^[A-Za-z0-9_-]{1,128}$/,
};
const everyKind = Object.keys(taken) as NameKind[];

/** What Pulumi takes as a stack's name. https://www.pulumi.com/docs/iac/concepts/stacks/#create-a-stack */
const stackName = fc.stringMatching(/^[A-Za-z0-9._-]{1,100}$/);

/** A name of a database or a share, as config takes it. */
const given = fc
  .stringMatching(/^[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,8}){0,3}$/)
  .filter((name) => name.length <= 40);

describe("names that are unique in an account", () => {
  it("are the same as ever for stacks whose names AWS takes", () => {
    for (const stack of ["dev", "prod", "dr"]) {
      const prefix = `landbridge-${stack}`;
      assert.equal(awsName("database", prefix, "orders"), `landbridge-${stack}-orders`);
      assert.equal(awsName("repository", prefix), prefix);
      assert.equal(awsName("cache", prefix, "hub"), `landbridge-${stack}-hub`);
      assert.equal(
        awsName("backupAudit", prefix, "backup-audit", "copy-jobs"),
        `landbridge_${stack}_backup_audit_copy_jobs`,
      );
      assert.equal(
        awsName("restoreTesting", prefix, "backup-restore-testing"),
        `landbridge_${stack}_backup_restore_testing`,
      );
    }
  });

  it("keep what a service takes of an unusual stack, and change only what it doesn't", () => {
    assert.equal(awsName("repository", "landbridge-feature_x"), "landbridge-feature_x");
    assert.match(
      awsName("database", "landbridge-feature_x", "orders"),
      /^landbridge-feature-x-orders-[0-9a-f]{6}$/,
    );
    assert.match(
      awsName("database", "landbridge-Dev-Upper", "orders"),
      /^landbridge-dev-upper-orders-[0-9a-f]{6}$/,
    );
    assert.match(
      awsName("cache", "landbridge-pr-1234-some-long-branch", "hub"),
      /^landbridge-pr-1234-some-[0-9a-f]{6}$/,
    );
  });

  it("are what each service takes, whatever the stack and its parts are called", () => {
    fc.assert(
      fc.property(stackName, given, fc.constantFrom(...everyKind), (stack, name, kind) => {
        const made = awsName(kind, `landbridge-${stack}`, name);
        assert.match(made, taken[kind], made);
        assert.equal(awsName(kind, `landbridge-${stack}`, name), made);
      }),
      { numRuns: 2000 },
    );
  });

  it("are different for stacks that are spelled alike, and for two things of a stack", () => {
    const separators = fc.constantFrom("-", "_", ".", "--", "-_");
    const parts = fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,12}$/), {
      minLength: 1,
      maxLength: 6,
    });
    const spelled = (words: string[], by: string): string => words.join(by);
    fc.assert(
      fc.property(
        parts,
        separators,
        separators,
        given,
        fc.constantFrom(...everyKind),
        (words, one, other, name, kind) => {
          const stacks = [
            ...new Set([
              spelled(words, one),
              spelled(words, other),
              spelled(words, one).toLowerCase(),
            ]),
          ];
          const made = stacks.map((stack) => awsName(kind, `landbridge-${stack}`, name));
          assert.equal(new Set(made).size, stacks.length, made.join());
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(
        stackName,
        given,
        given,
        fc.constantFrom(...everyKind),
        (stack, one, other, kind) => {
          fc.pre(one !== other);
          const prefix = `landbridge-${stack}`;
          assert.notEqual(awsName(kind, prefix, one), awsName(kind, prefix, other));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
