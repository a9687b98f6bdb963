import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Redirect } from "../../../components/ecs/service/description";
import { listenerPriority } from "../../../components/elb/listenerPriorities";
import { answeredHosts, redirectRoutes } from "../../../components/elb/redirects";
import { ServiceRoute } from "../../../components/elb/serviceRoute";
import { neighbourOf, neighbourProblems } from "../../../components/platform/neighbours";
import { runWithMocks } from "../../support/mocks";
import { aService } from "../../support/service";

const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

const redirects: readonly Redirect[] = [
  { name: "old-name", hosts: ["sales"], paths: [], host: "orders", statusCode: "HTTP_302" },
  { name: "v1", paths: ["/v1/*"], path: "/old/#{path}", query: "a=1", statusCode: "HTTP_301" },
  { name: "help", paths: ["/help"], host: "help.example.com", statusCode: "HTTP_302", priority: 3 },
];

const service = aService({ redirects });

describe("Redirects of a service", () => {
  it("are rules of the HTTPS listener, which keep what they don't say", async () => {
    const recording = await runWithMocks(() => {
      const loadBalancer = {
        arnSuffix: pulumi.output("app/internal/1"),
        dnsName: pulumi.output("internal.elb.amazonaws.com"),
        hostedZoneId: pulumi.output("Z32O12XQLNTSW2"),
        httpsListenerArn: pulumi.output("listener"),
        securityGroupId: pulumi.output("sg-1"),
      };
      return new ServiceRoute("orders", {
        service,
        vpcId: "vpc-1",
        zoneName: "dev.example.com",
        loadBalancer,
        serverAddresses: [],
        after: [],
        alarmTopics: { critical: topic, warning: topic },
        tags: {},
      });
    });
    const rules = redirects.map(({ name }) => recording.get(`orders-redirect-${name}`).inputs);
    assert.deepEqual(
      rules.map(({ actions }) => (actions as { redirect: unknown }[])[0]?.redirect),
      [
        { protocol: "HTTPS", port: "443", statusCode: "HTTP_302", host: "orders.dev.example.com" },
        {
          protocol: "HTTPS",
          port: "443",
          statusCode: "HTTP_301",
          path: "/old/#{path}",
          query: "a=1",
        },
        { protocol: "HTTPS", port: "443", statusCode: "HTTP_302", host: "help.example.com" },
      ],
    );
    assert.deepEqual(rules[0]?.["conditions"], [
      { hostHeader: { values: ["sales.dev.example.com"] } },
    ]);
    assert.deepEqual(rules[1]?.["conditions"], [
      { hostHeader: { values: ["orders.dev.example.com"] } },
      { pathPattern: { values: ["/v1/*"] } },
    ]);
    assert.deepEqual(
      rules.map(({ priority }) => priority),
      redirectRoutes(service).map(listenerPriority),
    );
    assert.equal(rules[2]?.["priority"], 3);
  });

  it("have their names in the zone, and priorities that no other stack has", () => {
    assert.deepEqual(answeredHosts(service), ["orders", "sales"]);
    const own = neighbourOf(service, "prod", undefined);
    assert.equal(own.redirectPriorities?.length, 3);
    const other = neighbourOf(aService({ name: "stock", hosts: ["stock"], priority: 3 }), "b", "");
    const room = { rules: 100, targetGroups: 100 };
    assert.deepEqual(neighbourProblems([own], [{ ...other, hostPort: undefined }], room), [
      "service orders: its listener rule's priority 3 is that of service stock of stack b; write another `priority` here, such as 4",
    ]);
    assert.match(
      neighbourProblems([own], [], { rules: 3, targetGroups: 9 }).join(),
      /need 4 rules and 1 target groups/,
    );
  });
});
