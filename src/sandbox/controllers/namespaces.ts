import type { ApiServer } from "../api/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { afterChanges } from "./soon.ts";

/** Creates the namespace, with its default service account at once, unless it is there. */
export function ensureNamespace(api: ApiServer, name: string): void {
  const body = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
  api.handle({ verb: "create", resource: "namespaces", namespace: "", name, body });
  ensureContents(api, name);
}

/** Gives every namespace its service account `default` and the config map with the cluster's certificate. */
export function startNamespaceController(options: ControllersOptions): void {
  afterChanges(options, { resources: ["namespaces", "serviceaccounts", "configmaps"], delay: 0 }, () => {
    for (const { metadata } of options.store.list("namespaces")) ensureContents(options.api, metadata.name ?? "");
  });
}

function ensureContents(api: ApiServer, namespace: string): void {
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } };
  api.handle({ verb: "create", resource: "serviceaccounts", namespace, name: "default", body: account });
  const name = "kube-root-ca.crt";
  const certificate = { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { "ca.crt": "" } };
  api.handle({ verb: "create", resource: "configmaps", namespace, name, body: certificate });
}
