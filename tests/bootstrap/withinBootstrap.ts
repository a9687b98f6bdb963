import * as assert from "node:assert/strict";
import { deployActions } from "../../bootstrap/permissions/actions";
import { boundary } from "../../bootstrap/permissions/boundary";
import { passedTo } from "../../bootstrap/permissions/roleStatements";
import type { Permissions } from "../iam/account";
import { decide } from "../iam/evaluator";
import type { StateResource } from "../sandbox/usedProperties";

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[] };
}

function statementsOf(document: unknown): Statement[] {
  const { Statement } = JSON.parse(String(document)) as { Statement: Statement | Statement[] };
  return [Statement].flat();
}

/** That what bootstrap/ allows is enough for what the stacks are: their types, and their roles. */
export function withinBootstrap(get: () => Permissions, all: () => readonly StateResource[]): void {
  const rolesOfProgram = () => get().everything.filter(({ type }) => type === "aws:iam/role:Role");

  it("a deploying role knows every type of theirs", () => {
    const types = new Set(all().map(({ type }) => type));
    const missing = [...types].filter(
      (type) => type.startsWith("aws:") && !(type in deployActions.types),
    );
    assert.deepEqual(
      missing,
      [],
      "run tools/generateDeployActions.ts (docs/bootstrap.md, Permissions)",
    );
  });

  it("a deploying role may pass every role of theirs to its service, and no other", () => {
    const trusting = rolesOfProgram().flatMap(({ attributes }) =>
      statementsOf(attributes["assumeRolePolicy"]).flatMap(
        ({ Principal }) => Principal?.Service ?? [],
      ),
    );
    // Roles of options that the committed stacks leave out: a drill's, ECS's for deployments, a failover's two.
    const others = passedTo.filter((service) => !trusting.includes(service));
    assert.deepEqual(
      [...new Set(trusting)].filter((service) => !passedTo.includes(service)),
      [],
    );
    assert.ok(others.length <= 6, others.join());
  });

  it("the boundary lets every role of theirs do what it is for", () => {
    const most = JSON.stringify(
      boundary({ stack: "prod", partition: "aws", accountId: "123456789012" }),
    );
    const context = { "iam:PassedToService": "backup.amazonaws.com" };
    const on = "arn:aws:iam::123456789012:role/any";
    const policies = get().everything.filter(
      ({ type }) => type === "aws:iam/rolePolicy:RolePolicy",
    );
    assert.ok(policies.length > 10, String(policies.length));
    for (const { urn, attributes } of policies) {
      for (const { Effect, Action = [] } of statementsOf(attributes["policy"])) {
        for (const action of Effect === "Allow" ? [Action].flat() : [])
          assert.equal(decide(most, { action, on, context }), "Allow", `${action} of ${urn}`);
      }
    }
  });
}
