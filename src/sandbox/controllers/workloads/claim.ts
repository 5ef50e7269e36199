import { objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { matchesLabels } from "../../api/index.ts";
import { type Look, putFor } from "./actions.ts";
import { controllerOf, ownerReference } from "./owned.ts";

interface Claim {
  readonly resource: string;
  /** Whether an object that the selector selects may be taken up; any may be when absent. */
  readonly isMeant?: (object: KubernetesObject) => boolean;
}

/**
 * The objects of a resource that belong to an owner. One that matches its selector and belongs to nobody becomes its own; one
 * of its own that matches no more belongs to nobody from now on (a pod whose labels somebody has changed, to look into it).
 */
export function claimed<T extends KubernetesObject>(
  look: Look,
  owner: KubernetesObject,
  { resource, isMeant = () => true }: Claim,
): T[] {
  const { namespace = "", uid } = owner.metadata;
  const selector = selectorOf(owner);
  const own: KubernetesObject[] = [];
  for (const object of look.store.list(resource, namespace)) {
    const controller = controllerOf(object);
    if (controller !== undefined && controller.uid !== uid) continue;
    const isOurs = controller !== undefined;
    const isLeaving = object.metadata.deletionTimestamp !== undefined;
    const matches = isLeaving ? isOurs : matchesLabels(selector, object.metadata.labels) && isMeant(object);
    if (isOurs && matches) own.push(object);
    else if (isOurs) putFor(look, owner, withoutController(object));
    else if (matches) own.push(putFor(look, owner, withController(object, owner)));
  }
  return own as T[];
}

/** A ReplicationController names labels only. */
function selectorOf(owner: KubernetesObject): unknown {
  const { selector } = objectAt(owner, "spec");
  return owner.kind === "ReplicationController" ? { matchLabels: selector } : selector;
}

function withController(object: KubernetesObject, owner: KubernetesObject): KubernetesObject {
  const ownerReferences = [...(object.metadata.ownerReferences ?? []), ownerReference(owner)];
  return { ...object, metadata: { ...object.metadata, ownerReferences } };
}

function withoutController(object: KubernetesObject): KubernetesObject {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const others = ownerReferences.filter(({ controller }) => controller !== true);
  return { ...object, metadata: others.length === 0 ? metadata : { ...metadata, ownerReferences: others } };
}
