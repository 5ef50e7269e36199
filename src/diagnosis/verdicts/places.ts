import type { Rules } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { Places } from "../causes/index.ts";
import type { Facts, Host } from "../messages/index.ts";
import type { Subject } from "./subject.ts";

const DOCKER_HUB = "docker.io";
const DOCKER_HUB_API = "registry-1.docker.io";

export interface PlacesOptions {
  readonly subject: Subject;
  readonly facts: Facts | undefined;
  readonly secret: string | undefined;
  readonly rules: Rules;
}

/** Everything that the taxonomy's texts can name of this subject. */
export function placesOf({ subject, facts, secret, rules }: PlacesOptions): Places {
  const { pod } = subject;
  const image = subject.image ?? facts?.image;
  const owner = pod?.owner?.replace(/^[^/]+/, (kind) => kind.toLowerCase());
  return {
    image,
    ...placesOfImage(image, rules),
    ...placesOfHosts(facts),
    secret: secret ?? pod?.pullSecrets?.[0],
    namespace: pod?.namespace,
    pod: pod?.name,
    node: pod?.node,
    owner,
    target: owner ?? (pod?.name === undefined ? undefined : `pod/${pod.name}`),
    container: subject.container?.name,
  };
}

function placesOfImage(image: string | undefined, rules: Rules): Places {
  const parsed = image === undefined ? undefined : parseImage(image, rules.reference);
  if (parsed?.ok !== true) return {};
  const { host, path, tag, digest } = parsed.value;
  const api = host === DOCKER_HUB ? DOCKER_HUB_API : host;
  const reference = digest === "" ? tag : digest;
  return {
    host,
    api,
    registry: host === DOCKER_HUB ? "Docker Hub" : host,
    repository: path,
    reference,
    tags:
      host === DOCKER_HUB
        ? `https://hub.docker.com/v2/repositories/${path}/tags`
        : `https://${host}/v2/${path}/tags/list`,
    manifest: `https://${api}/v2/${path}/manifests/${reference}`,
    ...(tag !== "" && { tag }),
  };
}

function placesOfHosts(facts: Facts | undefined): Places {
  const asked = facts?.lookup ?? facts?.asked;
  if (asked === undefined) return {};
  const named = facts?.registry === undefined ? { registry: nameOf(asked) } : {};
  const address = asked.name === DOCKER_HUB ? DOCKER_HUB_API : asked.address;
  return { ...named, asked: address, "asked-port": /:\d+$/.test(address) ? address : `${address}:443` };
}

function nameOf({ service, address }: Host): string {
  return service === "docker-hub" ? "Docker Hub" : address;
}
