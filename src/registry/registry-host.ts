import { getDomain } from "tldts";

import type { RegistryPolicy } from "./policy.ts";
import { REALM_PAIRS } from "./vendors.data.ts";

/** Docker Hub's images are named `docker.io`, and are asked for elsewhere. */
const HUB_API = "registry-1.docker.io";

/** The host that answers for images of a host. */
export function apiHost(imageHost: string): string {
  return imageHost === "docker.io" || imageHost === "index.docker.io" ? HUB_API : imageHost;
}

/** By name or literal address, without asking a resolver. `hostname` may have a port. */
export function isLoopback(host: string): boolean {
  const name = hostNameOf(host);
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(?:\.\d+){3}$/.test(name);
}

export function hostNameOf(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}

/** Whether a registry's token service may be asked: of the same site, a known pair, or allowed by name. */
export function realmAllowed(registry: string, realm: string, policy: RegistryPolicy): boolean {
  if (policy.realms.includes(realm)) return true;
  const [own, other] = [hostNameOf(registry), hostNameOf(realm)];
  if (own === other) return true;
  if (REALM_PAIRS.some((pair) => pair.registry.test(own) && pair.realm.test(other))) return true;
  const site = getDomain(own, { allowPrivateDomains: true });
  return site !== null && site === getDomain(other, { allowPrivateDomains: true });
}
