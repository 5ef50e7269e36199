import type { MirrorHost, MirrorsWorld } from "../../kinds/index.ts";
import type { ImageName } from "./image-name.ts";

/** One place where an image is asked for. */
export interface Endpoint {
  readonly host: string;
  /** What stands before the repository. */
  readonly prefix: string;
  /** The host that is meant, told to whom stands in for it (`?ns=`). */
  readonly namespace?: string;
  readonly plainHttp: boolean;
  readonly skipVerify: boolean;
}

const DOCKER_HUB = "docker.io";

/** Where a runtime asks for an image, in order: what hosts.toml names, then the registry itself. */
export function endpointsOf({ host, repository }: ImageName, mirrors: readonly MirrorsWorld[]): readonly Endpoint[] {
  const domain = repository.slice(0, repository.indexOf("/"));
  const own: Endpoint = { host, prefix: "/v2", plainHttp: false, skipVerify: false };
  const told = mirrors.find(({ registry }) => registry === domain) ?? mirrors.find(({ registry }) => registry === "*");
  if (told === undefined) return [own];
  const asked = told.hosts.map((mirror) => endpointOf(mirror, domain));
  const isNamed = asked.some((endpoint) => endpoint.host === host);
  return told.upstream && !isNamed ? [...asked, own] : asked;
}

function endpointOf({ host, path, plainHttp = false, skipVerify = false }: MirrorHost, domain: string): Endpoint {
  const known = host === DOCKER_HUB ? "registry-1.docker.io" : host;
  const stands = known === domain || (domain === DOCKER_HUB && known === "registry-1.docker.io");
  return { host: known, prefix: path ?? "/v2", plainHttp, skipVerify, ...(stands ? {} : { namespace: domain }) };
}

/** The path of a request, with whom it is meant for. */
export function pathAt({ prefix, namespace }: Endpoint, path: string): string {
  return `${prefix}${path}${namespace === undefined ? "" : `?ns=${encodeURIComponent(namespace)}`}`;
}
