import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

const uploads = { name: "uploads", dataClassification: "internal" };
const service = {
  name: "shop",
  placement: "cloud",
  dataClassification: "internal",
  image: "public.ecr.aws/nginx/nginx:1.29.4",
  cpu: 256,
  memory: 512,
};
const use = { name: "uploads", path: "/uploads" };

interface Changes {
  readonly fileSystem?: object;
  readonly service?: object;
  readonly use?: object;
  readonly more?: readonly object[];
}

/** A stack with a file system and a service that mounts it, each with some keys changed. */
function stack(changes: Changes): object {
  const own = { ...service, fileSystems: [{ ...use, ...changes.use }], ...changes.service };
  return {
    ...goodStack(),
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 1, maxSize: 4 } } },
    onPremises: {
      cidrs: ["10.100.0.0/16"],
      sites: [{ name: "lab", servers: [{ name: "lab-1", address: "10.100.1.1" }] }],
    },
    fileSystems: [{ ...uploads, ...changes.fileSystem }],
    services: [own, ...(changes.more ?? [])],
  };
}

const instead =
  "ECS Anywhere does not support EFS volumes. Use volumes instead, with a share of landbridge:fileShares that both sides mount by NFS";

const cases: readonly [string, Changes, ...string[]][] = [
  [
    "a time that EFS does not know",
    { fileSystem: { infrequentAccessAfterDays: 45 } },
    "fileSystems[0].infrequentAccessAfterDays: 45 is not one of 1, 7, 14, 30, 60, 90, 180, 270, 365",
  ],
  [
    "data that must not leave the data centre",
    { fileSystem: { dataClassification: "on-prem-only" }, service: { fileSystems: [] } },
    'fileSystems[0].dataClassification: "on-prem-only" data stays in the data centre, but a file system is in EFS; keep it there, or class it anew with who answers for it',
  ],
  [
    "a file system that is not there",
    { use: { name: "downloads" } },
    'services[0].fileSystems[0].name: "downloads" is not one of landbridge:fileSystems (uploads)',
  ],
  [
    "a file system that is there twice",
    { service: { fileSystems: [use, { ...use, path: "/more" }] } },
    'services[0].fileSystems[1].name: "uploads" is there twice',
  ],
  [
    "a place that is taken",
    { service: { writablePaths: ["/uploads"] } },
    'services[0].fileSystems[0].path: "/uploads" is another volume\'s, or in writablePaths or sharedPaths; a container takes one mount at a place',
  ],
  [
    "data that is more sensitive than the service",
    { fileSystem: { dataClassification: "confidential" } },
    'services[0].fileSystems[0].name: "uploads" holds confidential data, and the service is classed internal; class the service confidential',
  ],
  [
    "a user who is root",
    { use: { userId: 0 } },
    "services[0].fileSystems[0].userId: 0 is too small; it must be 1 at least",
  ],
  [
    "a folder that is too deep",
    { use: { folder: "/a/b/c/d/e" } },
    'services[0].fileSystems[0].folder: "/a/b/c/d/e" is not a folder of a file system (such as /shop/uploads: four levels and 100 characters at most, letters, digits and _ . -, none beginning with a dot)',
  ],
  [
    "a folder that two groups would share",
    {
      use: { folder: "/both" },
      more: [
        { ...service, name: "crop", fileSystems: [{ ...use, folder: "/both", groupId: 2000 }] },
      ],
    },
    "services[1].fileSystems[0].groupId: 2000, and shop has 1000 for the same folder, /both of uploads: neither could read what the other writes. Give both the same, or another folder",
  ],
  [
    "one that is retiring",
    { fileSystem: { retiring: true } },
    'fileSystems[0].retiring: true, but shop of landbridge:services or landbridge:jobs mounts "uploads"; take it out of fileSystems there first',
  ],
  [
    "a service on premises",
    { service: { placement: "on-prem", site: "lab" } },
    `services[0].fileSystems: is for placement cloud, and the service is on-prem: ${instead}`,
  ],
  [
    "a service on both sides",
    {
      service: {
        placement: "both",
        site: "lab",
        traffic: { cloud: 50, onPrem: 50 },
        imageArchitectures: ["arm64", "x86_64"],
      },
    },
    `services[0].fileSystems: is for placement cloud, and the service is both: ${instead}`,
  ],
];

describe("landbridge:fileSystems", () => {
  it("are mounted by services in AWS, in a folder of their own", () => {
    const config = parse(stack({}));
    assert.deepEqual(config.fileSystems, [
      { ...uploads, backupPlan: "gold", infrequentAccessAfterDays: 30, retiring: false },
    ]);
    assert.deepEqual(config.services[0]?.fileSystems, [
      { ...use, userId: 1000, groupId: 1000, readOnly: false },
    ]);
  });

  it("may be shared by services of one group, and by jobs", () => {
    const other = { ...service, name: "crop", fileSystems: [{ ...use, folder: "/both" }] };
    const job = { ...service, name: "clean", fileSystems: [use] };
    const both = stack({ use: { folder: "/both" }, more: [other] });
    assert.deepEqual(problemsOf({ ...both, jobs: [job] }), []);
  });

  for (const [what, changes, ...problems] of cases) {
    it(`rejects ${what}`, () => {
      const expected = problems.map((problem) => `landbridge:${problem}`);
      assert.deepEqual(problemsOf(stack(changes)), expected);
    });
  }
});
