import type { KubernetesObject, OwnerReference } from "../../../kinds/index.ts";
import type { Change } from "../../store/index.ts";

/** Where an object is stored. */
export interface Place {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** Kinds of which there are many, and that neither own nor are owned. */
const STRANGERS: readonly string[] = ["events"];

/** Who is there, and who belongs to whom; kept up with the store. What has to be looked at again piles up until it is taken. */
export class OwnerGraph {
  readonly #alive = new Set<string>();
  readonly #places = new Map<string, Place>();
  /** By uid of the owner: places by uid of what belongs to it. */
  readonly #dependents = new Map<string, Map<string, Place>>();
  readonly #open = new Map<string, Place>();
  /** Trace entries behind the end of an owner, by uid of what belonged to it. */
  readonly #causes = new Map<string, number>();

  /** Answers whether something has to be looked at. */
  follow({ type, resource, object, previous, cause }: Change): boolean {
    if (STRANGERS.includes(resource)) return false;
    const { uid = "", namespace = "", name = "" } = object.metadata;
    const place = { resource, namespace, name };
    for (const owner of ownersOf(previous)) this.#dependents.get(owner.uid)?.delete(uid);
    if (type === "DELETED") return this.#gone(uid, object, cause);
    this.#alive.add(uid);
    for (const owner of ownersOf(object)) this.#under(owner.uid).set(uid, place);
    const isWaiting = object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).length > 0;
    if (isWaiting) this.#places.set(uid, place);
    const isLost = ownersOf(object).some((owner) => !this.isAlive(owner.uid));
    if (isWaiting || isLost) this.#open.set(uid, place);
    return isWaiting || isLost;
  }

  isAlive(uid: string): boolean {
    return this.#alive.has(uid);
  }

  dependentsOf(uid: string): readonly Place[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  /** What has piled up, with the causes that are known. */
  take(): readonly { readonly place: Place; readonly cause: number | undefined }[] {
    const taken = [...this.#open].map(([uid, place]) => ({ place, cause: this.#causes.get(uid) }));
    this.#open.clear();
    this.#causes.clear();
    return taken;
  }

  /** What belonged to it is lost; owners that wait for their dependents may be done. */
  #gone(uid: string, object: KubernetesObject, cause: number | undefined): boolean {
    this.#alive.delete(uid);
    this.#places.delete(uid);
    this.#open.delete(uid);
    const orphans = this.#dependents.get(uid) ?? new Map<string, Place>();
    this.#dependents.delete(uid);
    for (const [own, place] of orphans) {
      this.#open.set(own, place);
      if (cause !== undefined) this.#causes.set(own, cause);
    }
    const waiting = ownersOf(object).flatMap((owner) => {
      const place = this.#places.get(owner.uid);
      return place === undefined ? [] : [[owner.uid, place] as const];
    });
    for (const [own, place] of waiting) this.#open.set(own, place);
    return orphans.size + waiting.length > 0;
  }

  #under(uid: string): Map<string, Place> {
    const found = this.#dependents.get(uid) ?? new Map<string, Place>();
    this.#dependents.set(uid, found);
    return found;
  }
}

export function ownersOf(object: KubernetesObject | undefined): readonly OwnerReference[] {
  return object?.metadata.ownerReferences ?? [];
}
