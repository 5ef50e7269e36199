import type { Deed } from "../../lessons/index.ts";
import type { KubernetesObject, World } from "../../kinds/index.ts";
import { pushDeed } from "./knobs.ts";

/** Something that is done to a registry or a node, beside kubectl. */
interface HandDeed {
  readonly what: "open" | "push" | "mend" | "unverified" | "trust" | "load" | "clear" | "restart";
  readonly params: Readonly<Record<string, string>>;
  readonly deed: Deed;
}

const ROOM = 20 * 1024 ** 3;
const SIZE = 20_000_000;

/** What can be done in a world by whoever has its registries and nodes; whether it should be is not asked. */
export function handDeeds(world: World): readonly HandDeed[] {
  return [...world.registries.flatMap((registry) => registryDeeds(registry, world)), ...nodeDeeds(world)];
}

function registryDeeds({ host, repositories }: World["registries"][number], world: World): readonly HandDeed[] {
  const pushed = imagesOf(world).flatMap((image) => {
    const [, repository = "", tag = ""] =
      new RegExp(`^${host.replaceAll(".", "\\.")}/(.+):([^:/@]+)$`).exec(image) ?? [];
    return repository === "" ? [] : { what: "push" as const, params: { image }, deed: pushDeed(host, repository, tag) };
  });
  const opened = repositories.map(({ name }) => ({
    what: "open" as const,
    params: { repository: name },
    deed: { registry: host, change: { visibility: { repository: name, public: true } } },
  }));
  return [...opened, ...pushed, { what: "mend", params: { host }, deed: { registry: host, change: { repair: true } } }];
}

function nodeDeeds(world: World): readonly HandDeed[] {
  const [{ host } = { host: "" }] = world.registries;
  return world.nodes.flatMap(({ name: node }) => {
    const configured = (settings: object): Deed => ({ node, change: { configure: settings } });
    const mirrors = [{ registry: host, upstream: true, hosts: [{ host, skipVerify: true }] }];
    return [
      { what: "trust", params: { node, host }, deed: configured({ trusts: [host] }) },
      { what: "unverified", params: { node, host }, deed: configured({ mirrors }) },
      { what: "clear", params: { node }, deed: configured({ diskFree: ROOM }) },
      ...imagesOf(world).map((image): HandDeed => ({
        what: "load",
        params: { node, image },
        deed: { node, change: { load: { image, size: SIZE } } },
      })),
      { what: "restart", params: { node }, deed: { node, change: { restartKubelet: true } } },
    ];
  });
}

/** Images that the world's manifests name. */
function imagesOf({ cluster }: World): readonly string[] {
  return [...new Set(cluster.objects.flatMap(imagesIn))];
}

function imagesIn(object: KubernetesObject): readonly string[] {
  const found: string[] = [];
  JSON.stringify(object, (key, value: unknown) => {
    if (key === "image" && typeof value === "string") found.push(value);
    return value;
  });
  return found;
}
