import { rulesOf, type World } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { Hand, Scenario } from "../scenarios/index.ts";
import type { Deed } from "./contract.ts";

/** Something that is done to a registry or a node, beside kubectl. */
export interface HandDeed {
  readonly what: "open" | "push" | "trust" | "unverified" | "clear" | "load" | "restart";
  /** What its sentence names. */
  readonly params: Readonly<Record<string, string>>;
  readonly says: string;
  readonly deed: Deed;
}

/** Bytes that are enough for any image. */
const ROOM = 20 * 1024 ** 3;
const SIZE = 65_536;

/** What can be done outside of the cluster by whoever has a hand there; whether it should be is not asked. */
export function handDeeds({ hands }: Pick<Scenario, "hands">, world: World): readonly HandDeed[] {
  const deeds: Readonly<Record<Hand, () => readonly HandDeed[]>> = {
    registry: () => [...opens(world), ...pushes(world)],
    node: () => nodeDeeds(world),
  };
  return hands.flatMap((hand) => deeds[hand]());
}

/** A tag of an image that is built anew and that nobody has used yet. */
export function freshTag(tag: string): string {
  return `${tag}-2`;
}

function opens({ registries }: World): readonly HandDeed[] {
  return registries.flatMap(({ host, repositories, auth }) =>
    repositories.flatMap(({ name: repository }): readonly HandDeed[] => {
      const deed: Deed = { registry: host, change: { visibility: { repository, public: true } } };
      const says = `Open ${repository} to everybody`;
      return auth.kind === "none" ? [] : [{ what: "open", params: { repository }, says, deed }];
    }),
  );
}

/** What the manifests name, for all nodes: under its own tag, and under a fresh one. */
function pushes(world: World): readonly HandDeed[] {
  const platforms = [...new Set(world.nodes.map(({ platform }) => platform))];
  return imagesOf(world).flatMap(({ repository, tag }) => {
    const host = world.registries.find((registry) => repository.startsWith(`${registry.host}/`))?.host;
    if (host === undefined) return [];
    return [tag, freshTag(tag)].map((each): HandDeed => {
      const push = { repository: repository.slice(host.length + 1), image: { tag: each, platforms, size: SIZE } };
      const image = `${repository}:${each}`;
      return { what: "push", params: { image }, says: `Push ${image}`, deed: { registry: host, change: { push } } };
    });
  });
}

function nodeDeeds(world: World): readonly HandDeed[] {
  const hosts = world.registries.map(({ host }) => host);
  const host = hosts.join(", ");
  const mirrors = hosts.map((each) => ({
    registry: each,
    upstream: true,
    hosts: [{ host: each, skipVerify: true }],
  }));
  return world.nodes.flatMap(({ name: node }): readonly HandDeed[] => {
    const configured = (settings: object): Deed => ({ node, change: { configure: settings } });
    return [
      {
        what: "trust",
        params: { node, host },
        says: `Have ${node} trust the authority of ${host}`,
        deed: configured({ trusts: hosts }),
      },
      {
        what: "unverified",
        params: { node, host },
        says: `Have ${node} not mind the certificate of ${host}`,
        deed: configured({ mirrors }),
      },
      { what: "clear", params: { node }, says: `Make room on ${node}`, deed: configured({ diskFree: ROOM }) },
      {
        what: "restart",
        params: { node },
        says: `Restart the kubelet of ${node}`,
        deed: { node, change: { restartKubelet: true } },
      },
      ...imagesOf(world).map(({ repository, tag }): HandDeed => {
        const image = `${repository}:${tag}`;
        const deed: Deed = { node, change: { load: { image, size: SIZE } } };
        return { what: "load", params: { node, image }, says: `Load ${image} onto ${node}`, deed };
      }),
    ];
  });
}

/** Images that manifests of the world name, those of its actions too. */
function imagesOf({
  cluster,
  actions,
  kubelet,
}: World): readonly { readonly repository: string; readonly tag: string }[] {
  const { reference } = rulesOf(kubelet);
  const given = actions.flatMap((action) =>
    "run" in action && action.stdin !== undefined ? parsed(action.stdin) : [],
  );
  const images = [...cluster.objects, ...given].flatMap(imagesIn);
  const named = images.flatMap((image) => {
    const read = parseImage(image, reference);
    return read.ok && read.value.tag !== ""
      ? [[`${read.value.repository}:${read.value.tag}`, read.value] as const]
      : [];
  });
  return [...new Map(named).values()];
}

/** World files hand manifests on as JSON; what a person has typed may be anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

function imagesIn(object: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(object, (key, value: unknown) => {
    if (key === "image" && typeof value === "string") found.push(value);
    return value;
  });
  return found;
}
