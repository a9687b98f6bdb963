import * as assert from "node:assert/strict";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 };

function cluster(section: Section): object {
  return { ...goodStack(), cluster: section };
}

/** One class, `general`, with some of its keys another way. */
function oneClass(keys: Section): object {
  return cluster({ capacity: { general: { ...general, ...keys } } });
}

const app1 = { name: "app-1", address: "10.100.16.11" };
const app2 = { name: "app-2", address: "10.100.16.12" };

function sites(...list: Section[]): object {
  const stack = goodStack();
  return { ...stack, onPremises: { ...stack.onPremises, sites: list } };
}

const secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";

const bad: [title: string, stack: object, ...lines: string[]][] = [
  [
    "a type that is none, and one of another processor",
    oneClass({ instanceTypes: ["large", "m7i.large", "m8g.large"] }),
    'cluster.capacity.general.instanceTypes[0]: "large" is not an EC2 instance type (such as m8g.large)',
    'cluster.capacity.general.instanceTypes[1]: "m7i.large" is x86_64, and the class is arm64',
  ],
  [
    "Graviton in a class for x86",
    oneClass({ architecture: "x86_64" }),
    'cluster.capacity.general.instanceTypes[0]: "m8g.large" is arm64, and the class is x86_64',
  ],
  [
    "GPUs that are not there, and on the wrong processor",
    oneClass({ gpu: true }),
    'cluster.capacity.general.instanceTypes[0]: "m8g.large" has no NVIDIA GPU, and the class says gpu',
    'cluster.capacity.general.architecture: "arm64" has no ECS image with GPU drivers; a class with gpu is x86_64',
  ],
  [
    "GPUs that nobody would get",
    oneClass({ architecture: "x86_64", instanceTypes: ["g6.xlarge"] }),
    'cluster.capacity.general.instanceTypes[0]: "g6.xlarge" has GPUs, which no task gets unless the class says gpu: true',
  ],
  [
    "sizes the wrong way round",
    oneClass({ minSize: 5, onDemandBaseCapacity: 9 }),
    "cluster.capacity.general.minSize: 5 is more than maxSize, which is 4",
    "cluster.capacity.general.onDemandBaseCapacity: 9 is more than maxSize, which is 4",
  ],
  [
    "Spot Instances of one type",
    oneClass({ onDemandPercentage: 50 }),
    'cluster.capacity.general.instanceTypes: ["m8g.large"] has one type; with Spot Instances a class has two at least',
  ],
  [
    "a name that is none, and a default class that is not there",
    cluster({ capacity: { General: general } }),
    'cluster.capacity.General: "General" is not a name of a capacity class (a to z, 0 to 9 and -, beginning with a letter, 16 characters at most)',
    'cluster.defaultCapacityClass: "general" is not a class of landbridge:cluster.capacity (General)',
  ],
  [
    "a disk that is too small for the image, and a share above all",
    oneClass({ rootVolumeSizeInGib: 8, onDemandPercentage: 120 }),
    "cluster.capacity.general.onDemandPercentage: 120 is too large; it must be 100 at most",
    "cluster.capacity.general.rootVolumeSizeInGib: 8 is too small; it must be 30 at least",
  ],
  [
    "a default class with less than an instance in each zone, in production",
    { ...oneClass({ minSize: 1 }), ...inProduction },
    "cluster.capacity.general.minSize: 1 is less than one instance in each of the 2 zones; the default class of a production stack has 2 at least",
  ],
  [
    "a default class of Spot Instances, in production",
    {
      ...oneClass({ instanceTypes: ["m8g.large", "m7g.large"], onDemandPercentage: 0 }),
      ...inProduction,
    },
    "cluster.capacity.general.onDemandPercentage: 0 leaves zones to Spot Instances, which AWS may take back; the default class of a production stack has 100, or onDemandBaseCapacity of 2 at least",
  ],
  [
    "two sites of one name, and two servers of one address",
    sites(
      { name: "fra", servers: [app1] },
      { name: "fra", servers: [{ name: "app-2", address: "10.100.16.11" }] },
    ),
    'onPremises.sites[1].name: "fra" is taken by landbridge:onPremises.sites[0]',
    'onPremises.sites[1].servers[0].address: "10.100.16.11" is taken by landbridge:onPremises.sites[0].servers[0]',
  ],
  [
    "a site that is registered as another one is",
    sites(
      { name: "fra", registeredAs: "ber", servers: [app1] },
      { name: "ber", servers: [{ name: "app-2", address: "10.100.16.12" }] },
    ),
    'onPremises.sites[0].registeredAs: "ber" is what landbridge:onPremises.sites[1] is registered as',
  ],
  [
    "servers that no load balancer reaches",
    sites({
      name: "fra",
      servers: [
        { name: "app-1", address: "203.0.113.7" },
        { name: "app-2", address: "10.99.0.1" },
      ],
    }),
    'onPremises.sites[0].servers[0].address: "203.0.113.7" is not in private address space, which is all that a load balancer reaches outside its VPC',
    'onPremises.sites[0].servers[1].address: "10.99.0.1" is not in landbridge:onPremises.cidrs (10.100.0.0/16)',
  ],
  [
    "an activation that admits too few, and until a time that is none",
    sites({
      name: "fra",
      servers: [app1, app2],
      activation: { registrationLimit: 1, expirationDate: "tomorrow" },
    }),
    'onPremises.sites[0].activation.expirationDate: "tomorrow" is not a time in UTC (such as 2026-11-30T18:00:00Z)',
    "onPremises.sites[0].activation.registrationLimit: 1 is less than the site's 2 servers",
  ],
  [
    "an attribute of the platform's own, and one that a shell would mind",
    sites({
      name: "fra",
      servers: [app1],
      attributes: { "landbridge.site": "ber", rack: "a b" },
    }),
    'onPremises.sites[0].attributes["landbridge.site"]: "landbridge.site" is not a name of an attribute (a to z, 0 to 9, . and -, 64 characters at most; ecs. and landbridge.site are taken)',
    'onPremises.sites[0].attributes.rack: "a b" is not a value of an attribute (letters, digits and _ . : / -, 128 characters at most)',
  ],
  [
    "a site without servers, a proxy that is none and a digest that is too short",
    sites({
      name: "fra",
      servers: [],
      proxy: { url: "proxy:3128" },
      installerSha256: "abc",
    }),
    "onPremises.sites[0].servers: [] has 0 entries; it must have 1 at least",
    'onPremises.sites[0].proxy.url: "proxy:3128" is not the URL of a proxy (such as http://proxy.corp.example.com:3128)',
    'onPremises.sites[0].installerSha256: "abc" is not a SHA-256 digest in hexadecimal digits',
  ],
  [
    "more servers than the standard tier has",
    sites(
      {
        name: "fra",
        servers: Array.from({ length: 600 }, (_, i) => server("a", i)),
      },
      {
        name: "ber",
        servers: Array.from({ length: 600 }, (_, i) => server("b", i + 1000)),
      },
    ),
    "onPremises.sites: the sites have 1200 servers; the standard tier of Systems Manager has 1000 at most (landbridge:fleet.tier)",
  ],
  [
    "a secret that ECR does not read",
    { ...goodStack(), registry: { dockerHub: { credentialsSecretArn: `${secret}docker-hub` } } },
    `registry.dockerHub.credentialsSecretArn: "${secret}docker-hub" is a secret whose name does not begin with ecr-pullthroughcache/, and ECR takes no other`.replace(
      /"arn.*hub"/,
      JSON.stringify(`${secret}docker-hub`).slice(0, 57) + "...",
    ),
  ],
  [
    "a secret of another Region, and a prefix of the stacks' own",
    {
      ...goodStack(),
      registry: {
        dockerHub: {
          credentialsSecretArn:
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub",
          prefix: "landbridge-prod",
        },
      },
    },
    'registry.dockerHub.credentialsSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub" is in us-east-1, and the stack in eu-west-1',
    'registry.dockerHub.prefix: "landbridge-prod" begins with landbridge-, as the repositories of stacks do',
  ],
  [
    "repositories twice and by a name that ECR has not",
    { ...goodStack(), registry: { repositories: ["orders", "orders", "Orders"], keepImages: 1 } },
    'registry.repositories[1]: "orders" is in the list already, at [0]',
    'registry.repositories[2]: "Orders" is not a name of a repository (a to z, 0 to 9 and single -, beginning with a letter, 64 characters at most)',
    "registry.keepImages: 1 is too small; it must be 2 at least",
  ],
];

function server(prefix: string, index: number) {
  return { name: `${prefix}${index}`, address: `10.100.${Math.floor(index / 250)}.${index % 250}` };
}

describe("bad clusters, sites and registries", () => {
  for (const [title, stack, ...lines] of bad) {
    it(`are told: ${title}`, () => {
      assert.deepEqual(
        [...problemsOf(stack)].sort(),
        lines.map((line) => `landbridge:${line}`).sort(),
      );
    });
  }
});

describe("good clusters and sites", () => {
  it("need not say more than what differs", () => {
    const config = parse(oneClass({}));
    const settings = config.cluster.capacity["general"];
    assert.equal(settings?.architecture, "arm64");
    assert.equal(settings.onDemandPercentage, 100);
    assert.equal(config.cluster.containerInsights, "enhanced");
    const [site] = parse(sites({ name: "fra", servers: [app1] })).onPremises.sites;
    assert.deepEqual(site?.activation, { rotation: "1" });
  });

  it("may be left out: a stack need not run containers", () => {
    const { cluster, onPremises, registry } = parse(goodStack());
    assert.deepEqual([cluster.capacity, onPremises.sites, registry.repositories], [{}, [], []]);
  });
});
