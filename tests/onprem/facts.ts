import type { DataCentreSide } from "../../components/connectivity/dataCentreSide";
import { tunnelAddresses } from "../../components/connectivity/tunnelInsideCidrs";
import type { Facts } from "../../onprem/facts";

const tunnel = (device: string, number: 1 | 2, insideCidr: string) => {
  const { amazon, customer } = tunnelAddresses(insideCidr);
  return {
    name: `${device}-${number}`,
    vpnConnectionId: "vpn-0123456789abcdef0",
    outsideAddress: `198.51.100.${number}`,
    amazonAsn: "64512",
    insideCidr,
    amazonAddress: amazon,
    customerAddress: customer,
    keyParameter: `connectivity-vpn-${device}-key-${number}-0a1b2c3`,
  };
};

const connectivity: DataCentreSide = {
  hub: "virtual-private-gateway",
  vpcCidr: "10.30.0.0/16",
  advertisedCidrs: ["10.30.0.0/16"],
  onPremisesCidrs: ["10.100.0.0/16", "192.168.0.0/20"],
  customerSideAsn: 65010,
  devices: [
    {
      name: "dc-router-1",
      ipAddress: "203.0.113.10",
      tunnels: [
        tunnel("dc-router-1", 1, "169.254.70.0/30"),
        tunnel("dc-router-1", 2, "169.254.70.4/30"),
      ],
    },
  ],
  links: [
    {
      name: "primary",
      device: "dc-router-1",
      location: "EqDC2",
      crossConnect: "up",
      connectionId: "dxcon-fh6ayh1d",
      macsec: false,
      lagConnections: 1,
      vlan: 101,
      mtu: 9001,
      amazonAsn: "64513",
      virtualInterfaceId: "dxvif-fgputw0j",
      amazonAddress: "169.254.100.1/30",
      customerAddress: "169.254.100.2/30",
    },
    {
      name: "secondary",
      device: "dc-router-2",
      location: "EqDA2",
      crossConnect: "ordered",
      connectionId: "dxcon-fg5678gh",
      bandwidth: "10Gbps",
      macsec: true,
      lagConnections: 2,
      vlan: 102,
      mtu: 9001,
      amazonAsn: "64513",
    },
  ],
};

/** A stack with everything that the data centre can be told. */
export function sampleFacts(options: { secrets?: boolean } = {}): Facts {
  return {
    stack: "prod",
    source: "a test",
    region: "eu-west-1",
    connectivity,
    dns: {
      zoneName: "prod.aws.example.com",
      inboundAddresses: ["10.30.0.10", "10.30.16.10"],
      onPremisesDomains: [{ domain: "corp.example.com", servers: ["10.100.0.10"] }],
    },
    secrets: options.secrets
      ? {
          presharedKeys: { "dc-router-1-1": "Secret.One_1", "dc-router-1-2": "Secret.Two_2" },
          bgpAuthKeys: { primary: "SecretBgpKey" },
        }
      : undefined,
  };
}
