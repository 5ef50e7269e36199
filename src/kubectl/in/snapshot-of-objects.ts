import { type Instant, isJsonObject, type JsonObject, listAt, objectAt, textAt, valueAt } from "../../base/index.ts";
import type {
  ContainerFacts,
  EventFacts,
  EventType,
  KubernetesObject,
  MessageFacts,
  PodFacts,
  PodPhase,
  PullPolicy,
  SecretFacts,
  Snapshot,
} from "../../kinds/index.ts";

export interface ObjectsOptions {
  readonly now: Instant;
  readonly origin: "files" | "cluster";
}

/**
 * The facts of objects as an API server gives them, or as people paste them: what is not of the form that it should have counts as
 * absent. Of secrets never more than their type and the names of their keys.
 */
export function snapshotOfObjects(
  objects: readonly Pick<KubernetesObject, "kind">[],
  { now, origin }: ObjectsOptions,
): Snapshot {
  const ofKind = (kind: string): readonly JsonObject[] =>
    objects.filter((object) => object.kind === kind).map((object) => ({ ...object }));
  return {
    origin,
    pods: ofKind("Pod").map((pod) => podFacts(pod, { now, replicaSets: ofKind("ReplicaSet") })),
    events: ofKind("Event").map((event) => eventFacts(event, now)),
    messages: ofKind("Pod").flatMap(messagesOf),
    secrets: ofKind("Secret").map(secretFacts),
    notUnderstood: [],
  };
}

/** What the pod itself says, as one that was evicted does. */
function messagesOf(pod: JsonObject): readonly MessageFacts[] {
  const text = filledAt(pod, "status", "message");
  return text === undefined ? [] : [defined({ text, reason: textAt(pod, "status", "reason") })];
}

interface Around {
  readonly now: Instant;
  readonly replicaSets: readonly JsonObject[];
}

interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** The Deployment behind a ReplicaSet: as the ReplicaSet says where it is there too, else by the name that Deployments give. */
function ownerOf(pod: JsonObject, replicaSets: readonly JsonObject[]): Owner | undefined {
  const reference = controllerOf(pod);
  const owner = asOwner(reference);
  if (owner?.kind !== "ReplicaSet") return owner;
  const above = replicaSets.find((set) => textAt(set, "metadata", "uid") === textAt(reference, "uid"));
  return asOwner(controllerOf(above)) ?? deploymentOf(owner.name, pod) ?? owner;
}

/** A Deployment calls its ReplicaSets by its own name and the hash that their pods have as a label. */
function deploymentOf(replicaSet: string, pod: JsonObject): Owner | undefined {
  const hash = textAt(pod, "metadata", "labels", "pod-template-hash");
  if (hash === undefined || !replicaSet.endsWith(`-${hash}`)) return undefined;
  return { kind: "Deployment", name: replicaSet.slice(0, -hash.length - 1) };
}

function controllerOf(object: JsonObject | undefined): unknown {
  return listAt(object, "metadata", "ownerReferences").find((owner) => valueAt(owner, "controller") === true);
}

function asOwner(reference: unknown): Owner | undefined {
  const [kind, name] = [textAt(reference, "kind"), textAt(reference, "name")];
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

function podFacts(pod: JsonObject, { now, replicaSets }: Around): PodFacts {
  const owner = ownerOf(pod, replicaSets);
  return defined({
    name: textAt(pod, "metadata", "name"),
    namespace: textAt(pod, "metadata", "namespace"),
    owner: owner && `${owner.kind}/${owner.name}`,
    uid: textAt(pod, "metadata", "uid"),
    node: textAt(pod, "spec", "nodeName"),
    phase: textAt(pod, "status", "phase") as PodPhase | undefined,
    status: filledAt(pod, "status", "reason"),
    ageSeconds: secondsSince(textAt(pod, "metadata", "creationTimestamp"), now),
    pullSecrets: listAt(pod, "spec", "imagePullSecrets").flatMap((secret) => filledAt(secret, "name") ?? []),
    serviceAccount: textAt(pod, "spec", "serviceAccountName"),
    containers: [
      ...containersOf(pod, "init", "initContainer"),
      ...containersOf(pod, "container", "container"),
      ...containersOf(pod, "ephemeral", "ephemeralContainer"),
      ...listAt(pod, "spec", "volumes").flatMap(imageVolume),
    ],
  });
}

/** Those of the spec with their statuses, and those of which there is a status only. */
function containersOf(pod: JsonObject, kind: ContainerFacts["kind"], field: string): readonly ContainerFacts[] {
  const specs = listAt(pod, "spec", `${field}s`).filter(isJsonObject);
  const statuses = listAt(pod, "status", `${field}Statuses`).filter(isJsonObject);
  const isNamed = (status: JsonObject): boolean => specs.some((spec) => spec["name"] === status["name"]);
  const unnamed = statuses.filter((status) => !isNamed(status));
  return [...specs, ...unnamed].map((spec) => {
    const status = statuses.find((each) => each["name"] === spec["name"]);
    return defined({
      name: textAt(spec, "name"),
      kind,
      image: textAt(spec, "image"),
      policy: textAt(spec, "imagePullPolicy") as PullPolicy | undefined,
      ...(status && stateFacts(status)),
    });
  });
}

/** A volume whose content is an image. */
function imageVolume(volume: unknown): readonly ContainerFacts[] {
  const image = valueAt(volume, "image");
  if (!isJsonObject(image)) return [];
  const policy = textAt(image, "pullPolicy") as PullPolicy | undefined;
  return [
    defined({ name: textAt(volume, "name"), kind: "volume" as const, image: textAt(image, "reference"), policy }),
  ];
}

function stateFacts(status: JsonObject): Partial<ContainerFacts> {
  const { waiting, running, terminated } = objectAt(status, "state");
  const ended = valueAt(status, "lastState", "terminated");
  const named = waiting ?? terminated;
  const restartCount = numberAt(status, "restartCount") ?? 0;
  return defined({
    state: running ? ("running" as const) : terminated ? ("terminated" as const) : ("waiting" as const),
    reason: textAt(named, "reason"),
    message: textAt(named, "message"),
    exitCode: numberAt(terminated ?? ended, "exitCode"),
    restartCount,
    imageID: filledAt(status, "imageID"),
    ranBefore: restartCount > 0 || isJsonObject(ended) ? (true as const) : undefined,
    ranFrom: filledAt(status, "imageID") === undefined ? undefined : filledAt(status, "image"),
    lastReason: textAt(ended, "reason"),
    lastMessage: textAt(ended, "message"),
  });
}

function eventFacts(event: JsonObject, now: Instant): EventFacts {
  const about = objectAt(event, "involvedObject" in event ? "involvedObject" : "regarding");
  const first =
    textAt(event, "firstTimestamp") ?? textAt(event, "eventTime") ?? textAt(event, "metadata", "creationTimestamp");
  const last = textAt(event, "lastTimestamp") ?? textAt(event, "series", "lastObservedTime") ?? first;
  return defined({
    type: textAt(event, "type") as EventType | undefined,
    reason: textAt(event, "reason"),
    message: textAt(event, "message") ?? textAt(event, "note") ?? "",
    count: numberAt(event, "count") ?? numberAt(event, "series", "count"),
    firstSeen: secondsSince(first, now),
    lastSeen: secondsSince(last, now),
    from: textAt(event, "source", "component") ?? textAt(event, "reportingComponent"),
    object: `${textAt(about, "kind") ?? ""}/${textAt(about, "name") ?? ""}`,
    namespace: textAt(about, "namespace"),
    fieldPath: textAt(about, "fieldPath"),
  });
}

function secretFacts(secret: JsonObject): SecretFacts {
  return defined({
    name: textAt(secret, "metadata", "name"),
    namespace: textAt(secret, "metadata", "namespace"),
    type: textAt(secret, "type"),
    keys: Object.keys(objectAt(secret, "data")),
  });
}

/** A text that is not empty. */
function filledAt(value: unknown, ...path: readonly string[]): string | undefined {
  return textAt(value, ...path) || undefined;
}

function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
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
