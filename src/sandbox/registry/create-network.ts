import type { Network, NetworkOptions, Registry, RegistryOptions } from "./contract.ts";
import { Host } from "./host.ts";
import { RegistryServer } from "./registry-server.ts";
import { isDockerHub } from "./access/index.ts";

/** Where clients look for the registry behind `docker.io`. */
const DOCKER_HUB_HOST = "registry-1.docker.io";

/** One registry alone, with its token service where that has the same host. */
export function createRegistry(options: RegistryOptions): Registry {
  const registry = new RegistryServer(options);
  const tokensOf = registry.realm?.host === registry.host ? [registry] : [];
  return new Host({ host: registry.host, registry, tokensOf, clock: options.clock });
}

/** Everything that answers in a world. Docker Hub is found as `docker.io` and as `registry-1.docker.io`. */
export function createNetwork({ registries, clock, start }: NetworkOptions): Network {
  const servers = registries.map((world) => new RegistryServer({ world, clock, start }));
  const byHost = new Map(servers.map((server) => [server.host, server]));
  const names = new Set([...byHost.keys(), ...servers.flatMap(({ realm }) => realm?.host ?? [])]);
  const hosts = new Map<string, Registry>();
  for (const host of names) {
    const registry = byHost.get(host);
    const tokensOf = servers.filter(({ realm }) => realm?.host === host);
    hosts.set(
      host,
      new Host({ host, ...(registry === undefined ? {} : { registry }), tokensOf, blobsOf: servers, clock }),
    );
    const served = hosts.get(host);
    if (isDockerHub(host) && served !== undefined) hosts.set(DOCKER_HUB_HOST, served);
  }
  return { registry: (host) => hosts.get(host) };
}
