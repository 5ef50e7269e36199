import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { readJsonLines } from "../conformance/vectors.ts";
import type { ContainerStatus, KubernetesObject, Pod, Snapshot } from "../src/kinds/index.ts";
import { snapshotOfObjects } from "../src/kubectl/index.ts";

/** A recorded story of a real cluster: what the watches of its namespace received. */
export interface Story {
  readonly minor: string;
  readonly id: string;
  readonly pods: readonly Received<RecordedPod>[];
  readonly events: readonly Received<RecordedEvent>[];
}

interface Received<T> {
  /** Seconds since the story began. */
  readonly t: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: T;
}

type RecordedPod = Pod & { readonly metadata: { readonly name: string; readonly uid: string } };

export interface RecordedEvent extends KubernetesObject {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly involvedObject: {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly fieldPath?: string;
  };
  readonly reason: string;
  readonly message: string;
  readonly type: "Normal" | "Warning";
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
}

const RECORDINGS = join(import.meta.dirname, "../conformance/recordings");

/** The stories of one folder, such as `v1.35.4`. */
export function storiesOf(version: string): Story[] {
  const folder = join(RECORDINGS, version);
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, "pods.jsonl.gz")))
    .map((id) => ({
      minor: version.replace(/^v(\d+\.\d+).*/, "$1"),
      id,
      pods: readJsonLines(join(folder, id, "pods.jsonl.gz")) as Received<RecordedPod>[],
      events: readJsonLines(join(folder, id, "events.jsonl.gz")) as Received<RecordedEvent>[],
    }));
}

/** What a look at the namespace, or at one pod of it, would have shown at the time. */
export function snapshotAt({ pods, events }: Story, t: number, name?: string): Snapshot {
  const seen = latest(pods, t).filter(({ metadata }) => name === undefined || metadata.name === name);
  const theirs = latest(events, t).filter(({ involvedObject }) =>
    seen.some(({ metadata }) => metadata.uid === involvedObject.uid),
  );
  return snapshotOfObjects([...seen, ...theirs], { now: nowAt(events, t), origin: "cluster" });
}

/** The first moment at which a container waited with the reason. */
export function firstMomentOf({ pods }: Story, reason: RegExp): number | undefined {
  return pods.find(
    ({ object, type }) =>
      type !== "DELETED" && statusesOf(object).some(({ state }) => reason.test(state.waiting?.reason ?? "")),
  )?.t;
}

function latest<T extends { readonly metadata: { readonly uid: string } }>(
  received: readonly Received<T>[],
  t: number,
): T[] {
  const byUid = new Map<string, Received<T>>();
  for (const each of received) if (each.t <= t) byUid.set(each.object.metadata.uid, each);
  return [...byUid.values()].filter(({ type }) => type !== "DELETED").map(({ object }) => object);
}

/** The recorder's clock at `t`, from an event that came in at about the time it names. */
function nowAt(events: readonly Received<RecordedEvent>[], t: number): number {
  const { t: came, object } = events.find(({ object }) => object.lastTimestamp) ?? {
    t: 0,
    object: {} as Partial<RecordedEvent>,
  };
  return Date.parse(object.lastTimestamp ?? "") + (t - came) * 1000;
}

function statusesOf({ status = {} }: RecordedPod): readonly ContainerStatus[] {
  return [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
}
