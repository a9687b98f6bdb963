import { reservedTunnelBlocks } from "../../components/connectivity/tunnelInsideCidrs";
import {
  cidrContains,
  isIpv4Address,
  isPrivateCidr,
  networkBlock,
  parseCidr,
} from "../schema/cidr";
import { text } from "../schema/leaves";

/** A name of a link or a device: part of the names of resources. */
export function linkName() {
  return text((value) =>
    /^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$/.test(value)
      ? undefined
      : "is not a name of 1 to 24 lower-case letters, digits and inner hyphens, the first a letter",
  ).meta({ allowed: "1 to 24 lower-case letters, digits and inner hyphens, the first a letter" });
}

/** A public address: none of the private and reserved ranges. */
export function publicAddress() {
  return text((value) => {
    if (!isIpv4Address(value)) {
      return "is not an IPv4 address (such as 203.0.113.10)";
    }
    return isPrivateCidr(`${value}/32`)
      ? "is in private address space; AWS reaches the device over the internet"
      : undefined;
  }).meta({ allowed: "IPv4 address, not in private address space" });
}

/** The inside CIDR of a tunnel. */
// https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
export function insideCidr() {
  return text((value) => {
    const range = parseCidr(value);
    if (range?.prefix !== 30 || !cidrContains("169.254.0.0/16", value)) {
      return "is not a /30 in 169.254.0.0/16 (such as 169.254.21.0/30)";
    }
    if (networkBlock(value) !== value) {
      return `has host bits set; the block that it is in is ${networkBlock(value)}`;
    }
    return reservedTunnelBlocks.some((block) => block === value)
      ? "is reserved by AWS; choose another /30 in 169.254.0.0/16"
      : undefined;
  }).meta({ allowed: "/30 in 169.254.0.0/16, apart from the blocks that AWS reserves" });
}

/** One end of a BGP session over a link: an address and the length of the subnet that both ends are in. */
export function peerAddress() {
  return text((value) => {
    const range = parseCidr(value);
    if (range === undefined || range.prefix < 24 || range.prefix > 31) {
      return "is not an IPv4 address with a prefix of /24 to /31 (such as 169.254.100.1/30)";
    }
    const network = value.slice(0, value.indexOf("/")) === networkBlock(value).replace(/\/.*/, "");
    return network && range.prefix < 31
      ? "is the subnet's own address; give a host's (such as 169.254.100.1/30)"
      : undefined;
  }).meta({ allowed: "IPv4 address with a prefix of /24 to /31" });
}
