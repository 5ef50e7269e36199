import type { KubernetesObject } from "../kinds/index.ts";

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Role extends KubernetesObject {
  readonly rules: readonly Rule[];
}

const RULES: readonly Rule[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] },
  { apiGroups: [""], resources: ["events"], verbs: ["list"] },
  { apiGroups: ["apps"], resources: ["daemonsets", "deployments", "replicasets", "statefulsets"], verbs: ["get"] },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: ["get", "list"] },
  { apiGroups: [""], resources: ["serviceaccounts"], verbs: ["get"] },
  // Without it the verdict says what was not seen; the kubelet's choice of a login cannot be proven then.
  { apiGroups: [""], resources: ["secrets"], verbs: ["get"] },
];

/** What changes beside it need. */
const CHANGES: readonly Rule[] = [
  { apiGroups: ["apps"], resources: ["daemonsets", "deployments", "replicasets", "statefulsets"], verbs: ["patch"] },
  { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["patch"] },
  // What cannot be changed in place is deleted and created again.
  { apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "delete", "patch"] },
  { apiGroups: [""], resources: ["pods", "secrets"], verbs: ["create", "delete", "patch"] },
];

/** Of no namespace: their platform, and which images they have. */
const NODES: Rule = { apiGroups: [""], resources: ["nodes"], verbs: ["get", "list"] };

interface Reach {
  readonly namespace?: string;
  /** What `fix --apply` writes, too. */
  readonly changes?: boolean;
}

/** The role with which everything that this room asks for is allowed, and nothing else. */
export function leastRole(kind: "Role" | "ClusterRole", { namespace, changes = false }: Reach = {}): Role {
  const rules = [...RULES, ...(kind === "Role" ? [] : [NODES]), ...(changes ? CHANGES : [])];
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind,
    metadata: { name: changes ? "pullwhy-fix" : "pullwhy", ...(namespace !== undefined && { namespace }) },
    rules,
  };
}
