import * as assert from "node:assert/strict";
import { takenAway } from "../../../components/platform/lookUpNeighbours";
import { neighbourOf, neighbourProblems } from "../../../components/platform/neighbours";
import { aService } from "../../support/service";

const room = { rules: 100, targetGroups: 100 };
const theirs = (service: Parameters<typeof aService>[0]) =>
  neighbourOf(aService(service), "stock/prod", "general");
const ours = (service: Parameters<typeof aService>[0]) =>
  neighbourOf(aService(service), "prod", "general");

describe("Services of several stacks on a platform", () => {
  it("have different names and hosts", () => {
    const stock = theirs({ name: "stock", hosts: ["stock"] });
    assert.deepEqual(
      neighbourProblems([ours({ name: "shop", hosts: ["shop"] })], [stock], room),
      [],
    );
    assert.match(
      neighbourProblems([ours({ name: "stock", hosts: ["shop"] })], [stock], room).join(),
      /^service stock: stack stock\/prod has a service or job of this name;/,
    );
    assert.match(
      neighbourProblems([ours({ name: "shop", hosts: ["stock"] })], [stock], room).join(),
      /^service shop: host stock is of service stock of stack stock\/prod;/,
    );
  });

  it("have different priorities on a load balancer, and are told one that is free", () => {
    const stock = theirs({ name: "stock", hosts: ["stock"], priority: 7 });
    const next = theirs({ name: "next", hosts: ["next"], priority: 8 });
    const shop = { name: "shop", hosts: ["shop"], priority: 7 };
    assert.match(
      neighbourProblems([ours(shop)], [stock, next], room).join(),
      /priority 7 is that of service stock of stack stock\/prod; write another `priority` here, such as 9$/,
    );
    assert.deepEqual(neighbourProblems([ours({ ...shop, loadBalancer: 2 })], [stock], room), []);
  });

  it("have different ports on a site's servers", () => {
    const place = { placement: "on-prem", site: "dublin", hosts: [] } as const;
    const stock = theirs({ name: "stock", ...place, hostPort: 18080 });
    const shop = { name: "shop", ...place, hostPort: 18080 };
    assert.match(
      neighbourProblems([ours(shop)], [stock], room).join(),
      /^service shop: hostPort 18080 at site dublin is of service stock of stack stock\/prod;/,
    );
    assert.deepEqual(neighbourProblems([ours({ ...shop, hostPort: 18081 })], [stock], room), []);
    assert.deepEqual(neighbourProblems([ours({ ...shop, site: "cork" })], [stock], room), []);
    // What is said of the other side is not used.
    assert.deepEqual(neighbourProblems([ours({ ...shop, placement: "cloud" })], [stock], room), []);
  });

  it("fit on a load balancer together", () => {
    const stock = theirs({ name: "stock", hosts: ["stock"] });
    const shop = ours({ name: "shop", hosts: ["shop"] });
    assert.match(
      neighbourProblems([shop], [stock], { rules: 1, targetGroups: 100 }).join(),
      /^load balancer 1: services of all stacks need 2 rules and 2 target groups of it; it has 1 and 100/,
    );
    assert.equal(neighbourProblems([shop], [stock], { rules: 2, targetGroups: 1 }).length, 1);
  });
});

describe("A platform that others use", () => {
  const has = {
    stack: "prod",
    namePrefix: "landbridge-prod",
    tasks: [],
    cluster: { defaultCapacityClass: "general", capacity: { general: {} } },
    onPremises: { sites: [{ name: "dublin" }] },
    databases: [{ name: "orders-2", serves: "orders" }],
    registry: { repositories: ["stock"] },
    loadBalancer: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
    quotas: { rulesPerLoadBalancer: 100 },
  };
  const stock = theirs({
    name: "stock",
    placement: "both",
    site: "dublin",
    hosts: ["stock"],
    image: "stock:1",
    imageFrom: "repository",
    databases: [{ name: "orders", credentials: "iam" }],
  });

  it("keeps whatever they use", () => {
    assert.deepEqual(takenAway(has, [stock]), []);
    const none = {
      ...has,
      cluster: { capacity: { batch: {} } },
      onPremises: { sites: [] },
      databases: [],
      registry: { repositories: [] },
      loadBalancer: {},
    };
    const by = "is used by service stock of stack stock/prod; it has to stay until that has moved";
    assert.deepEqual(takenAway(none, [stock]), [
      `landbridge:cluster.capacity.general ${by}`,
      `landbridge:onPremises.sites dublin ${by}`,
      `the certificate of landbridge:loadBalancer ${by}`,
      `landbridge:databases orders ${by}`,
      `landbridge:registry.repositories stock ${by}`,
    ]);
  });

  it("offers no newer version than they read", () => {
    assert.deepEqual(takenAway(has, [{ ...stock, version: 0 }]), [
      "service stock of stack stock/prod reads version 0 of the platform, and this program offers 1; update that stack's program first",
    ]);
  });
});
