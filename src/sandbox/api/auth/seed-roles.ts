import { timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiServerOptions } from "../contract.ts";
import { newUid } from "../names.ts";
import { CLUSTER_ROLES, ROLE_BINDINGS } from "./roles.data.ts";

const GROUP = "rbac.authorization.k8s.io";
const LABELS = { "kubernetes.io/bootstrapping": "rbac-defaults" };
const ANNOTATIONS = { [`${GROUP}/autoupdate`]: "true" };

/** Puts the roles into the store that every cluster has from its start. */
export function seedRoles({ store, clock, random }: ApiServerOptions): void {
  const metadataOf = (name: string): KubernetesObject["metadata"] => ({
    name,
    uid: newUid(random),
    creationTimestamp: timestamp(clock.now()),
    labels: LABELS,
    annotations: ANNOTATIONS,
  });
  const about = { apiVersion: `${GROUP}/v1` };
  for (const [name, rules] of Object.entries(CLUSTER_ROLES)) {
    if (store.get("clusterroles", "", name) !== undefined) continue;
    const role = { kind: "ClusterRole", ...about, metadata: metadataOf(name), rules };
    store.put("clusterroles", role);
  }
  for (const [name, groups] of Object.entries(ROLE_BINDINGS)) {
    if (store.get("clusterrolebindings", "", name) !== undefined) continue;
    const subjects = groups.map((group) => ({ kind: "Group", apiGroup: GROUP, name: group }));
    const roleRef = { apiGroup: GROUP, kind: "ClusterRole", name };
    store.put("clusterrolebindings", {
      kind: "ClusterRoleBinding",
      ...about,
      metadata: metadataOf(name),
      subjects,
      roleRef,
    } as KubernetesObject);
  }
}
