import * as assert from "node:assert/strict";
import fc from "fast-check";
import {
  failoverTerms,
  linkMetric,
  tunnelMetric,
} from "../../../components/connectivity/alarmPlan";

const links = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    linkMetric({
      name: `link-${index}`,
      location: "EqDB2",
      connectionId: `dxcon-${index}`,
      portIds: [],
      virtualInterfaceId: `dxvif-${index}`,
    }),
  );
const tunnels = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    tunnelMetric({
      name: `tunnel-${index}`,
      vpnConnectionId: `vpn-${index}`,
      outsideAddress: `198.51.100.${index}`,
    }),
  );

describe("the metric for running on the failover path", () => {
  it("is 1 exactly while no link works and a tunnel does", () => {
    const terms = failoverTerms(links(2), tunnels(2));
    assert.equal(
      terms.at(-1)?.expression,
      "IF(MAX([FILL(link1, 0), FILL(link2, 0)]) < 1 AND MAX([FILL(tunnel1, 0), FILL(tunnel2, 0)]) > 0, 1, 0)",
    );
  });

  it("names every path once, with ids that CloudWatch takes, and fits into an alarm", () => {
    const many = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(many, fc.integer({ min: 2, max: 6 }), (l, t) => {
        const terms = failoverTerms(links(l), tunnels(t));
        const ids = terms.map(({ id }) => id);
        assert.equal(new Set(ids).size, l + t + 1);
        assert.ok(ids.every((id) => /^[a-z][a-zA-Z0-9_]*$/.test(id)));
        assert.ok(l + t <= 10, "CloudWatch takes ten metrics in an alarm's expression");
        const { expression = "" } = terms.at(-1) ?? {};
        for (const id of ids.slice(0, -1)) assert.ok(expression.includes(`FILL(${id}, 0)`));
      }),
    );
  });

  it("watches BGP of the IPv4 session over each link", () => {
    assert.deepEqual(links(1)[0]?.dimensions, {
      ConnectionId: "dxcon-0",
      VirtualInterfaceId: "dxvif-0",
      IpAddressFamily: "ipv4",
    });
  });
});
