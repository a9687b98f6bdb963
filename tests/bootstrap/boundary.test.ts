import * as assert from "node:assert/strict";
import * as path from "node:path";
import { Store } from "../../sandbox/provider/store";
import { explain, openSandbox, temporaryDirectory } from "../support/engine";
import { goodStack, problemsOf } from "../config/stack";

const BOUNDARY = "arn:aws:iam::123456789012:policy/landbridge-bootstrap/landbridge-prod-boundary";

describe("landbridge:permissionsBoundary", function () {
  this.timeout(180_000);

  it("is on every role of a stack, and only where bootstrap/ has made it", async () => {
    const workDir = temporaryDirectory();
    const config = { "landbridge:permissionsBoundary": BOUNDARY };
    const prod = await openSandbox({ stack: "prod", workDir, config, policyPack: false });
    const early = await prod.up();
    assert.equal(early.succeeded, false);
    assert.match(explain(early), /NoSuchEntity/);

    const bootstrap = { stack: "cloud", project: "bootstrap", policyPack: false };
    const made = await (await openSandbox({ ...bootstrap, workDir })).up();
    assert.ok(made.succeeded, explain(made));
    const up = await prod.up();
    assert.ok(up.succeeded, explain(up));

    const everything = new Store(path.join(workDir, "aws", "123456789012.jsonl")).everything();
    const roles = everything.filter(
      ({ type, urn }) => type === "aws:iam/role:Role" && urn.startsWith("urn:pulumi:prod::"),
    );
    assert.ok(roles.length > 15, String(roles.length));
    for (const { urn, attributes } of roles)
      assert.equal(attributes["permissionsBoundary"], BOUNDARY, urn);
  });

  it("is the ARN of a managed policy", () => {
    const problems = (permissionsBoundary: string) =>
      problemsOf({ ...goodStack(), permissionsBoundary });
    assert.deepEqual(problems(BOUNDARY), []);
    assert.deepEqual(problems("arn:aws:iam::aws:policy/PowerUserAccess"), []);
    const [problem = ""] = problems("landbridge-prod-boundary");
    assert.match(
      problem,
      /^landbridge:permissionsBoundary: "landbridge-prod-boundary" is not the ARN of a managed policy/,
    );
  });
});
