import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ControllersOptions } from "../controllers.ts";
import { OwnerGraph, ownersOf, type Place } from "./owner-graph.ts";

/** Milliseconds that the collector takes to notice a change, as on an idle cluster. */
const DELAY = 10;
const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

interface Means extends ControllersOptions {
  readonly graph: OwnerGraph;
}

/**
 * Deletes what belongs to something that is gone. An object that is to go may ask for more by its finalizers: that its
 * dependents go first, or that they stay and belong to nobody.
 */
export function startGarbageCollector(options: ControllersOptions): void {
  const { store, clock } = options;
  const graph = new OwnerGraph();
  let isWaiting = false;
  store.watch((change) => {
    if (!graph.follow(change) || isWaiting) return;
    isWaiting = true;
    clock.start(async () => {
      await clock.sleep(DELAY);
      isWaiting = false;
      for (const { place, cause } of graph.take()) attend({ ...options, graph }, place, cause);
    });
  });
}

function attend(means: Means, place: Place, cause: number | undefined): void {
  const object = means.store.get(place.resource, place.namespace, place.name);
  if (object === undefined) return;
  const finalizers = object.metadata.deletionTimestamp === undefined ? [] : (object.metadata.finalizers ?? []);
  if (finalizers.includes(ORPHAN)) return letGo(means, { place, object, finalizer: ORPHAN }, freeDependents);
  if (finalizers.includes(FOREGROUND)) return letGo(means, { place, object, finalizer: FOREGROUND }, endDependents);
  collect(means, { place, object }, cause);
}

interface Found {
  readonly place: Place;
  readonly object: KubernetesObject;
}

/** What has no owner any more goes; what has another one stays. */
function collect(means: Means, { place, object }: Found, cause: number | undefined): void {
  const owners = ownersOf(object);
  const left = owners.filter((owner) => means.graph.isAlive(owner.uid));
  if (owners.length === left.length || object.metadata.deletionTimestamp !== undefined) return;
  if (left.length > 0) return write(means, place, withOwners(object, left));
  const body = { propagationPolicy: "Background" };
  means.api.handle({ verb: "delete", ...place, body, ...(cause === undefined ? {} : { cause }) });
}

interface Leaving extends Found {
  readonly finalizer: string;
}

/** Takes the finalizer off as soon as nothing is left to do. */
function letGo(
  means: Means,
  { place, object, finalizer }: Leaving,
  isDone: (means: Means, owner: KubernetesObject) => boolean,
): void {
  if (!isDone(means, object)) return;
  const finalizers = (object.metadata.finalizers ?? []).filter((name) => name !== finalizer);
  write(means, place, { ...object, metadata: { ...object.metadata, finalizers } });
}

function freeDependents(means: Means, { metadata }: KubernetesObject): boolean {
  for (const place of means.graph.dependentsOf(metadata.uid ?? "")) {
    const object = means.store.get(place.resource, place.namespace, place.name);
    const left = ownersOf(object).filter((owner) => owner.uid !== metadata.uid);
    if (object !== undefined) write(means, place, withOwners(object, left));
  }
  return true;
}

/** Deletes the dependents; those that do not block their owner are not waited for. */
function endDependents(means: Means, { metadata }: KubernetesObject): boolean {
  const dependents = means.graph.dependentsOf(metadata.uid ?? "").flatMap((place) => {
    const object = means.store.get(place.resource, place.namespace, place.name);
    return object === undefined ? [] : [{ place, object }];
  });
  for (const { place, object } of dependents) {
    const body = { propagationPolicy: "Foreground" };
    if (object.metadata.deletionTimestamp === undefined) means.api.handle({ verb: "delete", ...place, body });
  }
  return !dependents.some(({ place, object }) => isBlocking(means, place, { object, uid: metadata.uid ?? "" }));
}

function isBlocking(
  { store }: Means,
  { resource, namespace, name }: Place,
  { object, uid }: { readonly object: KubernetesObject; readonly uid: string },
): boolean {
  const isThere = store.get(resource, namespace, name) !== undefined;
  return isThere && ownersOf(object).some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true);
}

function withOwners(object: KubernetesObject, owners: readonly object[]): KubernetesObject {
  const { ownerReferences: _owners, ...metadata } = object.metadata;
  const kept =
    owners.length === 0
      ? metadata
      : { ...metadata, ownerReferences: ownersOf(object).filter((one) => owners.includes(one)) };
  return { ...object, metadata: kept };
}

function write({ api }: Means, place: Place, body: KubernetesObject): void {
  api.handle({ verb: "update", ...place, body });
}
