import type { RegistryWorld } from "../../../kinds/index.ts";
import { mannerOf } from "./manners.data.ts";

/** Where the token service of a registry is. */
export interface TokenRealm {
  readonly host: string;
  readonly path: string;
  readonly url: string;
  /** What the registry calls itself there. */
  readonly service: string;
}

const DOCKER_HUB_SERVICE = "registry.docker.io";

export function isDockerHub(host: string): boolean {
  return host === "docker.io";
}

/** Undefined where the registry has no token authentication. */
export function tokenRealm({ host, auth, network, ...world }: RegistryWorld): TokenRealm | undefined {
  if (auth.kind !== "token") return undefined;
  const slash = auth.realm.indexOf("/");
  const realmHost = slash === -1 ? auth.realm : auth.realm.slice(0, slash);
  const { tokenPath = "/token" } = realmHost === host ? mannerOf({ host, ...world }) : {};
  const path = slash === -1 ? tokenPath : auth.realm.slice(slash);
  const scheme = network.kind === "plain-http" && realmHost === host ? "http" : "https";
  const service = auth.service ?? (isDockerHub(host) ? DOCKER_HUB_SERVICE : host);
  return { host: realmHost, path, url: `${scheme}://${realmHost}${path}`, service };
}
