import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";

function says(mutualAuthentication: Section, changes: Section = {}): string[] {
  const stack = goodStack();
  const loadBalancer = { certificateArn, mutualAuthentication, ...changes };
  const lines = problemsOf({ ...stack, loadBalancer });
  return lines.map((line) => line.replace("landbridge:loadBalancer.", ""));
}

const trustStore = (region: string) =>
  `arn:aws:elasticloadbalancing:${region}:123456789012:truststore/company/20cfe21448b66314`;

describe("Mutual TLS of the load balancer, in the configuration", () => {
  const verify = { mode: "verify", trustStoreArn: trustStore("eu-west-1") };

  it("goes by a trust store, or passes certificates through", () => {
    const all = { ignoreClientCertificateExpiry: true, advertiseTrustStoreCaNames: true };
    assert.deepEqual(says({ ...verify, ...all, loadBalancers: [1] }), []);
    assert.deepEqual(says({ mode: "passthrough" }), []);
  });

  it("says what is missing, and what has no meaning", () => {
    assert.match(
      says({ mode: "verify" }).join(),
      /^mutualAuthentication\.trustStoreArn: is missing/,
    );
    assert.match(
      says({ ...verify, mode: "passthrough" }).join(),
      /^mutualAuthentication\.trustStoreArn: has no meaning for passthrough/,
    );
    assert.match(
      says({ ...verify, trustStoreArn: certificateArn }).join(),
      /is not an ARN of elasticloadbalancing/,
    );
    assert.match(
      says(verify, { certificateArn: undefined }).join(),
      /mutualAuthentication: needs HTTPS: .* says no certificate of its own/,
    );
  });

  it("is of the stack's Region, and of load balancers that services say", () => {
    assert.match(
      says({ ...verify, trustStoreArn: trustStore("us-east-1") }).join(),
      /trustStoreArn: "arn:.*" is in us-east-1, and the stack in /,
    );
    assert.match(
      says({ ...verify, loadBalancers: [1, 3] }).join(),
      /mutualAuthentication\.loadBalancers: 3 is no load balancer that a service says \(services\[\]\.loadBalancer: 1\)/,
    );
  });
});
