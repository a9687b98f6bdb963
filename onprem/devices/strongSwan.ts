import { tunnelCryptography } from "../../components/connectivity/tunnelOptions";
import { commented } from "../concern";
import type { Facts } from "../facts";
import type { Device, NumberedTunnel } from "./device";

const { phase1Lifetime, phase2Lifetime } = tunnelCryptography;

/** AWS's options in strongSwan's words, the preferred ones first. */
const proposals = {
  ike: [
    "aes256gcm16-prfsha384-ecp384",
    "aes256gcm16-prfsha512-ecp521",
    "aes256gcm16-prfsha384-ecp256",
  ],
  esp: ["aes256gcm16-ecp384", "aes256gcm16-ecp521", "aes256gcm16-ecp256"],
} as const;

/** swanctl.conf: the device's tunnels, each on an XFRM interface so that routes decide what it carries. */
// https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html
export function strongSwan(facts: Facts, device: Device): string {
  const connections = device.tunnels.map((tunnel) => connection(device, tunnel)).join("");
  const secrets = device.tunnels.map(secret).join("");
  return `${commented("#", facts)}
# Goes to /etc/swanctl/conf.d/; interfaces.sh makes the interfaces. charon needs install_routes = no.
connections {
${connections}}
secrets {
${secrets}}
`;
}

function connection({ ipAddress }: Device, tunnel: NumberedTunnel): string {
  return `  ${tunnel.name} {
    version = 2
    local_addrs = ${ipAddress ?? "%any"}
    remote_addrs = ${tunnel.outsideAddress}
    proposals = ${proposals.ike.join(",")}
    rekey_time = ${phase1Lifetime - 1800}s
    over_time = 1800s
    dpd_delay = 10s
    keyingtries = 0
    mobike = no
    local {
      auth = psk
      id = ${ipAddress ?? "%any"}
    }
    remote {
      auth = psk
      id = ${tunnel.outsideAddress}
    }
    children {
      ${tunnel.name} {
        local_ts = 0.0.0.0/0
        remote_ts = 0.0.0.0/0
        esp_proposals = ${proposals.esp.join(",")}
        rekey_time = ${phase2Lifetime - 600}s
        life_time = ${phase2Lifetime}s
        if_id_in = ${tunnel.number}
        if_id_out = ${tunnel.number}
        dpd_action = restart
        start_action = start
        close_action = start
      }
    }
  }
`;
}

function secret(tunnel: NumberedTunnel): string {
  return `  ike-${tunnel.name} {
    id = ${tunnel.outsideAddress}
    secret = "${tunnel.presharedKey}"
  }
`;
}
