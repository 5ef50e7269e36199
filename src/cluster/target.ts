/** What is to be looked at. */
export interface ClusterTarget {
  /** Undefined: all namespaces. */
  readonly namespace?: string;
  /** `pod/web`, `deployment/web`; none: every pod of the namespace. */
  readonly objects: readonly NamedObject[];
  /** Label selector for pods. */
  readonly selector?: string;
  readonly fieldSelector?: string;
}

export interface NamedObject {
  /** Plural name of the resource. */
  readonly resource: string;
  readonly name: string;
  /** Where it is another than the target's. */
  readonly namespace?: string;
}
