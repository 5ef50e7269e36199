import { type Now, timestamp } from "../../base/index.ts";
import type { KubernetesObject, Trace, World } from "../../kinds/index.ts";
import { type Cluster, worldNow } from "../run/index.ts";
import { withoutSecrets, writeWorld } from "../world/index.ts";
import { rebased } from "./rebase.ts";
import type { RecentRecorder } from "./recent-recorder.ts";

/** Most bytes of pushed content that a world file takes. */
const MOST_PUSHED = 64 * 1024 * 1024;
const REMARKS = [
  "A sandbox as it was, written by `pullwhy sandbox save`; `pullwhy sandbox --world FILE` goes on from here.",
  "It holds the passwords and secrets of that sandbox in plain text.",
];

/** The text of a world file, or why there is none. */
export async function savedWorld(
  cluster: Cluster,
  actions: World["actions"],
  real: Now,
): Promise<{ readonly file: string } | { readonly message: string }> {
  const world = atRealTime(worldNow(cluster, actions), real.now() - cluster.clock.now());
  const pushed = world.registries.flatMap(({ repositories }) => repositories.flatMap((each) => each.pushed ?? []));
  if (pushed.reduce((sum, { data }) => sum + data.length, 0) > MOST_PUSHED) {
    return { message: "more than 64 MiB were pushed to its registries, and a world file would hold them all" };
  }
  return { file: await writeWorld(world, REMARKS) };
}

/** Whoever goes on from the file starts at the time of clients, which the cluster's may be ahead of. */
function atRealTime(world: World, shift: number): World {
  const state = JSON.parse(rebased(JSON.stringify(world.cluster.state ?? []), shift)) as KubernetesObject[];
  return { ...world, start: timestamp(Date.parse(world.start) + shift), cluster: { ...world.cluster, state } };
}

/** What has happened lately, as the trace of a run. */
export function recordedTrace({ world, start }: Cluster, recorder: RecentRecorder, milliseconds: number): Trace {
  return {
    v: 1,
    scenario: world.name,
    seed: world.seed,
    kubelet: world.kubelet,
    start: timestamp(start),
    world: withoutSecrets({ ...world, start: timestamp(start) }),
    entries: recorder.recent(milliseconds),
  };
}

export interface NodeImages {
  readonly node: string;
  readonly images: readonly NodeImage[];
}

export interface NodeImage {
  readonly names: readonly string[];
  readonly id: string;
  /** Compressed bytes. */
  readonly size: number;
}

/** What lies on each node. */
export function imagesOnNodes({ nodes }: Cluster): readonly NodeImages[] {
  return nodes.map((node) => ({
    node: node.name,
    images: node.now().images.map(({ image, size, pulled }) => ({
      names: pulled?.names ?? [image],
      id: pulled?.id ?? "",
      size,
    })),
  }));
}
