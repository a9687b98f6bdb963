import * as assert from "node:assert/strict";
import { serviceStackRules } from "../../config/serviceStack/rules";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const openIdConnect = {
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/oauth2/authorize",
  tokenEndpoint: "https://login.example.com/oauth2/token",
  userInfoEndpoint: "https://login.example.com/oauth2/userinfo",
  clientId: "landbridge",
  clientSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-AbCdEf",
};

function says(changes: Section = {}, provider: Section | null = openIdConnect): string[] {
  const service = {
    name: "orders",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    imageArchitectures: ["arm64", "x86_64"],
    port: 8080,
    hosts: ["orders"],
    healthCheck: { path: "/healthz" },
    site: "dublin",
    hostPort: 18080,
    login: "authenticate",
    ...changes,
  };
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const devices = ["10", "11"].map((end) => ({ name: `r-${end}`, ipAddress: `203.0.113.${end}` }));
  const stack = goodStack();
  const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
  const lines = problemsOf({
    ...stack,
    onPremises: { ...stack.onPremises, sites: [{ name: "dublin", servers }] },
    cluster: {
      capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 40 } },
    },
    loadBalancer: { certificateArn, ...(provider && { openIdConnect: provider }) },
    dns: { zoneName: "test.example.com" },
    connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices } },
    services: [service],
  });
  return lines.map((line) => line.replace("landbridge:services[0].", ""));
}

describe("Login at the load balancer, in the configuration", () => {
  it("is a word of the service, wherever it runs, and a provider of the load balancer", () => {
    for (const login of ["authenticate", "deny", "allow"]) assert.deepEqual(says({ login }), []);
    assert.deepEqual(says({ placement: "on-prem" }), []);
    const all = { scope: "openid email", sessionTimeoutInSeconds: 3600, cidrs: ["0.0.0.0/0"] };
    assert.deepEqual(says({}, { ...openIdConnect, ...all }), []);
    assert.deepEqual(says({ login: undefined }), []);
  });

  it("needs hosts, HTTP and a provider", () => {
    assert.deepEqual(says({}, null), [
      'login: "authenticate" needs an identity provider: landbridge:loadBalancer has no openIdConnect',
    ]);
    const worker = { port: undefined, hosts: [], healthCheck: undefined };
    assert.match(says(worker).join(), /login: "authenticate" needs hosts and HTTP/);
    assert.match(says({ protocol: "TCP" }).join(), /login: "authenticate" needs hosts and HTTP/);
  });

  it("does not go with what writes the rule of the service", () => {
    const both = { placement: "both", failover: "cloud" };
    assert.match(says(both).join(), /login: "authenticate" and failover exclude each other/);
    const deployment = { strategy: "CANARY" };
    assert.match(says({ deployment }).join(), /login: "authenticate" does not go with CANARY/);
    assert.deepEqual(says({ deployment, placement: "on-prem" }), []);
  });

  it("is for services of the platform's own stack", () => {
    const says = (login?: "deny") =>
      serviceStackRules.flatMap(({ check }) => check({ services: [{ name: "orders", login }] }));
    assert.deepEqual(
      says("deny").map(({ path, text }) => `${path.join(".")}: ${text}`),
      [
        `services.0.login: "deny" is for services of the platform's own stack, which reads the client secret; leave the service there`,
      ],
    );
    assert.deepEqual(says(), []);
  });

  it("has endpoints of HTTPS, and a secret of the stack's Region", () => {
    const plain = { ...openIdConnect, tokenEndpoint: "http://login.example.com/token" };
    assert.match(
      says({}, plain).join(),
      /openIdConnect\.tokenEndpoint: .* is not a whole URL of HTTPS/,
    );
    const scope = { ...openIdConnect, scope: "email" };
    assert.match(says({}, scope).join(), /openIdConnect\.scope: "email" has no openid/);
    const clientSecretArn = openIdConnect.clientSecretArn.replace("eu-west-1", "us-east-1");
    assert.match(
      says({}, { ...openIdConnect, clientSecretArn }).join(),
      /openIdConnect\.clientSecretArn: .* is in us-east-1, and the stack in eu-west-1/,
    );
  });
});
