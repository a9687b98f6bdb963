import * as assert from "node:assert/strict";
import { withServiceClients } from "../../../components/ecs/service/shareVolumes";
import type { FileShareSpec } from "../../../components/storagegateway/fileStorageArgs";
import { aService } from "../../support/service";

describe("clients of a file share", () => {
  const share = { name: "reports", clients: ["10.100.251.0/24"] } as unknown as FileShareSpec;
  const volumes = [{ share: "reports", path: "/data", readOnly: false }];
  const service = aService({ placement: "on-prem", site: "dublin", volumes });

  function clientsOf(count: number): readonly string[] {
    const servers = Array.from({ length: count }, (_, i) => ({
      name: `app-${i}`,
      address: `10.100.4.${i}`,
    }));
    const hosts = { services: [service], instances: "10.20.0.0/18" };
    const [made] = withServiceClients([share], { ...hosts, sites: [{ name: "dublin", servers }] });
    return made?.clients ?? [];
  }

  it("are the servers one by one, as long as Storage Gateway takes that many", () => {
    assert.equal(clientsOf(99).length, 100);
  });

  it("are blocks of servers where they are more than 100", () => {
    assert.deepEqual(clientsOf(256), ["10.100.251.0/24", "10.100.4.0/24"]);
  });
});
