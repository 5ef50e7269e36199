import { BlockList, isIP, isIPv4 } from "node:net";

import type { AddressKind } from "../base/index.ts";

/** Ranges of the IANA special-purpose registries (RFC 6890), by what they are for. */
const RANGES: Readonly<Record<AddressKind, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  "link-local": ["169.254.0.0/16", "fe80::/10"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"],
  special: [
    "0.0.0.0/8",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    "::/128",
    "64:ff9b:1::/48",
    "100::/64",
    "2001:db8::/32",
    "ff00::/8",
  ],
};

const LISTS = Object.entries(RANGES).map(([kind, ranges]) => [kind as AddressKind, blockList(ranges)] as const);

/** IPv4 addresses written into IPv6 ones are of the kind of what they hold. Undefined: of the public internet, or no address. */
export function addressKind(address: string): AddressKind | undefined {
  const plain = embeddedIpv4(address) ?? address;
  if (isIP(plain) === 0) return undefined;
  const family = isIPv4(plain) ? "ipv4" : "ipv6";
  return LISTS.find(([, list]) => list.check(plain, family))?.[0];
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", prefix] = range.split("/");
    list.addSubnet(network, Number(prefix), isIPv4(network) ? "ipv4" : "ipv6");
  }
  return list;
}

/** Of mapped (`::ffff:`) and translated (`64:ff9b::`) addresses. */
function embeddedIpv4(address: string): string | undefined {
  const bare = (address.split("%")[0] ?? "").toLowerCase();
  const rest = /^(?:::ffff:(?:0:)?|64:ff9b::)(.+)$/.exec(bare)?.[1];
  if (rest === undefined) return undefined;
  if (isIPv4(rest)) return rest;
  const words = /^(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(rest);
  if (words === null) return undefined;
  const [high, low] = [Number.parseInt(words[1] ?? "0", 16), Number.parseInt(words[2] ?? "0", 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
