import type { Random } from "../../base/index.ts";
import type { NodeWorld } from "../../kinds/index.ts";
import { hostName } from "../registry/index.ts";

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DEFAULT_RESOLVER = "10.0.0.2:53";
const DEFAULT_ADDRESS = "10.0.0.10";
/** The range of ports that Linux gives to outgoing connections. */
const FIRST_PORT = 32_768;
const PORTS = 28_232;

export function isAddress(name: string): boolean {
  return IPV4.test(name);
}

/** `address:port` of a host, whose port follows from the scheme where it names none. */
export function peerOf(host: string, scheme: "http" | "https", address: string | undefined): string {
  const name = hostName(host);
  const port = host === name ? (scheme === "https" ? "443" : "80") : host.slice(name.length + 1);
  return `${address ?? (name === "localhost" ? "127.0.0.1" : name)}:${port}`;
}

export function resolverOf({ resolver = DEFAULT_RESOLVER }: NodeWorld): string {
  return resolver;
}

/** `address:port` of this end of a connection. */
export function localEnd(peer: string, node: NodeWorld, random: Random): string {
  const source = peer.startsWith("127.") ? "127.0.0.1" : (node.address ?? DEFAULT_ADDRESS);
  return `${source}:${FIRST_PORT + Math.floor(random.next() * PORTS)}`;
}
