import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const orders = {
  name: "orders",
  placement: "on-prem",
  dataClassification: "internal",
  image: "public.ecr.aws/nginx/nginx:1.29.4",
  port: 8080,
  hosts: ["orders"],
  healthCheck: { path: "/healthz" },
  replicas: { onPrem: 1 },
  site: "dublin",
  hostPort: 18080,
};

function says(redirects: readonly Section[], changes: Section = {}, others: Section[] = []) {
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const devices = ["10", "11"].map((end) => ({ name: `r-${end}`, ipAddress: `203.0.113.${end}` }));
  const stack = goodStack();
  const lines = problemsOf({
    ...stack,
    onPremises: { ...stack.onPremises, sites: [{ name: "dublin", servers }] },
    loadBalancer: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a" },
    dns: { zoneName: "test.example.com" },
    connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices } },
    services: [{ ...orders, redirects, ...changes }, ...others],
  });
  return lines.map((line) => line.replace("landbridge:services[0].", ""));
}

describe("Redirects of a service, in the configuration", () => {
  it("lead from old names and paths to others", () => {
    const all = [
      { name: "old-name", hosts: ["sales"], host: "orders" },
      { name: "elsewhere", paths: ["/help/*"], host: "help.example.com", path: "/" },
      { name: "v1", paths: ["/v1/*"], path: "/legacy/#{path}", query: "#{query}&old=1" },
      { name: "root", paths: ["/"], path: "/start", statusCode: "HTTP_301", priority: 7 },
    ];
    assert.deepEqual(says(all), []);
  });

  it("don't lead to themselves", () => {
    const loops = [
      { name: "a", host: "orders" },
      { name: "b", paths: ["/*"], path: "/v2/#{path}" },
      { name: "c", paths: ["/v1/*"], path: "/v1/start" },
      { name: "d", paths: ["/a"], query: "b=1" },
    ];
    for (const loop of loops) {
      assert.match(says([loop]).join(), /redirects\[0\]: leads to what it takes itself/, loop.name);
    }
    assert.deepEqual(says([{ name: "e", paths: ["/a"] }]), [
      "redirects[0]: leads nowhere else: say host, path or query",
    ]);
  });

  it("have names and rules of their own", () => {
    const old = { name: "old", hosts: ["sales"], host: "orders" };
    const twice = says([old, { ...old, hosts: ["shop"] }]);
    assert.deepEqual(twice, ['redirects[1].name: "old" is a redirect of the service already']);
    const many = { ...old, hosts: ["a", "b", "c"], paths: ["/a", "/b", "/c"] };
    assert.match(says([many]).join(), /redirects\[0\]\.paths: with hosts makes 6 conditions/);
    const sales = { ...orders, name: "sales", hosts: ["sales"], hostPort: 18081 };
    assert.match(
      says([old], {}, [sales]).join(),
      /hosts: are those of redirects\[0\] \(orders\/old\) at host sales/,
    );
    const pinned = { ...sales, hosts: ["shop"], priority: 7 };
    assert.match(
      says([{ ...old, priority: 7 }], {}, [pinned]).join(),
      /priority: 7 is the priority of redirects\[0\] \(orders\/old\)/,
    );
  });

  it("are of services that the load balancer answers for", () => {
    const worker = { port: undefined, hosts: [], healthCheck: undefined, hostPort: undefined };
    assert.match(says([{ name: "a", host: "b" }], worker).join(), /redirects: have no meaning/);
    assert.match(says([{ name: "a", path: "b" }]).join(), /is not a path \(such as/);
  });
});
