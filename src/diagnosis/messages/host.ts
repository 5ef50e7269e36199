import { KNOWN_HOSTS, type Service } from "./known-hosts.data.ts";

/**
 * What can be said of a host by its name: `public` is a well-known registry, `blobs` the store behind one, `local` the
 * machine itself, `cluster` a Service's name, `address` an IP address, `other` the rest, which is taken as private.
 */
export type HostKind = "public" | "blobs" | "local" | "cluster" | "address" | "other";

export interface Host {
  /** Lower case, without port. */
  readonly name: string;
  /** `host:port` as it was called. */
  readonly address: string;
  readonly kind: HostKind;
  readonly service?: Service;
}

const IPV4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|host\.docker\.internal)$/;
const CLUSTER = /\.svc(?:\.cluster\.local)?\.?$|\.cluster\.local\.?$/;

/** Reads `host` or `host:port`. */
export function hostOf(address: string): Host {
  const name = withoutPort(address);
  const known = KNOWN_HOSTS.find(({ host, within }) => isKnown(name, host, within));
  if (known === undefined) return { name, address, kind: kindOf(name) };
  return { name, address, kind: known.serves === "registry" ? "public" : "blobs", service: known.service };
}

/** Both belong to one registry: the same name, or names of one operator. */
export function sameRegistry(a: Host, b: Host): boolean {
  return a.name === b.name || (a.service !== undefined && a.service === b.service);
}

function withoutPort(address: string): string {
  const colon = address.lastIndexOf(":");
  return colon === -1 || address.endsWith("]") ? address : address.slice(0, colon);
}

function isKnown(name: string, host: string, within: string | undefined): boolean {
  if (!host.startsWith(".")) return name === host;
  return name.endsWith(host) && (within === undefined || name.includes(within));
}

function kindOf(name: string): HostKind {
  if (LOCAL.test(name)) return "local";
  if (CLUSTER.test(name)) return "cluster";
  return IPV4.test(name) || name.startsWith("[") ? "address" : "other";
}
