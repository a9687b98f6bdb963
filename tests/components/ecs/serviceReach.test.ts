import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ServiceReach } from "../../../components/ecs/service/serviceReach";
import { runWithMocks } from "../../support/mocks";
import { aService } from "../../support/service";

describe("the ways from a service to others", () => {
  it("have names of their own, also to a service called load-balancer", async () => {
    const group = (id: string) => pulumi.output(id);
    const { resources } = await runWithMocks(
      () =>
        new ServiceReach("shop-reach", {
          securityGroupId: group("sg-shop"),
          loadBalancerSecurityGroupId: group("sg-alb"),
          reached: ["load-balancer", "orders"].map((name) => ({
            service: aService({ name, hosts: [name] }),
            byRule: true,
            securityGroupId: group(`sg-${name}`),
          })),
        }),
    );
    const urns = resources.map(({ urn }) => urn);
    assert.equal(new Set(urns).size, urns.length, urns.join("\n"));
    const egress = resources.filter(({ type }) => type.endsWith(":SecurityGroupEgressRule"));
    assert.deepEqual(egress.map(({ inputs }) => inputs["referencedSecurityGroupId"]).sort(), [
      "sg-alb",
      "sg-load-balancer",
      "sg-orders",
    ]);
  });
});
