import { type Instant, objectAt, textAt, valueAt } from "../../base/index.ts";
import type {
  Container,
  ContainerFacts,
  ContainerStatus,
  EventFacts,
  KubernetesObject,
  MessageFacts,
  OwnerReference,
  Pod,
  PodFacts,
  SecretFacts,
  Snapshot,
  Volume,
} from "../../kinds/index.ts";

export interface ObjectsOptions {
  readonly now: Instant;
  readonly origin: "files" | "cluster";
}

/** The facts of objects as an API server gives them; of secrets never more than their type and the names of their keys. */
export function snapshotOfObjects(objects: readonly KubernetesObject[], { now, origin }: ObjectsOptions): Snapshot {
  const ofKind = (kind: string): readonly KubernetesObject[] => objects.filter((object) => object.kind === kind);
  return {
    origin,
    pods: (ofKind("Pod") as readonly Pod[]).map((pod) => podFacts(pod, { now, replicaSets: ofKind("ReplicaSet") })),
    events: ofKind("Event").map((event) => eventFacts(event, now)),
    messages: (ofKind("Pod") as readonly Pod[]).flatMap(messagesOf),
    secrets: ofKind("Secret").map(secretFacts),
    notUnderstood: [],
  };
}

/** What the pod itself says, as one that was evicted does. */
function messagesOf({ status = {} }: Pod): readonly MessageFacts[] {
  const { message = "", reason } = status;
  return message === "" ? [] : [defined({ text: message, reason })];
}

interface Around {
  readonly now: Instant;
  readonly replicaSets: readonly KubernetesObject[];
}

/** The Deployment behind a ReplicaSet: as the ReplicaSet says where it is there too, else by the name that Deployments give. */
function ownerOf(
  pod: Pod,
  replicaSets: readonly KubernetesObject[],
): Pick<OwnerReference, "kind" | "name"> | undefined {
  const owner = controllerOf(pod);
  const above = owner && replicaSets.find(({ metadata }) => metadata.uid === owner.uid);
  return (above && controllerOf(above)) ?? (owner && deploymentOf(owner, pod)) ?? owner;
}

/** A Deployment calls its ReplicaSets by its own name and the hash that their pods have as a label. */
function deploymentOf(
  { kind, name }: OwnerReference,
  { metadata: { labels = {} } }: Pod,
): Pick<OwnerReference, "kind" | "name"> | undefined {
  const hash = labels["pod-template-hash"];
  if (kind !== "ReplicaSet" || hash === undefined || !name.endsWith(`-${hash}`)) return undefined;
  return { kind: "Deployment", name: name.slice(0, -hash.length - 1) };
}

function controllerOf({ metadata }: KubernetesObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}

function podFacts(pod: Pod, { now, replicaSets }: Around): PodFacts {
  const { metadata, spec, status = {} } = pod;
  const owner = ownerOf(pod, replicaSets);
  return defined({
    name: metadata.name,
    namespace: metadata.namespace,
    owner: owner && `${owner.kind}/${owner.name}`,
    uid: metadata.uid,
    node: spec.nodeName,
    phase: status.phase,
    status: status.reason === "" ? undefined : status.reason,
    ageSeconds: secondsSince(metadata.creationTimestamp, now),
    pullSecrets: (spec.imagePullSecrets ?? []).flatMap(({ name = "" }) => (name === "" ? [] : name)),
    serviceAccount: spec.serviceAccountName,
    containers: [
      ...containersOf("init", spec.initContainers, status.initContainerStatuses),
      ...containersOf("container", spec.containers, status.containerStatuses),
      ...containersOf("ephemeral", spec.ephemeralContainers, status.ephemeralContainerStatuses),
      ...(spec.volumes ?? []).flatMap(imageVolume),
    ],
  });
}

function containersOf(
  kind: ContainerFacts["kind"],
  containers: readonly Container[] = [],
  statuses: readonly ContainerStatus[] = [],
): readonly ContainerFacts[] {
  const unnamed = statuses.filter(({ name }) => !containers.some((container) => container.name === name));
  const all: readonly Container[] = [...containers, ...unnamed.map(({ name, image }) => ({ name, image }))];
  return all.map(({ name, image, imagePullPolicy }) => {
    const status = statuses.find((each) => each.name === name);
    return defined({ name, kind, image, policy: imagePullPolicy, ...(status && stateFacts(status)) });
  });
}

/** A volume whose content is an image. */
function imageVolume({ name, image }: Volume): readonly ContainerFacts[] {
  if (image === undefined) return [];
  return [defined({ name, kind: "volume" as const, image: image.reference, policy: image.pullPolicy })];
}

/** Of statuses from outside anything may be missing. */
function stateFacts(status: Partial<ContainerStatus>): Partial<ContainerFacts> {
  const { state = {}, lastState = {}, restartCount = 0, imageID } = status;
  const { waiting, running, terminated } = state;
  const named = waiting ?? terminated;
  const exitCode = (terminated ?? lastState.terminated)?.exitCode;
  return defined({
    state: running ? "running" : terminated ? "terminated" : "waiting",
    reason: named?.reason,
    message: named?.message,
    exitCode,
    restartCount,
    imageID: imageID === "" ? undefined : imageID,
    ranBefore: restartCount > 0 || lastState.terminated !== undefined ? true : undefined,
  }) as Partial<ContainerFacts>;
}

function eventFacts(event: KubernetesObject, now: Instant): EventFacts {
  const about = "involvedObject" in event ? objectAt(event, "involvedObject") : objectAt(event, "regarding");
  const count = valueAt(event, "count") ?? valueAt(event, "series", "count");
  const first = textAt(event, "firstTimestamp") ?? textAt(event, "eventTime") ?? event.metadata.creationTimestamp;
  const last = textAt(event, "lastTimestamp") ?? textAt(event, "series", "lastObservedTime") ?? first;
  return defined({
    type: textAt(event, "type"),
    reason: textAt(event, "reason"),
    message: textAt(event, "message") ?? textAt(event, "note") ?? "",
    count: typeof count === "number" ? count : undefined,
    firstSeen: secondsSince(first, now),
    lastSeen: secondsSince(last, now),
    from: textAt(event, "source", "component") ?? textAt(event, "reportingComponent"),
    object: `${textAt(about, "kind") ?? ""}/${textAt(about, "name") ?? ""}`,
    namespace: textAt(about, "namespace"),
    fieldPath: textAt(about, "fieldPath"),
  }) as unknown as EventFacts;
}

function secretFacts(secret: KubernetesObject): SecretFacts {
  const keys = Object.keys(objectAt(secret, "data"));
  return defined({
    name: secret.metadata.name,
    namespace: secret.metadata.namespace,
    type: textAt(secret, "type"),
    keys,
  });
}

function secondsSince(text: string | undefined, now: Instant): number | undefined {
  const instant = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(instant) ? undefined : Math.max(0, (now - instant) / 1000);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
