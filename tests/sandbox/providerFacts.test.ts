import * as assert from "node:assert/strict";
import { services } from "../../sandbox/aws";
import { stateful } from "../../sandbox/aws/stateful/facts";
import { diff } from "../../sandbox/provider/diff";
import { shapeOf } from "../../sandbox/provider/shape";
import type { Props } from "../../sandbox/provider/store";
import { mappings } from "../../tools/awsModels/mappings";
import { Account } from "./account";

/** Whose loss is a loss: of data, of what opens it, or of a link that people have to make again. */
const holds =
  /^aws:(rds|s3|storagegateway|backup|kms|ecr|secretsmanager|directconnect|ec2transitgateway|dynamodb|efs|fsx)\/|^aws:cloudwatch\/logGroup:|^aws:ssm\/parameter:|^aws:ec2\/(vpn(Gateway|Connection)|customerGateway):/;

/** What of these services holds nothing: it is made again in a moment, as it was. */
const holdsNothing = [
  "aws:backup/framework:Framework",
  "aws:backup/regionSettings:RegionSettings",
  "aws:backup/reportPlan:ReportPlan",
  "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  "aws:ec2transitgateway/route:Route",
  "aws:ec2transitgateway/routeTable:RouteTable",
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  "aws:rds/eventSubscription:EventSubscription",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  "aws:rds/proxyTarget:ProxyTarget",
];

/** How an update from some arguments to others is planned. */
function planned(type: string, before: Props, after: Props) {
  const shape = shapeOf(type);
  assert.ok(shape, type);
  const knowledge = services[type] ?? {};
  return diff({ olds: before, oldInputs: before, news: after, shape, knowledge });
}

describe("what the real provider's source says of types that hold something", () => {
  it("is there for each of them in dev, prod and dr", () => {
    // Every type of the stacks is there: tests/stack/committedStacks.test.ts.
    const used = Object.keys(mappings);
    const missing = used.filter(
      (type) => holds.test(type) && !holdsNothing.includes(type) && !(type in stateful),
    );
    assert.deepEqual(missing, []);
    for (const service of ["rds", "s3", "storagegateway", "backup", "kms", "directconnect"]) {
      assert.ok(
        used.some((type) => type.startsWith(`aws:${service}/`)),
        service,
      );
    }
  });

  it("is about arguments that @pulumi/aws has", () => {
    for (const [type, { forceNew, forceNewLater, unread, refuses, forceNewIf }] of Object.entries(
      stateful,
    )) {
      const shape = shapeOf(type);
      assert.ok(shape, type);
      const all = { ...forceNew, ...unread, ...refuses, ...forceNewIf };
      for (const name of [...Object.keys(all), ...(forceNewLater ?? [])]) {
        assert.ok(shape.inputs.has(name), `${type} has no ${name}`);
      }
    }
  });

  it("decides alone what is replaced, whatever the documentation says", () => {
    for (const [type, { forceNew, forceNewLater = [] }] of Object.entries(stateful)) {
      const immutable = [...Object.keys(forceNew), ...forceNewLater];
      for (const [name, { kind }] of shapeOf(type)?.inputs ?? []) {
        if (name === "region" || kind !== "string") continue;
        const { replaces } = planned(type, { [name]: "one" }, { [name]: "other" });
        assert.deepEqual(replaces, immutable.includes(name) ? [name] : [], `${type} ${name}`);
      }
    }
  });

  it("replaces for some changes only where the provider does", () => {
    const parameter = "aws:ssm/parameter:Parameter";
    const tiers = (before: string, after: string) =>
      planned(parameter, { tier: before }, { tier: after }).replaces;
    assert.deepEqual(tiers("Advanced", "Standard"), ["tier"]);
    assert.deepEqual(tiers("Standard", "Advanced"), []);
    const domain = { smbActiveDirectorySettings: { domainName: "corp.example.com" } };
    const gateway = (before: Props, after: Props) =>
      planned("aws:storagegateway/gateway:Gateway", before, after).replaces;
    assert.deepEqual(gateway(domain, {}), ["smbActiveDirectorySettings"]);
    assert.deepEqual(gateway({}, domain), []);
    const hub = (before: string, after: string) =>
      planned(
        "aws:ec2transitgateway/transitGateway:TransitGateway",
        { defaultRouteTableAssociation: before },
        { defaultRouteTableAssociation: after },
      ).replaces;
    assert.deepEqual(hub("disable", "enable"), ["defaultRouteTableAssociation"]);
    assert.deepEqual(hub("enable", "disable"), []);
  });

  it("deletes first where the bridge does, and where a name would be there twice", () => {
    const first = (type: string, before: Props, after: Props) =>
      planned(type, before, after).deleteBeforeReplace;
    const policy = { repository: "orders", policy: "{}" };
    const other = { ...policy, policy: '{"rules":[]}' };
    assert.equal(first("aws:ecr/lifecyclePolicy:LifecyclePolicy", policy, other), true);
    const lock = { backupVaultName: "main", maxRetentionDays: 30 };
    const longer = { ...lock, maxRetentionDays: 60 };
    const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
    assert.equal(first(lockType, lock, longer), false);
    const instance = { identifier: "orders", dbName: "orders" };
    const renamed = { ...instance, dbName: "other" };
    assert.equal(first("aws:rds/instance:Instance", instance, renamed), true);
    const interfaceOf = (vlan: number) => ({ name: "primary", vlan });
    const vif = "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface";
    assert.equal(first(vif, interfaceOf(101), interfaceOf(102)), true);
  });

  it("leaves what Read doesn't set as it was said, and shows the rest as AWS has it", async () => {
    const account = new Account();
    const bucket = await account.create("aws:s3/bucket:Bucket", "files", { forceDestroy: true });
    const attributes = { ...bucket.attributes, forceDestroy: false, tags: { by: "hand" } };
    account.store.put({ ...bucket, attributes });
    const read = await account.provider().read(bucket.id, bucket.urn, bucket.attributes);
    assert.equal(read?.attributes["forceDestroy"], true);
    assert.deepEqual(read.attributes["tags"], { by: "hand" });
  });
});
