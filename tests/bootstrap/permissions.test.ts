import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { deployActions } from "../../bootstrap/permissions/actions";
import type { Deployed } from "../../bootstrap/permissions/deployed";
import {
  readActions,
  readStatements,
  writeStatements,
} from "../../bootstrap/permissions/deployPolicy";
import { packed } from "../../bootstrap/permissions/packed";
import { deployTrust, previewTrust } from "../../bootstrap/trust";
import type { IamReference } from "../../policy/reading/iamReference";
import { usedFunctions, usedTypes } from "../../tools/deployActions/used";
import { decide } from "../iam/evaluator";
import { GITHUB_PROVIDER, HOST } from "./tokens";

const reference = JSON.parse(
  fs.readFileSync(path.join(__dirname, "../../policy/data/iamReference.json"), "utf8"),
) as IamReference;
const known = new Set(
  Object.entries(reference.services).flatMap(([service, { actions }]) =>
    actions.flatMap(([names]) => names.split(" ").map((name) => `${service}:${name}`)),
  ),
);

const prod: Deployed = {
  stack: "prod",
  regions: ["eu-west-1"],
  partition: "aws",
  accountId: "123456789012",
  boundaryArn: "arn:aws:iam::123456789012:policy/landbridge-bootstrap/landbridge-prod-boundary",
};

/** Actions that some statement is about, with `kms:Decrypt` of services among them. */
const changes = packed(writeStatements(prod)).map((document) => JSON.stringify(document));
const met = {
  "aws:RequestedRegion": "eu-west-1",
  "iam:PermissionsBoundary": prod.boundaryArn,
  "iam:PassedToService": "ecs-tasks.amazonaws.com",
  "iam:AWSServiceName": "ecs.amazonaws.com",
  "kms:ViaService": "rds.eu-west-1.amazonaws.com",
  "kms:GrantIsForAWSResource": "true",
};

describe("what a deploying role is allowed", () => {
  const how = "run tools/generateDeployActions.ts (docs/bootstrap.md, Permissions)";

  it("is known for every type that the program's components make", () => {
    const types = usedTypes();
    assert.ok(types.length > 100, String(types.length));
    const missing = types.filter((type) => !(type in deployActions.types));
    assert.deepEqual(missing, [], how);
  });

  it("is known for every function of the provider that they call", () => {
    const missing = usedFunctions().filter((name) => !(name in deployActions.functions));
    assert.deepEqual(missing, [], how);
  });

  it("names no type that the program has no more: nothing is allowed for nothing", () => {
    const types = usedTypes();
    assert.deepEqual(
      Object.keys(deployActions.types).filter((type) => !types.includes(type)),
      [],
      how,
    );
  });

  it("has, for each type, what makes it and what looks at it", () => {
    for (const [type, { read, write }] of Object.entries(deployActions.types)) {
      assert.ok(read.length > 0, `${type}: reads`);
      assert.ok(write.length > 0, `${type}: writes`);
    }
  });

  it("has only actions that AWS has", () => {
    const all = Object.values(deployActions.types).flatMap(({ read, write }) => [
      ...read,
      ...write,
    ]);
    for (const action of [...all, ...readActions()]) assert.ok(known.has(action), action);
  });

  it("lets everything through that changes a resource, on the conditions that it is under", () => {
    const iam = "arn:aws:iam::123456789012";
    const arns = [
      `${iam}:role/orders`,
      `${iam}:role/aws-service-role/ecs`,
      `${iam}:instance-profile/nodes`,
    ];
    // Without a boundary a role can't be; a description is changed by UpdateRole as well.
    const not = ["iam:DeleteRolePermissionsBoundary", "iam:UpdateRoleDescription"];
    const all = new Set(Object.values(deployActions.types).flatMap(({ write }) => write));
    for (const action of [...all].filter((each) => !not.includes(each))) {
      const says = arns.flatMap((on) =>
        changes.map((document) => decide(document, { action, on, context: met })),
      );
      assert.ok(says.includes("Allow"), action);
    }
  });

  it("uses keys through services, never by itself", () => {
    const use = (context: Record<string, string>) =>
      changes
        .map((document) => decide(document, { action: "kms:Decrypt", on: "*", context }))
        .includes("Allow");
    assert.deepEqual([use(met), use({ "aws:RequestedRegion": "eu-west-1" })], [true, false]);
  });

  it("fits into managed policies, of which a role takes ten", () => {
    const documents = [
      ...packed(readStatements(prod)),
      ...packed(writeStatements(prod, { StringEquals: { key: "x".repeat(200) } })),
    ];
    assert.ok(documents.length <= 9, String(documents.length));
    for (const document of documents) {
      assert.ok(JSON.stringify(document).length <= 6144);
      const ids = (document.Statement as { Sid?: string }[]).map(({ Sid = "" }) => Sid);
      assert.equal(new Set(ids).size, ids.length, ids.join());
      for (const id of ids) assert.match(id, /^[A-Za-z0-9]+$/);
    }
  });
});

describe("trust in a repository by its numbers", () => {
  const from = {
    repository: "acme/landbridge",
    repositoryIds: { owner: "11", repository: "22" },
    branch: "main",
  };
  const claims = {
    aud: "sts.amazonaws.com",
    repository: "acme/landbridge",
    ref: "refs/heads/main",
    environment: "prod",
    repository_id: "22",
    repository_owner_id: "11",
  };
  const admits = (
    more: Record<string, string>,
    trust = deployTrust(GITHUB_PROVIDER, from, "prod"),
  ) => {
    const context = Object.fromEntries(
      Object.entries({ ...claims, ...more }).map(([claim, value]) => [`${HOST}:${claim}`, value]),
    );
    const call = { action: "sts:AssumeRoleWithWebIdentity", on: "*", context };
    return decide(JSON.stringify(trust), call, GITHUB_PROVIDER) === "Allow";
  };

  it("takes both forms of GitHub's subject", () => {
    assert.ok(admits({ sub: "repo:acme/landbridge:environment:prod" }));
    assert.ok(admits({ sub: "repo:acme@11/landbridge@22:environment:prod" }));
    assert.ok(
      admits(
        { sub: "repo:acme@11/landbridge@22:pull_request" },
        previewTrust(GITHUB_PROVIDER, from),
      ),
    );
  });

  it("refuses a repository that has taken the name", () => {
    assert.ok(!admits({ sub: "repo:acme/landbridge:environment:prod", repository_id: "33" }));
    assert.ok(!admits({ sub: "repo:acme/landbridge:environment:prod", repository_owner_id: "33" }));
    assert.ok(!admits({ sub: "repo:acme@11/landbridge@33:environment:prod" }));
  });
});
