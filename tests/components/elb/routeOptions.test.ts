import * as assert from "node:assert/strict";
import {
  routeConditions,
  sideStickiness,
  targetGroupOptions,
} from "../../../components/elb/routeOptions";
import { aService } from "../../support/service";

describe("What the load balancer does for a service", () => {
  it("is AWS's own, where nothing is said", () => {
    const service = aService();
    assert.deepEqual(targetGroupOptions(service), {});
    assert.deepEqual(sideStickiness(service, 2), {});
    assert.equal(routeConditions(service, "example.com").length, 1);
  });

  it("has conditions in the rule's words", () => {
    const conditions = {
      httpHeaders: [
        { httpHeaderName: "X-Client", values: ["partner-*"] },
        { httpHeaderName: "X-Test", values: ["1"] },
      ],
      httpRequestMethods: ["GET", "HEAD"],
      queryStrings: [{ key: "version", value: "2" }, { value: "beta" }],
    };
    const [, ...rest] = routeConditions(aService({ paths: ["/api/*"], conditions }), "example.com");
    assert.deepEqual(rest, [
      { pathPattern: { values: ["/api/*"] } },
      { httpHeader: { httpHeaderName: "X-Client", values: ["partner-*"] } },
      { httpHeader: { httpHeaderName: "X-Test", values: ["1"] } },
      { httpRequestMethod: { values: ["GET", "HEAD"] } },
      { queryStrings: [{ value: "2", key: "version" }, { value: "beta" }] },
    ]);
  });

  it("keeps a client at its target, and at its side where there are two", () => {
    const stickiness = {
      type: "app_cookie" as const,
      cookieName: "SESSION",
      durationInSeconds: 600,
    };
    const service = aService({ stickiness });
    assert.deepEqual(targetGroupOptions(service).stickiness, {
      enabled: true,
      type: "app_cookie",
      cookieName: "SESSION",
      cookieDuration: 600,
    });
    assert.deepEqual(sideStickiness(service, 1), {});
    assert.deepEqual(sideStickiness(service, 2), { stickiness: { enabled: true, duration: 600 } });
  });

  it("speaks the container's version of HTTP, and lets targets start slowly", () => {
    const service = aService({ protocolVersion: "GRPC", slowStartInSeconds: 90 });
    assert.deepEqual(targetGroupOptions(service), { protocolVersion: "GRPC", slowStart: 90 });
  });
});
