import type { KubernetesObject } from "../../kinds/index.ts";

interface Place {
  object: KubernetesObject;
}

/**
 * The objects of one resource. They are found in two steps, by namespace and then by name: one key of both would have to be
 * made, hashed and compared at every write.
 */
export class Table {
  /** In order of creation. */
  readonly #places = new Set<Place>();
  readonly #byNamespace = new Map<string, Map<string, Place>>();

  get(namespace: string, name: string): KubernetesObject | undefined {
    return this.#find(namespace, name)?.object;
  }

  list(): KubernetesObject[] {
    return Array.from(this.#places, ({ object }) => object);
  }

  /** Answers what was in its place before. */
  set(object: KubernetesObject): KubernetesObject | undefined {
    const { namespace = "", name = "" } = object.metadata;
    const place = this.#find(namespace, name);
    if (place === undefined) {
      this.#add(object);
      return undefined;
    }
    const previous = place.object;
    place.object = object;
    return previous;
  }

  delete(namespace: string, name: string): void {
    const place = this.#find(namespace, name);
    if (place === undefined) return;
    this.#places.delete(place);
    this.#byNamespace.get(namespace)?.delete(name);
  }

  #find(namespace: string, name: string): Place | undefined {
    return this.#byNamespace.get(namespace)?.get(name);
  }

  #add(object: KubernetesObject): void {
    const { namespace = "", name = "" } = object.metadata;
    const place = { object };
    const ofNamespace = this.#byNamespace.get(namespace) ?? new Map<string, Place>();
    this.#byNamespace.set(namespace, ofNamespace.set(name, place));
    this.#places.add(place);
  }
}
