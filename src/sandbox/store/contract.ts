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
  /** Answers the function that ends it. */
  watch(listener: (change: Change) => void): () => void;
  readonly resourceVersion: number;
}
