import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { readJsonLines } from "../conformance/vectors.ts";
import type { ContainerFacts, EventFacts, PodFacts, Snapshot } from "../src/kinds/index.ts";

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

interface RecordedPod {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly spec: {
    readonly nodeName?: string;
    readonly imagePullSecrets?: readonly { readonly name: string }[];
    readonly containers: readonly { readonly name: string; readonly image: string }[];
    readonly initContainers?: readonly { readonly name: string; readonly image: string }[];
  };
  readonly status: {
    readonly containerStatuses?: readonly RecordedStatus[];
    readonly initContainerStatuses?: readonly RecordedStatus[];
  };
}

interface RecordedStatus {
  readonly name: string;
  readonly state: Readonly<Record<string, { readonly reason?: string; readonly message?: string }>>;
}

export interface RecordedEvent {
  readonly metadata: { readonly uid: string };
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
  return {
    origin: "cluster",
    pods: seen.map(podFacts),
    events: theirs.map((event) => eventFacts(event, nowAt(events, t))),
    messages: [],
    secrets: [],
    notUnderstood: [],
  };
}

/** The first moment at which a container waited with the reason. */
export function firstMomentOf({ pods }: Story, reason: RegExp): number | undefined {
  return pods.find(
    ({ object, type }) =>
      type !== "DELETED" && statusesOf(object).some(({ state }) => reason.test(state["waiting"]?.reason ?? "")),
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

function podFacts({ metadata, spec, status }: RecordedPod): PodFacts {
  const { name, namespace, uid } = metadata;
  const of = (
    kind: ContainerFacts["kind"],
    containers: RecordedPod["spec"]["containers"],
    statuses: readonly RecordedStatus[] = [],
  ): ContainerFacts[] =>
    containers.map((container) => ({
      ...container,
      kind,
      ...stateOf(statuses.find((each) => each.name === container.name)),
    }));
  return {
    name,
    namespace,
    uid,
    pullSecrets: (spec.imagePullSecrets ?? []).map((secret) => secret.name),
    ...(spec.nodeName !== undefined && { node: spec.nodeName }),
    containers: [
      ...of("init", spec.initContainers ?? [], status.initContainerStatuses),
      ...of("container", spec.containers, status.containerStatuses),
    ].map(({ name, image, ...rest }) => ({ name: name ?? "", image: image ?? "", ...rest })),
  };
}

function stateOf(status: RecordedStatus | undefined): Pick<ContainerFacts, "state" | "reason" | "message"> {
  const [state, { reason, message } = {}] = Object.entries(status?.state ?? {})[0] ?? [];
  return {
    ...(state !== undefined && { state: state as "waiting" }),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  };
}

function eventFacts(event: RecordedEvent, now: number): EventFacts {
  const { type, reason, message, count, involvedObject, firstTimestamp, lastTimestamp } = event;
  const ago = (time: string | undefined): number => Math.max(0, Math.floor((now - Date.parse(time ?? "")) / 1000));
  return {
    type,
    reason,
    message,
    object: `${involvedObject.kind}/${involvedObject.name}`,
    namespace: involvedObject.namespace,
    ...(involvedObject.fieldPath !== undefined && { fieldPath: involvedObject.fieldPath }),
    ...(count !== undefined && { count }),
    ...(typeof firstTimestamp === "string" && { firstSeen: ago(firstTimestamp) }),
    ...(typeof lastTimestamp === "string" && { lastSeen: ago(lastTimestamp) }),
  };
}

function statusesOf({ status }: RecordedPod): readonly RecordedStatus[] {
  return [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
}
