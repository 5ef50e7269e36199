import type { EventFacts, PodFacts, Snapshot } from "../../kinds/index.ts";

export interface SharedEvents {
  readonly ofPods: ReadonlyMap<PodFacts, readonly EventFacts[]>;
  /** About objects other than pods. */
  readonly strays: readonly EventFacts[];
}

/**
 * Gives every event to its pod. Events may speak of pods that were not seen themselves; of a live cluster all pods were seen, so those
 * are gone and their events are dropped. An event that names no object belongs to the only pod.
 */
export function shareEvents({ origin, pods, events }: Snapshot): SharedEvents {
  const ofPods = new Map<PodFacts, EventFacts[]>(pods.map((pod) => [pod, []]));
  const byName = new Map<string, PodFacts[]>();
  const strays: EventFacts[] = [];
  for (const pod of pods) remember(pod, byName);
  for (const event of events) {
    const name = podNameOf(event);
    const pod = name === undefined ? onlyPodFor(event, pods) : find(name, event, byName);
    if (pod !== undefined) ofPods.get(pod)?.push(event);
    else if (name === undefined) strays.push(event);
    else if (origin !== "cluster") ofPods.set(remember(unseenPod(name, event), byName), [event]);
  }
  return { ofPods, strays };
}

function remember(pod: PodFacts, byName: Map<string, PodFacts[]>): PodFacts {
  const { name = "" } = pod;
  const namesakes = byName.get(name) ?? [];
  namesakes.push(pod);
  byName.set(name, namesakes);
  return pod;
}

function podNameOf({ object = "" }: EventFacts): string | undefined {
  return /^pod\/(.+)$/i.exec(object)?.[1];
}

function onlyPodFor({ object }: EventFacts, pods: readonly PodFacts[]): PodFacts | undefined {
  return object === undefined && pods.length === 1 ? pods[0] : undefined;
}

function find(
  name: string,
  { namespace }: EventFacts,
  byName: ReadonlyMap<string, readonly PodFacts[]>,
): PodFacts | undefined {
  return byName
    .get(name)
    ?.find((pod) => pod.namespace === undefined || namespace === undefined || pod.namespace === namespace);
}

function unseenPod(name: string, { namespace }: EventFacts): PodFacts {
  return { name, ...(namespace !== undefined && { namespace }), containers: [] };
}
