import type { KubernetesObject } from "../../kinds/index.ts";
import type { Change, Store } from "./contract.ts";

export interface StoreOptions {
  /** Where the counter stands before the first change. */
  readonly resourceVersion?: number;
}

export function createStore(options: StoreOptions = {}): Store {
  return new MemoryStore(options.resourceVersion ?? 0);
}

class MemoryStore implements Store {
  resourceVersion: number;
  readonly #tables = new Map<string, Map<string, KubernetesObject>>();
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(resourceVersion: number) {
    this.resourceVersion = resourceVersion;
  }

  get(resource: string, namespace: string, name: string): KubernetesObject | undefined {
    return this.#tables.get(resource)?.get(keyOf(namespace, name));
  }

  list(resource: string, namespace?: string): readonly KubernetesObject[] {
    const all = [...(this.#tables.get(resource)?.values() ?? [])];
    return namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  put(resource: string, object: KubernetesObject, cause?: number): KubernetesObject {
    const metadata = { ...object.metadata, resourceVersion: `${++this.resourceVersion}` };
    const stored = { ...object, metadata };
    const table = this.#table(resource);
    const key = keyOf(metadata.namespace, metadata.name);
    const previous = table.get(key);
    table.set(key, stored);
    const about = { resource, object: stored, ...(cause === undefined ? {} : { cause }) };
    this.#tell(previous === undefined ? { type: "ADDED", ...about } : { type: "MODIFIED", ...about, previous });
    return stored;
  }

  remove(...[resource, namespace, name, cause]: Parameters<Store["remove"]>): KubernetesObject | undefined {
    const previous = this.get(resource, namespace, name);
    if (previous === undefined) return undefined;
    this.#table(resource).delete(keyOf(namespace, name));
    const object = { ...previous, metadata: { ...previous.metadata, resourceVersion: `${++this.resourceVersion}` } };
    this.#tell({ type: "DELETED", resource, object, previous, ...(cause === undefined ? {} : { cause }) });
    return object;
  }

  watch(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #table(resource: string): Map<string, KubernetesObject> {
    const table = this.#tables.get(resource) ?? new Map<string, KubernetesObject>();
    this.#tables.set(resource, table);
    return table;
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function keyOf(namespace: string | undefined, name: string | undefined): string {
  return `${namespace ?? ""}/${name ?? ""}`;
}
