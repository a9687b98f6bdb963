import * as assert from "node:assert/strict";
import { followedJobs, followedServices } from "../../config/recovery/followedServices";

const volumes = [
  { share: "reports", path: "/reports" },
  { share: "scans", path: "/scans" },
];
const primary = {
  services: [
    { name: "orders", placement: "cloud", reaches: [{ service: "people" }, { service: "stock" }] },
    { name: "stock", placement: "both", traffic: { cloud: 20, onPrem: 80 }, volumes },
    {
      name: "prices",
      placement: "both",
      burst: true,
      reaches: [{ cidr: "10.100.8.0/24", port: 1 }],
    },
    { name: "people", placement: "on-prem" },
    ...["busy", "small"].map((name) => ({
      name,
      placement: "both",
      replicas: { cloud: 1, onPrem: 3 },
      autoscaling: { maxReplicas: name === "busy" ? 20 : 2 },
    })),
  ],
  fileGateways: [
    { name: "dc1", host: "on-premises" },
    { name: "vpc", host: "ec2" },
  ],
  fileShares: [
    { name: "reports", gateway: "dc1" },
    { name: "scans", gateway: "vpc" },
  ],
};

const regions = { from: "eu-west-1", to: "eu-central-1" };

describe("The services of a stack that follows another", () => {
  const followed = followedServices(primary, {}, regions) as Record<string, unknown>[];
  const called = (name: string) => followed.find((service) => service["name"] === name);

  it("are those that have an AWS side, and that side of them", () => {
    assert.deepEqual(
      followed.map(({ name, placement, burst, traffic }) => [name, placement, burst, traffic]),
      ["orders", "stock", "prices", "busy", "small"].map((name) => [
        name,
        "cloud",
        false,
        undefined,
      ]),
    );
  });

  it("carry what both sides carried, as far as autoscaling may go", () => {
    assert.deepEqual(called("busy")?.["replicas"], { cloud: 4, onPrem: 3 });
    assert.deepEqual(called("small")?.["replicas"], { cloud: 2, onPrem: 3 });
  });

  it("reach each other and networks, but no service that only the primary's servers run", () => {
    assert.deepEqual(called("orders")?.["reaches"], [{ service: "stock" }]);
    assert.deepEqual(called("prices")?.["reaches"], [{ cidr: "10.100.8.0/24", port: 1 }]);
  });

  it("name what they use in their own Region, and leave other Regions' as they are", () => {
    const arn = (service: string, region: string) => `arn:aws:${service}:${region}:123456789012:it`;
    const service = (region: string) => ({
      name: "orders",
      secrets: { KEY: arn("secretsmanager", region), ELSEWHERE: arn("ssm", "us-east-1") },
      repositoryCredentials: arn("secretsmanager", region),
      taskRoleStatements: [
        { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::eu-west-1", arn("sqs", region)] },
      ],
    });
    const [orders] = followedServices({ services: [service(regions.from)] }, {}, regions) as Record<
      string,
      unknown
    >[];
    const { secrets, repositoryCredentials, taskRoleStatements } = service(regions.to);
    assert.deepEqual(orders?.["secrets"], secrets);
    assert.deepEqual(orders["repositoryCredentials"], repositoryCredentials);
    assert.deepEqual(orders["taskRoleStatements"], taskRoleStatements);
  });

  it("mount what has a gateway in their own Region", () => {
    assert.deepEqual(called("stock")?.["volumes"], [volumes[1]]);
    const appliance = { address: "10.100.20.11" };
    const fileGateways = [{ name: "dc1", host: "on-premises", appliance }, primary.fileGateways[1]];
    const [, stock] = followedServices(primary, { fileGateways }, regions) as Record<
      string,
      unknown
    >[];
    assert.deepEqual(stock?.["volumes"], volumes);
  });
});

describe("The jobs of a stack that follows another", () => {
  it("are those in AWS, with what is there in its own Region", () => {
    const arn = (region: string) => `arn:aws:secretsmanager:${region}:123456789012:secret:it`;
    const job = {
      name: "report",
      placement: "cloud",
      secrets: { KEY: arn(regions.from) },
      reaches: [{ service: "orders" }, { service: "people" }],
      volumes,
    };
    const jobs = [job, { ...job, name: "stock-check", placement: "on-prem" }];
    assert.deepEqual(followedJobs({ ...primary, jobs }, {}, regions), [
      {
        ...job,
        secrets: { KEY: arn(regions.to) },
        reaches: [{ service: "orders" }],
        volumes: [volumes[1]],
      },
    ]);
    assert.deepEqual(followedJobs(primary, {}, regions), []);
  });
});
