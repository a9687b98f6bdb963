import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const image = "public.ecr.aws/nginx/nginx:1.29.4";
const service = {
  name: "till",
  placement: "on-prem",
  dataClassification: "internal",
  image,
  site: "lab",
  port: 8080,
  hostPort: 18080,
};
const proxy = { name: "proxy", image, cpu: 64, memory: 32, port: 9000 };

function problems(changes: Section, stack: Section = {}): readonly string[] {
  const servers = [{ name: "lab-1", address: "10.100.1.1" }];
  return problemsOf({
    ...goodStack(),
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 1, maxSize: 9 } } },
    onPremises: { cidrs: ["10.100.0.0/16"], sites: [{ name: "lab", servers }] },
    connectivity: {
      mode: "vpn",
      customerSideAsn: 65010,
      vpn: { devices: [{ name: "router-1", ipAddress: "203.0.113.10" }] },
    },
    fileSystems: [{ name: "uploads", dataClassification: "internal" }],
    services: [{ ...service, replicas: { onPrem: 1 }, ...changes }],
    ...stack,
  }).map((line) => line.replace("landbridge:services[0].", ""));
}

/** What external instances can't do, and what is said instead. */
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
const limits: readonly [string, Section, string][] = [
  [
    "EFS volumes",
    { fileSystems: [{ name: "uploads", path: "/uploads" }] },
    "fileSystems: is for placement cloud, and the service is on-prem: ECS Anywhere does not support EFS volumes. Use volumes instead, with a share of landbridge:fileShares that both sides mount by NFS",
  ],
  [
    "a port of its own for each task",
    { hostPort: undefined },
    "hostPort: is missing; on premises a service's port is reached by a fixed port of the servers",
  ],
  [
    "two tasks at one port of a server",
    { replicas: { onPrem: 2 } },
    "replicas.onPrem: 2 tasks need a server each, as their host port is fixed; site lab has 1",
  ],
  [
    "localhost between containers (awsvpc)",
    { sidecars: [proxy], environment: { PROXY: "http://localhost:9000" } },
    'environment.PROXY: "http://localhost:9000" is the service\'s container itself on premises: external instances have no awsvpc, in which containers share localhost. Read the host from PROXY_SIDECAR_HOST, which is right on both sides',
  ],
  [
    "a sidecar that is reached and waits (awsvpc)",
    { sidecars: [{ ...proxy, dependsOn: [{ containerName: "till", condition: "START" }] }] },
    "sidecars[0].dependsOn: waits for till, which reaches proxy at its port: on premises that is a link of Docker's, for which proxy has to be there first, as external instances have no awsvpc. Take port or dependsOn out, or run the service in AWS only",
  ],
  [
    "GPUs that its servers have not said to have",
    { gpus: 1 },
    "gpus: 1 needs servers with GPUs, and site lab of landbridge:onPremises.sites does not say gpu: true; say it there, or run the service elsewhere",
  ],
  [
    "a place without a site",
    { site: undefined },
    "site: is missing; a service on premises runs at a site (lab)",
  ],
];

describe("What external instances can't do", () => {
  it("is not in the way of a service that asks for none of it", () => {
    assert.deepEqual(problems({}), []);
  });

  for (const [what, changes, problem] of limits) {
    it(`is said of ${what}`, () => {
      assert.deepEqual(problems(changes), [problem]);
    });
  }

  it("is no error for what only the other side of a service needs", () => {
    const inAws = {
      autoscaling: { maxReplicas: 4, cpuUtilization: 60 },
      capacityClass: "general",
      serviceConnect: true,
      placementStrategy: "spread",
    };
    assert.deepEqual(problems(inAws), []);
  });
});
