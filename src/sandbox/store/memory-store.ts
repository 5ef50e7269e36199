import type { KubernetesObject } from "../../kinds/index.ts";
import type { Change, Store } from "./contract.ts";
import { History, takenBack } from "./history.ts";
import { Table } from "./table.ts";

export interface StoreOptions {
  /** Where the counter stands before the first change. */
  readonly resourceVersion?: number;
  /** How many changes are remembered, for watches and lists of older versions. */
  readonly history?: number;
}

const REMEMBERED = 1000;

export function createStore(options: StoreOptions = {}): Store {
  return new MemoryStore(options);
}

type Listener = (change: Change) => void;

class MemoryStore implements Store {
  resourceVersion: number;
  readonly #tables = new Map<string, Table>();
  readonly #listeners = new Set<Listener>();
  readonly #listenersOf = new Map<string, Set<Listener>>();
  readonly #history: History;
  compactedVersion: number;

  constructor({ resourceVersion = 0, history = REMEMBERED }: StoreOptions) {
    this.resourceVersion = resourceVersion;
    this.compactedVersion = resourceVersion;
    this.#history = new History(history, resourceVersion);
  }

  get(resource: string, namespace: string, name: string): KubernetesObject | undefined {
    return this.#tables.get(resource)?.get(namespace, name);
  }

  list(resource: string, namespace?: string): readonly KubernetesObject[] {
    const all = this.#tables.get(resource)?.list() ?? [];
    return namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  put(resource: string, object: KubernetesObject, cause?: number): KubernetesObject {
    const metadata = { ...object.metadata, resourceVersion: `${++this.resourceVersion}` };
    const stored = { ...object, metadata };
    const previous = this.#table(resource).set(stored);
    const about = { resource, object: stored, ...(cause === undefined ? {} : { cause }) };
    this.#tell(previous === undefined ? { type: "ADDED", ...about } : { type: "MODIFIED", ...about, previous });
    return stored;
  }

  remove(...[resource, namespace, name, cause]: Parameters<Store["remove"]>): KubernetesObject | undefined {
    const previous = this.get(resource, namespace, name);
    if (previous === undefined) return undefined;
    this.#table(resource).delete(namespace, name);
    const object = { ...previous, metadata: { ...previous.metadata, resourceVersion: `${++this.resourceVersion}` } };
    this.#tell({ type: "DELETED", resource, object, previous, ...(cause === undefined ? {} : { cause }) });
    return object;
  }

  watch(listener: Listener, resource?: string): () => void {
    const listeners = resource === undefined ? this.#listeners : this.#listenersFor(resource);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  compact(): void {
    this.compactedVersion = this.resourceVersion;
  }

  changesSince(resource: string, version: number): readonly Change[] | undefined {
    return this.#history.since(resource, version);
  }

  listAt(resource: string, version: number): readonly KubernetesObject[] | undefined {
    const changes = this.changesSince(resource, version);
    return changes === undefined ? undefined : takenBack(this.list(resource), changes, keyOf);
  }

  #listenersFor(resource: string): Set<Listener> {
    const listeners = this.#listenersOf.get(resource) ?? new Set<Listener>();
    this.#listenersOf.set(resource, listeners);
    return listeners;
  }

  #table(resource: string): Table {
    const table = this.#tables.get(resource) ?? new Table();
    this.#tables.set(resource, table);
    return table;
  }

  #tell(change: Change): void {
    this.#history.add(change);
    for (const listener of this.#listeners) listener(change);
    for (const listener of this.#listenersOf.get(change.resource) ?? []) listener(change);
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}
