import * as assert from "node:assert/strict";
import type { DataCentreStorage } from "../../components/storagegateway/dataCentreStorage";
import { fileStorage } from "../../onprem/fileStorage";
import type { Facts } from "../../onprem/facts";
import { unitName } from "../../onprem/mountUnit";
import { sampleFacts } from "./facts";

const storage: DataCentreStorage = {
  gateways: [
    {
      name: "dc1",
      gatewayName: "landbridge-prod-dc1",
      host: "on-premises",
      address: "10.100.20.10",
    },
    { name: "dc2", gatewayName: "landbridge-prod-dc2", host: "on-premises", address: "" },
    { name: "aws", gatewayName: "landbridge-prod-aws", host: "ec2", address: "10.30.0.10" },
  ],
  shares: [
    {
      name: "hr-reports",
      gateway: "dc1",
      protocol: "nfs",
      path: "/hr-reports",
      readOnly: true,
      clients: ["10.100.10.0/24"],
    },
    {
      name: "finance",
      gateway: "dc1",
      protocol: "smb",
      path: "/finance",
      readOnly: false,
      clients: [],
    },
    {
      name: "later",
      gateway: "dc2",
      protocol: "nfs",
      path: "",
      readOnly: false,
      clients: ["10.100.11.0/24"],
    },
  ],
  endpoints: { storagegateway: "vpce-1.storagegateway.example", s3: "vpce-2.s3.example" },
};
const facts: Facts = { ...sampleFacts(), fileStorage: storage };
const files = fileStorage.files(facts);

function text(path: string): string {
  const file = files.find((each) => each.path === path);
  assert.ok(file, `${path} is not one of ${files.map((each) => each.path).join(", ")}`);
  return file.text;
}

describe("the files for file gateways and shares", () => {
  it("are a guide for each appliance of the data centre, and guide and units for each share", () => {
    assert.deepEqual(files.map(({ path }) => path).sort(), [
      "shares/finance.md",
      "shares/hr-reports.md",
      String.raw`shares/mnt-hr\x2dreports.automount`,
      String.raw`shares/mnt-hr\x2dreports.mount`,
      "storage-gateway/dc1.md",
      "storage-gateway/dc2.md",
    ]);
  });

  it("size and activate an appliance that is not there yet, by address or by key", () => {
    const guide = text("storage-gateway/dc2.md");
    assert.match(guide, /The stack waits for this appliance/);
    assert.match(guide, /\| CPU \| 4 vCPU/);
    assert.match(guide, /\| Memory \| 16 GiB/);
    assert.match(guide, /\| Cache disk \| 150 GiB at least/);
    assert.match(guide, /fileGateways\[name dc2\]\.appliance\.address/);
    assert.match(guide, /appliance\.activationKey/);
    assert.match(guide, /VPC endpoint vpce-1\.storagegateway\.example/);
  });

  it("mount an NFS share once, by systemd and by fstab, as the share allows", () => {
    const guide = text("shares/hr-reports.md");
    assert.match(
      guide,
      /mount -t nfs -o nolock,hard,nfsvers=4\.1,ro 10\.100\.20\.10:\/hr-reports \/mnt\/hr-reports/,
    );
    assert.match(guide, /^10\.100\.20\.10:\/hr-reports \/mnt\/hr-reports nfs .*,_netdev,/m);
    const unit = text(`shares/${unitName("hr-reports", "mount")}`);
    assert.match(unit, /^What=10\.100\.20\.10:\/hr-reports$/m);
    assert.match(unit, /^Where=\/mnt\/hr-reports$/m);
    assert.match(unit, /^Options=.*,ro,_netdev$/m);
    assert.match(unit, /^After=network-online\.target$/m);
  });

  it("give a mount unit the name that systemd wants for its path", () => {
    assert.equal(unitName("scans", "mount"), "mnt-scans.mount");
    assert.equal(unitName("hr-reports", "automount"), String.raw`mnt-hr\x2dreports.automount`);
  });

  it("mount an SMB share as a user of the domain", () => {
    assert.match(text("shares/finance.md"), /sec=krb5,.*seal \/\/10\.100\.20\.10\/finance/);
  });

  it("open the firewall for each gateway: endpoints by name, clients by network", () => {
    const openings = fileStorage.openings(facts);
    const of = (gateway: string) =>
      openings.filter(({ from, to }) => `${from} ${to}`.includes(`file gateway ${gateway} `));
    const ports = of("dc1").map(({ to, ports: each }) => `${to.split(" ")[0] ?? ""} ${each}`);
    assert.ok(ports.includes("vpce-1.storagegateway.example 443, 1026-1028, 1031, 2222"));
    assert.ok(ports.includes("vpce-2.s3.example 443"));
    const nfs = of("dc1").find(({ purpose }) => purpose === "NFS");
    assert.deepEqual([nfs?.from, nfs?.ports], ["10.100.10.0/24", "111, 2049, 20048"]);
    assert.ok(of("dc1").some(({ purpose }) => purpose === "SMB"));
    assert.deepEqual(of("aws"), []);
  });

  it("are none for a stack without file storage", () => {
    const none: Facts = { ...facts, fileStorage: undefined };
    assert.deepEqual([fileStorage.files(none), fileStorage.openings(none)], [[], []]);
  });
});
