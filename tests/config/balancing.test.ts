import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

function service(changes: Section = {}): Section {
  return {
    name: "orders",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    port: 8080,
    hosts: ["orders"],
    healthCheck: { path: "/healthz" },
    ...changes,
  };
}

function says(...services: Section[]): readonly string[] {
  const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
  const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 40 };
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const devices = ["10", "11"].map((end) => ({ name: `r-${end}`, ipAddress: `203.0.113.${end}` }));
  const stack = goodStack();
  const lines = problemsOf({
    ...stack,
    onPremises: { ...stack.onPremises, sites: [{ name: "dublin", servers }] },
    cluster: { capacity: { general } },
    loadBalancer: { certificateArn },
    dns: { zoneName: "test.example.com" },
    connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices } },
    services,
  });
  return lines.map((line) => line.replace("landbridge:services", ""));
}

const bursting = {
  placement: "both",
  burst: true,
  site: "dublin",
  hostPort: 18080,
  imageArchitectures: ["arm64", "x86_64"],
  replicas: { cloud: 1, onPrem: 2 },
  autoscaling: { maxReplicas: 10, requestsPerTarget: 600 },
};

describe("What the load balancer does for a service, in the configuration", () => {
  it("is good in all its words", () => {
    const conditions = {
      httpHeaders: [{ httpHeaderName: "X-Client", values: ["partner-*"] }],
      httpRequestMethods: ["GET"],
      queryStrings: [{ key: "version", value: "2" }, { value: "beta" }],
    };
    const stickiness = { type: "app_cookie", cookieName: "SESSION" };
    assert.deepEqual(says(service({ conditions, stickiness, slowStartInSeconds: 60 })), []);
    assert.deepEqual(says(service({ ...bursting, stickiness: {} })), []);
    const grpc = { protocolVersion: "GRPC", protocol: "HTTPS", port: 8443 };
    assert.deepEqual(says(service({ ...grpc, healthCheck: { path: "/a.B/c", matcher: "0" } })), []);
    assert.deepEqual(says(service({ protocolVersion: "HTTP2" })), []);
  });

  it("needs hosts", () => {
    const worker = { hosts: [], healthCheck: undefined };
    assert.deepEqual(says(service({ ...worker, stickiness: {}, slowStartInSeconds: 30 })), [
      "[0].stickiness: has no meaning without hosts: it is what the load balancer does",
      "[0].slowStartInSeconds: has no meaning without hosts: it is what the load balancer does",
    ]);
  });

  it("starts targets slowly by round robin only", () => {
    const slow = { slowStartInSeconds: 60 };
    assert.deepEqual(
      says(service({ ...slow, loadBalancingAlgorithm: "least_outstanding_requests" })),
      [
        "[0].slowStartInSeconds: 60 does not go with least_outstanding_requests: AWS does not take both; remove one of them",
      ],
    );
    assert.deepEqual(
      says(service({ ...slow, ...bursting, loadBalancingAlgorithm: "round_robin" })),
      [
        '[0].loadBalancingAlgorithm: "round_robin" does not go with burst: true, which shares requests by least_outstanding_requests; remove it',
        "[0].slowStartInSeconds: 60 does not go with least_outstanding_requests, by which a service bursts: AWS does not take both; remove one of them",
      ],
    );
    assert.match(says(service({ slowStartInSeconds: 20 }))[0] ?? "", /20 is too small/);
  });

  it("goes by a cookie that is somebody's", () => {
    assert.deepEqual(says(service({ stickiness: { type: "app_cookie" } })), [
      "[0].stickiness.cookieName: is missing; app_cookie goes by a cookie of the application's, which it names",
    ]);
    assert.deepEqual(says(service({ stickiness: { cookieName: "SESSION" } })), [
      '[0].stickiness.cookieName: "SESSION" has no meaning for lb_cookie, which is the load balancer\'s; write type: app_cookie, or remove it',
    ]);
    const reserved = { type: "app_cookie", cookieName: "AWSALBAPP-0" };
    assert.match(says(service({ stickiness: reserved }))[0] ?? "", /are the load balancer's/);
  });

  it("checks health by the codes of the protocol", () => {
    const check = (protocolVersion: string, matcher?: string) =>
      says(
        service({ protocolVersion, healthCheck: { path: "/a.B/c", ...(matcher && { matcher }) } }),
      );
    assert.deepEqual(check("GRPC"), [
      '[0].healthCheck.matcher: "200-299" is of HTTP\'s codes, and a gRPC container answers with gRPC\'s: write "0" for OK, or "0-99" for any answer',
    ]);
    assert.deepEqual(check("HTTP2", "0"), [
      "[0].healthCheck.matcher: \"0\" is of gRPC's codes, and the container speaks HTTP2; write HTTP's (200-299)",
    ]);
    assert.match(check("GRPC", "0-100")[0] ?? "", /nor of gRPC's from 0 to 99/);
  });

  it("lets two services have the same host and path where conditions tell them apart", () => {
    const conditions = { httpHeaders: [{ httpHeaderName: "X-Client", values: ["partner"] }] };
    const partner = service({ name: "partner", conditions });
    assert.deepEqual(says(service(), partner), []);
    const [twice] = says(service(), partner, service({ name: "other", conditions }));
    assert.match(
      twice ?? "",
      /^\[2\]\.hosts: are those of landbridge:services\[1\] \(partner\)|\[1\] \(partner\)/,
    );
    assert.match(
      says(service(), { ...partner, priority: 50000 })[0] ?? "",
      /^\[1\]\.priority: leaves \/\* to .*asked first/,
    );
  });

  it("counts the values of conditions with hosts and paths", () => {
    const values = ["a", "b", "c", "d"];
    const conditions = { httpHeaders: [{ httpHeaderName: "X-Client", values }] };
    assert.deepEqual(says(service({ paths: ["/api/*"], conditions })), [
      "[0].paths: with hosts and conditions makes 6 conditions; a listener rule takes 5 at most",
    ]);
    const host = { httpHeaders: [{ httpHeaderName: "Host", values: ["x"] }] };
    assert.match(says(service({ conditions: host }))[0] ?? "", /not Host: that is hosts/);
  });
});
