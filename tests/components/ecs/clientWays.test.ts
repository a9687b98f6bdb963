import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { ClientGroups } from "../../../components/ecs/service/clientGroups";
import {
  clientWays,
  directPort,
  GROUPS_OF_TASKS,
} from "../../../components/ecs/service/clientWays";
import { openWays } from "../../../components/ecs/service/openWays";
import { runWithMocks } from "../../support/mocks";
import { aService } from "../../support/service";

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 12 });

const services = fc
  .record({
    placement: fc.constantFrom("cloud" as const, "on-prem" as const, "both" as const),
    serviceConnect: fc.boolean(),
    databases: names.map((list) => list.map((name) => ({ name, credentials: "iam" as const }))),
    reaches: names.map((list) => list.map((service) => ({ service }))),
  })
  .map((changes) => aService(changes));

describe("How tasks in AWS get to databases and services", () => {
  it("is by client groups as far as tasks have room, and each of them once by one or the other", () => {
    fc.assert(
      fc.property(services, (service) => {
        const { byGroup, byRule } = clientWays(service);
        assert.ok(byGroup.length < GROUPS_OF_TASKS, "its own group is one of them");
        const keys = [...byGroup, ...byRule].map(({ kind, name }) => `${kind} ${name}`);
        assert.equal(new Set(keys).size, keys.length);
        if (service.placement === "on-prem") {
          assert.deepEqual(keys, []);
          return;
        }
        const reached = service.serviceConnect ? service.reaches : [];
        assert.equal(keys.length, service.databases.length + reached.length);
        if (byRule.length > 0) assert.equal(byGroup.length, GROUPS_OF_TASKS - 1);
      }),
    );
  });

  it("keeps every group when a service or database is added at the end", () => {
    fc.assert(
      fc.property(services, fc.stringMatching(/^[A-Z]{3}$/), (service, name) => {
        const more = { ...service, reaches: [...service.reaches, { service: name }] };
        const { byGroup } = clientWays(service);
        assert.deepEqual(clientWays(more).byGroup.slice(0, byGroup.length), byGroup);
      }),
    );
  });

  it("is direct where the other one runs in AWS, in Service Connect and at a port", () => {
    assert.equal(directPort(aService({ placement: "both" })), 8080);
    assert.equal(directPort(aService({ placement: "on-prem" })), undefined);
    assert.equal(directPort(aService({ serviceConnect: false })), undefined);
    assert.equal(directPort(aService({ port: undefined })), undefined);
  });
});

describe("A service that many reach", () => {
  const made = (count: number) =>
    runWithMocks(() => {
      const stock = aService({ name: "stock" });
      const callers = Array.from({ length: count }, (_, i) =>
        aService({ name: `s${i}`, hosts: [], reaches: [{ service: "stock" }] }),
      );
      const descriptions = [stock, ...callers];
      const ways = Object.fromEntries(descriptions.map((each) => [each.name, clientWays(each)]));
      const all = Object.values(ways).flatMap(({ byGroup }) => byGroup);
      const clients = new ClientGroups("clients", { vpcId: "vpc-1", ways: all, databases: {} });
      const group = (name: string) => {
        const component = new pulumi.ComponentResource("landbridge:ecs:Service", name);
        return Object.assign(component, {
          securityGroupId: pulumi.output(`sg-${name}`),
        });
      };
      const services = Object.fromEntries(descriptions.map(({ name }) => [name, group(name)]));
      const platform = { clientWays: ways, clientGroups: clients.groups };
      openWays({ descriptions, services, platform }, {});
    });

  it("admits them by one rule, however many they are", async () => {
    const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    for (const count of [1, 200]) {
      const recording = await made(count);
      const rules = recording.ofType(ingress).map(({ inputs }) => inputs);
      assert.deepEqual(
        rules.map(({ securityGroupId, referencedSecurityGroupId, fromPort }) => [
          securityGroupId,
          referencedSecurityGroupId,
          fromPort,
        ]),
        [["sg-stock", recording.get("clients-service-stock").id, 8080]],
      );
    }
  });
});
