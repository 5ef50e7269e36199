import { objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { servedTypes, type ServedType, typeByKey } from "../resources/served.ts";
import type { Call } from "../step.ts";

const WAITING = "foregroundDeletion";

interface Dependent {
  readonly type: ServedType;
  readonly object: KubernetesObject;
}

/** What happens to what belongs to a deleted object; by default it is collected later. */
export function policyOf({ request }: Call): string {
  const body = objectAt(request.body);
  if (body["orphanDependents"] === true) return "Orphan";
  return textAt(body, "propagationPolicy") ?? request.query?.["propagationPolicy"] ?? "Background";
}

function dependentsOf({ server }: Call, uid: string): readonly Dependent[] {
  return servedTypes(server.store)
    .filter(({ view }) => view === undefined)
    .flatMap((type) => server.store.list(type.key).map((object) => ({ type, object })))
    .filter(({ object }) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true);
}

/** What belonged to the object belongs to nobody. */
export function freeDependents(call: Call, { metadata }: KubernetesObject): void {
  for (const { type, object } of dependentsOf(call, metadata.uid ?? "")) {
    const { ownerReferences = [], ...rest } = object.metadata;
    const others = ownerReferences.filter((owner) => owner.uid !== metadata.uid);
    const kept = others.length === 0 ? rest : { ...rest, ownerReferences: others };
    call.server.store.put(type.key, { ...object, metadata: kept });
  }
}

/** Deletes what belongs to the object; answers whether some of it is still there, so that the object has to wait. */
export function deleteDependents(
  call: Call,
  { metadata }: KubernetesObject,
  remove: (call: Call) => ApiAnswer,
): boolean {
  const uid = metadata.uid ?? "";
  for (const { type, object } of dependentsOf(call, uid)) {
    if (object.metadata.deletionTimestamp === undefined) remove(callFor(call, type, object));
  }
  return dependentsOf(call, uid).length > 0;
}

function callFor({ server, request }: Call, type: ServedType, { metadata }: KubernetesObject): Call {
  const { namespace = "", name = "" } = metadata;
  const cause = request.cause === undefined ? {} : { cause: request.cause };
  const body = { propagationPolicy: "Foreground" };
  return { server, type, request: { verb: "delete", resource: type.key, namespace, name, body, ...cause } };
}

/** Lets owners go that have waited for the object which is gone now. */
export function withoutWaiting(call: Call, { metadata }: KubernetesObject): void {
  const { store } = call.server;
  for (const owner of metadata.ownerReferences ?? []) {
    const type = servedTypes(store).find(({ kind, view }) => kind === owner.kind && view === undefined);
    const found = type && store.get(type.key, type.namespaced ? (metadata.namespace ?? "") : "", owner.name);
    const isWaiting = found?.metadata.uid === owner.uid && found.metadata.finalizers?.includes(WAITING) === true;
    if (type === undefined || !isWaiting || dependentsOf(call, owner.uid).length > 0) continue;
    const finalizers = (found.metadata.finalizers ?? []).filter((name) => name !== WAITING);
    finish(call, typeByKey(store, type.key) ?? type, { found, finalizers });
  }
}

interface Finished {
  readonly found: KubernetesObject;
  readonly finalizers: readonly string[];
}

function finish(call: Call, { key }: ServedType, { found, finalizers }: Finished): void {
  const { store } = call.server;
  const { namespace = "", name = "" } = found.metadata;
  if (finalizers.length > 0) store.put(key, { ...found, metadata: { ...found.metadata, finalizers } });
  else store.remove(key, namespace, name);
  withoutWaiting(call, found);
}
