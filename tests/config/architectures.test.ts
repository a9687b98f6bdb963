import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

/** A stack whose class has one processor and whose site has the other, with one service. */
function stackOf(service: Section, siteArchitecture?: string): object {
  const stack = goodStack();
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const sites = [{ name: "dublin", servers, architecture: siteArchitecture }];
  return {
    ...stack,
    onPremises: { ...stack.onPremises, sites },
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 } } },
    services: [
      {
        name: "mailer",
        dataClassification: "internal",
        image: "registry.corp.example.com/mailer:1.4.2",
        cpu: 256,
        memory: 512,
        site: "dublin",
        replicas: { cloud: 1, onPrem: 1 },
        ...service,
      },
    ],
  };
}

describe("processors of a service's sides", () => {
  it("that differ ask for an image that is said to be built for both", () => {
    assert.deepEqual(problemsOf(stackOf({ placement: "both" })), [
      "landbridge:services[0].imageArchitectures: is missing; capacity class general has arm64, site dublin has x86_64: build the image for both (docker buildx build --platform linux/amd64,linux/arm64) and write imageArchitectures: [arm64, x86_64]",
    ]);
    const said = { placement: "both", imageArchitectures: ["x86_64", "arm64"] };
    assert.deepEqual(problemsOf(stackOf(said)), []);
  });

  it("that are the same ask for nothing", () => {
    assert.deepEqual(problemsOf(stackOf({ placement: "both" }, "arm64")), []);
  });

  it("must be among those that the image is built for, on the sides where it runs", () => {
    const built = (placement: string) => stackOf({ placement, imageArchitectures: ["x86_64"] });
    const cloudProblem =
      "landbridge:services[0].imageArchitectures: has no arm64, which capacity class general runs; build the image for it as well, or place the service elsewhere";
    assert.deepEqual(problemsOf(built("both")), [cloudProblem]);
    assert.deepEqual(problemsOf(built("cloud")), [cloudProblem]);
    assert.deepEqual(problemsOf(built("on-prem")), []);
    const arm = stackOf({ placement: "on-prem", imageArchitectures: ["arm64"] });
    assert.deepEqual(problemsOf(arm), [
      "landbridge:services[0].imageArchitectures: has no x86_64, which site dublin runs; build the image for it as well, or place the service elsewhere",
    ]);
  });
});
