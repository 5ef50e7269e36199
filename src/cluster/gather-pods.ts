import { failed, isJsonObject, objectAt, ok, type Outcome, textAt } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import type { ClusterFault } from "./fault.ts";
import { readList, readObject, type Reader } from "./read.ts";
import { typeOf } from "./resource-type.ts";
import type { ClusterTarget, NamedObject } from "./target.ts";

/** What was read, and what could not be. */
export interface Gathered {
  readonly objects: readonly KubernetesObject[];
  readonly notSeen: readonly NotSeen[];
}

/** Something that may be there, but was not shown: never a sign that it does not exist. */
export interface NotSeen {
  /** `events of namespace shop`. */
  readonly what: string;
  readonly fault: ClusterFault;
}

/** The pods of the target with their events, in two requests where the target needs no more. */
export async function gatherPods(reader: Reader, target: ClusterTarget): Promise<Outcome<Gathered, ClusterFault>> {
  const [pods, events] = await Promise.all([podsOf(reader, target), eventsOf(reader, target)]);
  if (!pods.ok) return pods;
  if (!events.ok) return ok({ objects: pods.value, notSeen: [{ what: eventsText(target), fault: events.fault }] });
  const uids = new Set(pods.value.map(({ metadata }) => metadata.uid));
  const own = events.value.filter((event) => uids.has(textAt(event, "involvedObject", "uid")));
  return ok({ objects: [...pods.value, ...own], notSeen: [] });
}

async function podsOf(
  reader: Reader,
  target: ClusterTarget,
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const { namespace, selector, fieldSelector, objects } = target;
  const place = { type: typeOf("pods"), namespace };
  if (objects.length === 0) return readList(reader, place, { labelSelector: selector, fieldSelector });
  const lists = await Promise.all(objects.map((object) => podsBehind(reader, object, namespace)));
  const found = new Map<string | undefined, KubernetesObject>();
  for (const list of lists) {
    if (!list.ok) return list;
    for (const pod of list.value) found.set(pod.metadata.uid, pod);
  }
  return ok([...found.values()]);
}

/** The pod itself, or the pods of a workload or node. */
async function podsBehind(
  reader: Reader,
  { resource, name, namespace: own }: NamedObject,
  common: string | undefined,
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const namespace = own ?? common;
  const pods = { type: typeOf("pods"), namespace };
  if (resource === "nodes") return readList(reader, { type: pods.type }, { fieldSelector: `spec.nodeName=${name}` });
  const named = await readObject(reader, { type: typeOf(resource), namespace }, name);
  if (!named.ok) return named;
  if (resource === "pods") return ok([named.value]);
  if (resource === "cronjobs") return podsOfCronJob(reader, named.value);
  const labelSelector = selectorOf(named.value);
  if (labelSelector === undefined) return failed(noSelector(resource, name));
  return readList(reader, pods, { labelSelector });
}

async function podsOfCronJob(
  reader: Reader,
  { metadata }: KubernetesObject,
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const { namespace, uid } = metadata;
  const [jobs, pods] = await Promise.all([
    readList(reader, { type: typeOf("jobs"), namespace }),
    readList(reader, { type: typeOf("pods"), namespace }, { labelSelector: "batch.kubernetes.io/job-name" }),
  ]);
  if (!jobs.ok) return jobs;
  if (!pods.ok) return pods;
  const own = new Set(jobs.value.filter((job) => isOwnedBy(job, uid)).map((job) => job.metadata.uid));
  return ok(pods.value.filter(({ metadata: { ownerReferences = [] } }) => ownerReferences.some((o) => own.has(o.uid))));
}

function isOwnedBy({ metadata: { ownerReferences = [] } }: KubernetesObject, uid: string | undefined): boolean {
  return ownerReferences.some((owner) => owner.uid === uid);
}

/** `spec.selector` in the form of a query: `app=web,tier in (a,b)`. */
function selectorOf(workload: KubernetesObject): string | undefined {
  const selector = objectAt(workload, "spec", "selector");
  const equal = Object.entries(objectAt(selector, "matchLabels")).map(([key, value]) => `${key}=${String(value)}`);
  const { matchExpressions = [] } = selector as { readonly matchExpressions?: readonly unknown[] };
  const parts = [...equal, ...matchExpressions.filter(isJsonObject).map(expressionText)];
  return parts.length === 0 ? undefined : parts.join(",");
}

function expressionText(expression: Readonly<Record<string, unknown>>): string {
  const { key, operator, values = [] } = expression as { key: string; operator: string; values?: readonly string[] };
  if (operator === "Exists") return key;
  if (operator === "DoesNotExist") return `!${key}`;
  return `${key} ${operator === "In" ? "in" : "notin"} (${values.join(",")})`;
}

/** One request for all pods of the namespace, or of the one pod that is wanted. */
function eventsOf(
  reader: Reader,
  { namespace, objects }: ClusterTarget,
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const [only, ...others] = objects;
  const isOnePod = only?.resource === "pods" && others.length === 0;
  const fieldSelector = `involvedObject.kind=Pod${isOnePod ? `,involvedObject.name=${only.name}` : ""}`;
  // A node has pods of every namespace.
  const elsewhere = objects.some(
    (object) => object.resource === "nodes" || (object.namespace ?? namespace) !== namespace,
  );
  const place = elsewhere ? {} : { namespace };
  return readList(reader, { type: typeOf("events"), ...place }, { fieldSelector });
}

function eventsText({ namespace }: ClusterTarget): string {
  return namespace === undefined ? "events" : `events of namespace ${namespace}`;
}

function noSelector(resource: string, name: string): ClusterFault {
  return { code: "CLUSTER_ANSWER", message: `Cannot find the pods of ${resource}/${name}: it has no selector` };
}
