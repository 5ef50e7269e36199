import { rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { Deed } from "../play/index.ts";
import type { Move, Situation } from "./contract.ts";

/** So much as any image needs. */
const ROOM = 10 * 1024 ** 3;
const SIZE = 65_536;

/** What is done to nodes and registries, as far as the scenario gives the learner a hand in them. */
export function outsideMoves(situation: Situation): readonly Move[] {
  const { hands } = situation.scenario;
  return [
    ...(hands.includes("registry") ? registryMoves(situation) : []),
    ...(hands.includes("node") ? nodeMoves(situation) : []),
  ];
}

/** A tag that nobody has used yet. */
export function freshTag(tag: string): string {
  return `${tag}-2`;
}

function registryMoves(situation: Situation): readonly Move[] {
  const { nodes, registries } = situation.world;
  const platforms = [...new Set(nodes.map(({ platform }) => platform))];
  const pushes = wantedImages(situation).flatMap(({ repository, tag }) => {
    const registry = registries.find(({ host }) => repository.startsWith(`${host}/`));
    if (registry === undefined) return [];
    const name = repository.slice(registry.host.length + 1);
    return [tag, freshTag(tag)].map((each) => {
      const image = { tag: each, platforms, size: SIZE };
      const says = `push ${repository}:${each} for ${platforms.join(", ")}`;
      return move(says, { registry: registry.host, change: { push: { repository: name, image } } });
    });
  });
  const opens = registries
    .filter(({ auth }) => auth.kind !== "none")
    .flatMap(({ host, repositories }) =>
      repositories.map(({ name }) =>
        move(`open ${host}/${name} to everybody`, {
          registry: host,
          change: { visibility: { repository: name, public: true } },
        }),
      ),
    );
  return [...pushes, ...opens];
}

function nodeMoves(situation: Situation): readonly Move[] {
  const { nodes, registries } = situation.world;
  const hosts = registries.map(({ host }) => host);
  const mirrors = hosts.map((host) => ({ registry: host, upstream: true, hosts: [{ host, skipVerify: true }] }));
  return nodes.flatMap(({ name }) => {
    const on = (says: string, change: Extract<Deed, { readonly node: string }>["change"]): Move =>
      move(`on ${name}: ${says}`, { node: name, change });
    return [
      on(`trust the authority of ${hosts.join(", ")}`, { configure: { trusts: hosts } }),
      on("make room on the disk", { configure: { diskFree: ROOM } }),
      on("restart the kubelet", { restartKubelet: true }),
      on(`take any certificate of ${hosts.join(", ")}`, { configure: { mirrors } }),
      ...wantedImages(situation).map(({ repository, tag }) =>
        on(`load ${repository}:${tag}`, { load: { image: `${repository}:${tag}`, size: SIZE } }),
      ),
    ];
  });
}

function move(says: string, deed: Deed): Move {
  return { says: [says], deeds: [deed] };
}

/** What the containers ask for, each once. */
function wantedImages({
  workloads,
  world,
}: Situation): readonly { readonly repository: string; readonly tag: string }[] {
  const { reference } = rulesOf(world.kubelet);
  const images = new Map(
    workloads.flatMap(({ containers }) =>
      containers.flatMap(({ image }) => {
        const parsed = parseImage(image, reference);
        return parsed.ok ? [[`${parsed.value.repository}:${parsed.value.tag}`, parsed.value] as const] : [];
      }),
    ),
  );
  return [...images.values()];
}
