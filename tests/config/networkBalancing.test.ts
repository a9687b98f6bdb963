import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";

function broker(changes: Section = {}): Section {
  return {
    name: "broker",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/docker/library/rabbitmq:4.1.1",
    imageArchitectures: ["arm64", "x86_64"],
    cpu: 256,
    memory: 512,
    port: 5672,
    protocol: "TCP",
    hosts: ["broker"],
    ...changes,
  };
}

const web: Section = { ...broker(), name: "web", protocol: "HTTP", healthCheck: { path: "/" } };

function says(services: Section[], loadBalancer: Section = { certificateArn }): string[] {
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const devices = ["10", "11"].map((end) => ({ name: `r-${end}`, ipAddress: `203.0.113.${end}` }));
  const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 200 };
  const stack = goodStack();
  const lines = problemsOf({
    ...stack,
    onPremises: { ...stack.onPremises, sites: [{ name: "dublin", servers }] },
    cluster: { capacity: { general } },
    loadBalancer,
    dns: { zoneName: "test.example.com" },
    connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices } },
    services,
  });
  return lines.map((line) => line.replace("landbridge:services", ""));
}

describe("Services of TCP and TLS, in the configuration", () => {
  it("are good with little, on either side and on both, and TCP without a certificate", () => {
    const there = { placement: "on-prem", site: "dublin", hostPort: 15672 };
    assert.deepEqual(says([broker()], {}), []);
    assert.deepEqual(says([broker(there)], {}), []);
    const both = { ...there, placement: "both", traffic: { cloud: 10, onPrem: 90 } };
    assert.deepEqual(says([broker(both)], {}), []);
    const all = { listenerProtocol: "TLS", listenerPort: 5671, proxyProtocol: true };
    assert.deepEqual(says([broker({ ...all, healthCheck: { path: "/healthz" } })]), []);
    assert.deepEqual(says([broker({ protocol: "TLS" })]), []);
  });

  it("have nothing that is about requests", () => {
    const requests = {
      paths: ["/api/*"],
      conditions: { httpRequestMethods: ["GET"] },
      stickiness: {},
      loadBalancingAlgorithm: "round_robin",
      slowStartInSeconds: 30,
      priority: 7,
      loadBalancer: 2,
      protocolVersion: "HTTP2",
      burst: true,
      autoscaling: { maxReplicas: 4, requestsPerTarget: 100 },
    };
    const lines = says([broker(requests)]);
    const keys = lines.map((line) => line.split(":")[0]?.replace("[0].", ""));
    const { autoscaling, ...others } = requests;
    assert.ok(autoscaling);
    const expected = [...Object.keys(others), "autoscaling.requestsPerTarget"];
    assert.deepEqual([...keys].sort(), expected.sort());
    assert.match(lines.join("\n"), /\[0\]\.priority: has no meaning for protocol TCP: it is about/);
  });

  it("alone have listeners, and HTTP alone has to have a path", () => {
    assert.deepEqual(says([{ ...web, listenerPort: 80, healthCheck: { matcher: "200" } }]), [
      "[0].listenerPort: has no meaning for protocol HTTP: it is of connections; remove it, or write protocol: TCP",
      "[0].healthCheck.path: is missing; the load balancer asks for it by HTTP",
    ]);
    assert.deepEqual(says([broker({ hosts: [], proxyProtocol: true })]), [
      "[0].proxyProtocol: has no meaning without hosts: it is what the load balancer does",
    ]);
  });

  it("speak TLS by a certificate, and to containers from listeners of TLS only", () => {
    assert.match(says([broker({ protocol: "TLS" })], {}).join(), /\[0\]\.protocol: TLS needs a/);
    assert.match(
      says([broker({ listenerProtocol: "TLS" })], {}).join(),
      /\[0\]\.listenerProtocol: TLS needs a certificate/,
    );
    assert.match(
      says([broker({ protocol: "TLS", listenerProtocol: "TCP" })]).join(),
      /listenerProtocol: TCP does not go with protocol TLS/,
    );
  });

  it("have a port each, and no host of HTTP", () => {
    const other = broker({ name: "other", hosts: ["other"] });
    assert.deepEqual(says([broker(), other]), [
      "[1].listenerPort: 5672 is that of landbridge:services[0] (broker) on the network load balancer; choose another listenerPort",
    ]);
    assert.deepEqual(says([broker(), { ...other, listenerPort: 5673 }]), []);
    assert.match(
      says([broker(), { ...web, hosts: ["broker"] }]).join(),
      /\[0\]\.hosts\[0\]: "broker" is a host of .*\(web\), which speaks HTTP/,
    );
  });

  it("are as many as a network load balancer takes", () => {
    const many = (count: number, changes: Section = {}) =>
      Array.from({ length: count }, (_, i) =>
        broker({ name: `b-${i}`, hosts: [`b-${i}`], listenerPort: 7000 + i, ...changes }),
      );
    const few = { replicas: { cloud: 1 } };
    assert.deepEqual(says(many(50, few)), []);
    assert.match(says(many(51, few)).join(), /are 51; a network load balancer has 50 listeners/);
    assert.match(
      says(many(26, { replicas: { cloud: 10 } })).join(),
      /have 520 targets; a network load balancer whose zones share them has 500/,
    );
  });

  it("leave rotation before they stop, also where nothing is said of their checks", () => {
    const there = { placement: "on-prem", site: "dublin", hostPort: 15672 };
    assert.match(
      says([broker({ ...there, stopTimeoutInSeconds: 30 })]).join(),
      /stopTimeoutInSeconds: 30 is less than the 35 seconds/,
    );
  });
});
