/** One resource of the API, as discovery tells it. */
export interface ApiResource {
  /** `""` is the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, lower case. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
}

/** The resources that the embedded cluster serves and that kubectl lines may name. */
export const API_RESOURCES: readonly ApiResource[] = [
  core("configmaps", "ConfigMap", "cm"),
  core("events", "Event", "ev"),
  { ...core("namespaces", "Namespace", "ns"), namespaced: false },
  { ...core("nodes", "Node", "no"), namespaced: false },
  core("pods", "Pod", "po"),
  core("secrets", "Secret"),
  core("serviceaccounts", "ServiceAccount", "sa"),
  core("services", "Service", "svc"),
  { ...core("daemonsets", "DaemonSet", "ds"), group: "apps" },
  { ...core("deployments", "Deployment", "deploy"), group: "apps" },
  { ...core("replicasets", "ReplicaSet", "rs"), group: "apps" },
  { ...core("statefulsets", "StatefulSet", "sts"), group: "apps" },
  { ...core("cronjobs", "CronJob", "cj"), group: "batch" },
  { ...core("jobs", "Job"), group: "batch" },
];

function core(resource: string, kind: string, ...shortNames: readonly string[]): ApiResource {
  return { group: "", version: "v1", resource, singular: kind.toLowerCase(), kind, shortNames, namespaced: true };
}

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }: Pick<ApiResource, "group" | "version">): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `pods`, `deployments.apps`: how messages name a resource. */
export function qualifiedResource({ group, resource }: Pick<ApiResource, "group" | "resource">): string {
  return group === "" ? resource : `${resource}.${group}`;
}
