import { SeededRandom } from "../src/base/index.ts";
import { type Pod, type PodStatus, rulesOf } from "../src/kinds/index.ts";
import type { CriError, GrpcCode } from "../src/kubelet/index.ts";
import { KubeletNode, type Pull, START } from "./kubelet-node.ts";
import type { Story, Watched } from "./recordings/story.ts";

/** A status without what differs from run to run: times, addresses, ids. Who runs in a container is the runtime's to say. */
function statusShape(status: PodStatus): string {
  return JSON.stringify(status, (key, value: unknown) => {
    if (key === "user") return undefined;
    if (typeof value === "string" && /(?:Time|At|IP|^ip|ID)$/.test(key)) return value !== "";
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The different statuses of each pod by uid, in order of first appearance, from the kubelet's first one on. */
export type Shapes = ReadonlyMap<string, ReadonlySet<string>>;

interface Shown {
  readonly uid: string;
  readonly status: PodStatus | undefined;
}

function shapesOf(all: readonly Shown[]): Shapes {
  const shapes = new Map<string, Set<string>>();
  for (const { uid, status } of all) {
    if (status?.containerStatuses === undefined) continue;
    shapes.set(uid, (shapes.get(uid) ?? new Set()).add(statusShape(status)));
  }
  return shapes;
}

export function recordedShapes({ pods }: Story): Shapes {
  const seen = pods.filter(({ type }) => type !== "DELETED");
  return shapesOf(seen.map(({ object }) => ({ uid: object.metadata.uid ?? "", status: object.status })));
}

/** Plays a story on a kubelet of its minor: the same changes of pods at the same times, and pulls that end as recorded. */
export async function playStory(story: Story, seed: number): Promise<Shapes> {
  const node = new KubeletNode({ rules: rulesOf(story.minor), random: new SeededRandom(seed), sandboxTook: 400 });
  const pulls = pullsOf(story);
  for (const { image, pull } of [...pulls].reverse()) node.pulls.set(image, pull);
  const changes = changesOf(story).map(({ t, object }) => ({ t, apply: () => node.add(object) }));
  const answers = pulls.map(({ t, image, pull }) => ({ t, apply: () => void node.pulls.set(image, pull) }));
  for (const { t, apply } of [...changes, ...answers].sort((a, b) => a.t - b.t)) {
    await node.clock.runUntil(START + t * 1000);
    apply();
  }
  await node.clock.runUntil(START + story.lastedSeconds * 1000);
  return shapesOf(node.published);
}

/** What the API server did to pods that have a node: it took edits and deletions. */
function changesOf(story: Story): readonly Watched<Pod>[] {
  const last = new Map<string, string>();
  return story.pods.filter(({ type, object }) => {
    const { uid = "", deletionTimestamp } = object.metadata;
    const text = JSON.stringify([object.spec, deletionTimestamp !== undefined]);
    if (type === "DELETED" || object.spec.nodeName === undefined || last.get(uid) === text) return false;
    last.set(uid, text);
    return true;
  });
}

const PULL_EVENT = /^(?:Failed to pull image|Successfully pulled image|Container image) "([^"]*)"(?:: (.*))?/s;

/** How pulls of each image ended: failures from the end of the pull before on, successes from two seconds before on. */
function pullsOf({ events }: Story): readonly { readonly t: number; readonly image: string; readonly pull: Pull }[] {
  const ended = new Map<string, number>();
  return events.flatMap(({ t, object }) => {
    const [, image, error] = PULL_EVENT.exec(object.message) ?? [];
    if (image === undefined || (object.reason !== "Failed" && object.reason !== "Pulled")) return [];
    const from = error === undefined ? Math.max(0, t - 2) : (ended.get(image) ?? 0) + 0.5;
    ended.set(image, t);
    return [
      {
        t: from,
        image,
        pull: { program: programOf(image), ...(error === undefined ? {} : { error: criError(error) }) },
      },
    ];
  });
}

/** What the rig's images do. */
function programOf(image: string): NonNullable<Pull["program"]> {
  if (image.includes("/exit0:")) return { exitCode: 0 };
  if (image.includes("/crash:")) return { exitCode: 3 };
  return image.includes("/notexec:") ? { exitCode: 1 } : {};
}

function criError(text: string): CriError {
  const [, grpcCode = "Unknown", message = text] = /^rpc error: code = (\w+) desc = (.*)$/s.exec(text) ?? [];
  return { grpcCode: grpcCode as GrpcCode, message };
}
