import * as assert from "node:assert/strict";
import { RAISED_QUOTAS } from "../../sandbox/aws/shared/quotas";
import { Account } from "./account";

const parameterGroup = "aws:rds/parameterGroup:ParameterGroup";
const entry = "aws:ec2/networkAclRule:NetworkAclRule";

describe("the quotas of the stand-in's account", () => {
  afterEach(() => {
    process.env[RAISED_QUOTAS] = "";
  });

  const groups = async (account: Account, count: number, region?: string): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const inputs = {
        name: `g-${account.store.all(parameterGroup).length}`,
        family: "postgres17",
      };
      await account.create(parameterGroup, inputs.name, inputs, region);
    }
  };

  it("end a Region's parameter groups at fifty, and at more where AWS has raised them", async () => {
    const account = new Account();
    await groups(account, 50);
    await assert.rejects(groups(account, 1), /DBParameterGroupQuotaExceeded: .* 50 /);
    await groups(account, 1, "eu-west-1");
    process.env[RAISED_QUOTAS] = "vpc/L-0EA8095F=200,rds/L-DE55804A=51";
    await groups(account, 1);
    await assert.rejects(groups(account, 1), /DBParameterGroupQuotaExceeded: .* 51 /);
  });

  it("end a network ACL's entries at twenty in each direction", async () => {
    const account = new Account();
    const vpc = await account.create("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    const acl = await account.create("aws:ec2/networkAcl:NetworkAcl", "acl", { vpcId: vpc.id });
    const add = (ruleNumber: number, egress: boolean) =>
      account.create(entry, `${ruleNumber}-${String(egress)}`, {
        networkAclId: acl.id,
        ruleNumber,
        egress,
        protocol: "-1",
        ruleAction: "allow",
        cidrBlock: `10.${ruleNumber}.0.0/16`,
      });
    for (let i = 1; i <= 20; i++) await add(i, false);
    await assert.rejects(add(21, false), /NetworkAclEntryLimitExceeded/);
    await add(21, true);
  });
});
