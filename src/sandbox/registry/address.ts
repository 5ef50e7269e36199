import { sha256 } from "../../base/index.ts";

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The host without its port. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}

/** The address that a host stands for: itself, loopback, what the world says, or one of 203.0.113.0/24 (RFC 5737). */
export function addressOf(host: string, world?: { readonly address?: string }): string {
  const name = hostName(host);
  if (IPV4.test(name)) return name;
  if (name === "localhost") return "127.0.0.1";
  return world?.address ?? `203.0.113.${(Number.parseInt(sha256(name).slice(0, 2), 16) % 254) + 1}`;
}
