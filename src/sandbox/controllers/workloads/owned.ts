import type { KubernetesObject, OwnerReference, Pod } from "../../../kinds/index.ts";

export function ownerReference(owner: KubernetesObject): OwnerReference {
  const { name = "", uid = "" } = owner.metadata;
  return { apiVersion: owner.apiVersion, kind: owner.kind, name, uid, controller: true, blockOwnerDeletion: true };
}

export function controllerOf({ metadata }: KubernetesObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** The objects whose controller is this one. */
export function ownedBy<T extends KubernetesObject>(
  objects: readonly KubernetesObject[],
  owner: KubernetesObject,
): T[] {
  return objects.filter((object) => controllerOf(object)?.uid === owner.metadata.uid) as T[];
}

/** Neither finished nor on its way out. */
export function isActive(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && !isFinished(pod);
}

export function isFinished({ status }: Pod): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
}
