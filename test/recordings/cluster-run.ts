import { ManualClock, Secret } from "../../src/base/index.ts";
import type { KubernetesObject, Pod } from "../../src/kinds/index.ts";
import {
  builtInKubectl,
  createNetwork,
  type Live,
  PassingRecorder,
  RecentRecorder,
  startLive,
} from "../../src/sandbox/index.ts";
import type { Change } from "../../src/sandbox/store/index.ts";
import type { Look, RecordedEvent, Story, Watched } from "./story.ts";
import { worldOfStory } from "./world-of-story.ts";

/** What a cluster shows of a story: the same as was recorded of a real one. */
export type Shown = Pick<Story, "pods" | "events" | "deployments" | "replicasets" | "looks">;

/** Only waits and prints. */
const WATCHES_ONLY = /\brollout (?:status|history)\b/;
const SETTLING = 1000;

/**
 * Runs a recorded story in a sandbox on a virtual clock and looks with the built-in kubectl at the recorded moments. A
 * moment that is called after a reason comes when a pod first shows it; the others come at their time.
 */
export async function runInCluster(story: Story, seed: number): Promise<Shown> {
  const world = { ...worldOfStory(story), seed };
  const actions = world.actions.filter((action) => !("run" in action && WATCHES_ONLY.test(action.run)));
  const start = Date.parse(world.start);
  const clock = new ManualClock(start);
  const recent = new RecentRecorder(clock);
  const recorder = new PassingRecorder(recent);
  const network = createNetwork({ registries: world.registries, clock, start });
  const time = { speed: 1, jump: () => Promise.resolve() };
  const token = new Secret("owner");
  const means = { clock, real: clock, recorder, recent, network, time, token };
  const live = await startLive({ world: { ...world, actions }, ...means });
  const shown = watchAll(live, story.namespace);
  const looks = lookAll(live, story, shown);
  live.play();
  await clock.runUntil(start + world.for + SETTLING);
  return { ...inOrder(shown), looks };
}

/** A change that another one brings about is heard of first; a client's watch tells them in order. */
export function inOrder({ pods, events, deployments, replicasets }: Watches): Watches {
  const sorted = <T extends KubernetesObject>(watched: readonly Watched<T>[]): Watched<T>[] =>
    watched.toSorted((one, other) => versionOf(one.object) - versionOf(other.object));
  return {
    pods: sorted(pods),
    events: sorted(events),
    deployments: sorted(deployments),
    replicasets: sorted(replicasets),
  };
}

function versionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.resourceVersion);
}

export type Watches = Omit<Shown, "looks">;

/** Fills with what happens from now on. */
export function watchAll({ cluster }: Live, namespace: string): Watches {
  const watch = <T extends KubernetesObject>(resource: string): Watched<T>[] => {
    const seen: Watched<T>[] = [];
    cluster.store.watch(({ type, object }: Change) => {
      if (object.metadata.namespace !== namespace) return;
      seen.push({ t: (cluster.clock.now() - cluster.start) / 1000, type, object: object as T });
    }, resource);
    return seen;
  };
  return {
    pods: watch<Pod>("pods"),
    events: watch<RecordedEvent>("events"),
    deployments: watch("deployments"),
    replicasets: watch("replicasets"),
  };
}

/** A moment that is called after what a pod shows then. */
export function isReason(moment: string): boolean {
  return /^(?:Err|Image)\w+$/.test(moment);
}

/** Asks what was asked then, each in its place among the recorded looks; the names are those of this run. */
function lookAll({ cluster }: Live, story: Story, shown: Watches): readonly Look[] {
  const { clock, store, start } = cluster;
  const looks: Look[] = [];
  const look = (recorded: Look, index: number): void => {
    clock.start(async () => {
      const [flag = "", namespace = "", ...words] = recorded.argv;
      const argv = [...words.map((word) => nameHere(word, story, shown)), flag, namespace];
      const { stdout, stderr, exitCode: code } = await builtInKubectl(cluster, argv);
      looks[index] = { ...recorded, argv, stdout, stderr, code };
    });
  };
  const lookLater = (recorded: Look, index: number, seconds: number): void => {
    clock.start(async () => {
      await clock.sleep(seconds * 1000);
      look(recorded, index);
    });
  };
  const waiting = new Set<string>();
  for (const [index, recorded] of story.looks.entries()) {
    if (isReason(recorded.moment)) waiting.add(recorded.moment);
    else lookLater(recorded, index, recorded.until - (clock.now() - start) / 1000);
  }
  store.watch(({ object }) => {
    const { reason = "" } = (object as Pod).status?.containerStatuses?.[0]?.state.waiting ?? {};
    if (!waiting.delete(reason)) return;
    const first = firstShown(story.pods, reason) ?? 0;
    for (const [index, recorded] of story.looks.entries()) {
      if (recorded.moment === reason) lookLater(recorded, index, Math.max(0, recorded.t - first));
    }
  }, "pods");
  return looks;
}

/** When a pod first showed a reason. */
export function firstShown(pods: readonly Watched<Pod>[], reason: string): number | undefined {
  const shows = ({ object }: Watched<Pod>): boolean =>
    object.status?.containerStatuses?.[0]?.state.waiting?.reason === reason;
  return pods.find(shows)?.t;
}

/** A name that a controller made has the same place here as it had there. */
export function nameHere(word: string, story: Story, shown: Watches): string {
  const place = namesOf(story.pods).indexOf(word);
  return place === -1 ? word : (namesOf(shown.pods)[place] ?? word);
}

/** In order of creation. */
export function namesOf(watched: readonly Watched<KubernetesObject>[]): string[] {
  return [...new Set(watched.map(({ object }) => object.metadata.name ?? ""))];
}
