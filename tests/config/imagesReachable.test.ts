import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

/** What is reported about one service of a stack without NAT gateways. */
function problems(service: object, natGateways = "none"): readonly string[] {
  const stack = goodStack();
  const dockerHub = {
    credentialsSecretArn:
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf",
  };
  return problemsOf({
    ...stack,
    network: { ...stack.network, natGateways },
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 } } },
    registry: { repositories: ["worker"], dockerHub },
    services: [
      {
        name: "worker",
        placement: "cloud",
        dataClassification: "internal",
        cpu: 256,
        memory: 512,
        ...service,
      },
    ],
  });
}

describe("images without NAT gateways", () => {
  it("can't come from registries that have no VPC endpoint", () => {
    const from = {
      "public.ecr.aws/nginx/nginx:1.29.4": "ECR Public",
      "docker.io/library/httpd:2.4.66": "Docker Hub",
      "library/httpd:2.4.66": "Docker Hub",
      "ghcr.io/example/worker:1.2.3": "GitHub's registry",
    };
    for (const [image, registry] of Object.entries(from)) {
      assert.deepEqual(problems({ image }), [
        `landbridge:services[0].image: "${image}" is in ${registry}, which has no VPC endpoint, and landbridge:network.natGateways none leaves no other way there; push the image into a repository of landbridge:registry (imageFrom: repository), or have NAT gateways`,
      ]);
      assert.deepEqual(problems({ image }, "single"), []);
    }
  });

  it("can't come from Docker Hub by ECR's cache, whose first pull needs a way out", () => {
    const cached = { image: "library/httpd:2.4.66", imageFrom: "docker-hub-cache" };
    assert.match(
      problems(cached).join(),
      /\[0\]\.imageFrom: "docker-hub-cache" pulls from Docker Hub/,
    );
    assert.deepEqual(problems(cached, "single"), []);
  });

  it("come from repositories in ECR, and from the company's own registry", () => {
    assert.deepEqual(problems({ image: "worker:1.4.2", imageFrom: "repository" }), []);
    const ecr = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/worker:1.4.2";
    assert.deepEqual(problems({ image: ecr }), []);
    assert.deepEqual(problems({ image: "registry.corp.example.com:5000/worker:1.4.2" }), []);
  });
});
