import { type JsonObject, listAt, type Random, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { randomSuffix } from "../names.ts";
import { mapList, specOf, withSpec } from "./pod-fields.ts";

const MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Mounts the account's token, the cluster's certificate and the namespace into every container that does not do so. */
export function withToken(pod: KubernetesObject, random: Random): KubernetesObject {
  const spec = specOf(pod);
  const containers = [...listAt(spec, "initContainers"), ...listAt(spec, "containers")];
  if (containers.every((container) => mountsThere(container))) return pod;
  const name = `kube-api-access-${randomSuffix(random)}`;
  const mounted = ["initContainers", "containers"].reduce(
    (inner, list) => mapList(inner, list, (container) => withMount(container, name)),
    spec,
  );
  return withSpec(pod, { ...mounted, volumes: [...listAt(spec, "volumes"), tokenVolume(name)] });
}

function mountsThere(container: unknown): boolean {
  return listAt(container, "volumeMounts").some((mount) => textAt(mount, "mountPath") === MOUNT_PATH);
}

function withMount(container: JsonObject, name: string): JsonObject {
  if (mountsThere(container)) return container;
  const mount = { name, readOnly: true, mountPath: MOUNT_PATH };
  return { ...container, volumeMounts: [...listAt(container, "volumeMounts"), mount] };
}

/** The token's odd lifetime makes renewals of many pods fall apart in time. */
function tokenVolume(name: string): JsonObject {
  const namespace = { path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } };
  const sources = [
    { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
    { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
    { downwardAPI: { items: [namespace] } },
  ];
  return { name, projected: { sources, defaultMode: 420 } };
}
