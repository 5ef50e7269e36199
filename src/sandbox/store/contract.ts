import type { KubernetesObject } from "../../kinds/index.ts";

export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  /** Plural name of the resource. */
  readonly resource: string;
  readonly object: KubernetesObject;
  /** The object before, for MODIFIED and DELETED. */
  readonly previous?: KubernetesObject;
  /** Seq of the trace entry that made the change. */
  readonly cause?: number;
}

/** Objects in memory with one resourceVersion counter. Objects are immutable; a change stores a new one. */
export interface Store {
  get(resource: string, namespace: string, name: string): KubernetesObject | undefined;
  /** In order of creation; all namespaces when absent. */
  list(resource: string, namespace?: string): readonly KubernetesObject[];
  /** Stores and stamps the next resourceVersion; answers what was stored. Listeners hear of it before this returns. */
  put(resource: string, object: KubernetesObject, cause?: number): KubernetesObject;
  remove(resource: string, namespace: string, name: string, cause?: number): KubernetesObject | undefined;
  /** Hears of every change, or of those of one resource. Answers the function that ends it. */
  watch(listener: (change: Change) => void, resource?: string): () => void;
  readonly resourceVersion: number;
  /** Versions up to this one are compacted: they can be read no more, as of etcd. */
  readonly compactedVersion: number;
  /** Forgets how objects were up to the present version. Watches go on from what they have seen. */
  compact(): void;
  /** Changes of a resource after a version, oldest first; undefined where the history does not reach back so far. */
  changesSince(resource: string, version: number): readonly Change[] | undefined;
  /** The objects as they were at a version, in no order; undefined where the history does not reach back so far. */
  listAt(resource: string, version: number): readonly KubernetesObject[] | undefined;
}
