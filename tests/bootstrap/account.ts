import * as path from "node:path";
import { Store, type Resource } from "../../sandbox/provider/store";
import type { RunResult } from "../../sandbox/engine";
import { explain, openSandbox, temporaryDirectory, type Sandbox } from "../support/engine";
import { decide, type Call } from "../iam/evaluator";
import * as assert from "node:assert/strict";

/** A stack of bootstrap/ in an account of its own, and what its roles may. */
export class BootstrapAccount {
  private constructor(
    readonly sandbox: Sandbox,
    readonly up: RunResult,
    private readonly resources: readonly Resource[],
  ) {}

  static async of(stack: string): Promise<BootstrapAccount> {
    const workDir = temporaryDirectory();
    const sandbox = await openSandbox({ stack, project: "bootstrap", workDir });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    const store = new Store(path.join(workDir, "aws", "123456789012.jsonl"));
    return new BootstrapAccount(sandbox, up, store.everything());
  }

  private attributesOf(type: string, name: string): Readonly<Record<string, unknown>> {
    const found = this.resources.filter(
      (each) => each.type.endsWith(type) && each.attributes["name"] === name,
    );
    assert.equal(found.length, 1, `${type} ${name}`);
    return found[0]?.attributes ?? {};
  }

  /** Whom tokens of an issuer may be for. */
  audiences(url: string): unknown {
    const found = this.resources.find(
      ({ type, attributes }) =>
        type.endsWith(":OpenIdConnectProvider") && attributes["url"] === url,
    );
    return found?.attributes["clientIdLists"];
  }

  trust(role: string): string {
    return String(this.attributesOf(":Role", role)["assumeRolePolicy"]);
  }

  policy(name: string): string {
    return String(this.attributesOf(":Policy", name)["policy"]);
  }

  /** The documents that a role has. */
  documents(role: string): string[] {
    const attached = this.resources.filter(
      ({ type, attributes }) =>
        type.endsWith(":RolePolicyAttachment") && attributes["role"] === role,
    );
    return attached.map(({ attributes }) => {
      const policy = this.resources.find(
        (each) =>
          each.type.endsWith(":Policy") && each.attributes["arn"] === attributes["policyArn"],
      );
      return String(policy?.attributes["policy"]);
    });
  }

  /** Whether a role's policies allow a call. */
  allows(role: string, call: Call): boolean {
    const documents = this.documents(role);
    assert.ok(documents.length > 0, role);
    const says = documents.map((document) => decide(document, call));
    return says.includes("Allow") && !says.includes("Deny");
  }
}
