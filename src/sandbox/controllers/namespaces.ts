import type { JsonObject } from "../../base/index.ts";
import { API_RESOURCES, findResource } from "../../kinds/index.ts";
import { type ApiServer, servedTypes } from "../api/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { afterChanges } from "./soon.ts";

/** Creates the namespace, with its default service account at once, unless it is there. */
export function ensureNamespace(api: ApiServer, name: string): void {
  ensure(api, "", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  ensureContents(api, name);
}

/** Gives every namespace its default service account and the cluster's certificate; empties those that are to go. */
export function startNamespaceController(options: ControllersOptions): void {
  const resources = API_RESOURCES.map(({ resource }) => resource).filter((resource) => resource !== "events");
  afterChanges(options, { resources, delay: 0 }, () => {
    for (const { metadata } of options.store.list("namespaces")) {
      if (metadata.deletionTimestamp === undefined) ensureContents(options.api, metadata.name ?? "");
    }
    emptyLeaving(options);
  });
}

function ensureContents(api: ApiServer, namespace: string): void {
  ensure(api, namespace, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } });
  const certificate = { "ca.crt": "" };
  const metadata = { name: "kube-root-ca.crt" };
  ensure(api, namespace, { apiVersion: "v1", kind: "ConfigMap", metadata, data: certificate });
}

function ensure(
  api: ApiServer,
  namespace: string,
  body: JsonObject & { readonly metadata: { readonly name: string } },
): void {
  const { name } = body.metadata;
  const address = { resource: findResource(String(body["kind"]))?.resource ?? "", namespace, name };
  if (!api.handle({ verb: "get", ...address }).ok) api.handle({ verb: "create", ...address, body });
}

/** Deletes what is in namespaces that are to go, and lets them go when nothing is left. */
function emptyLeaving({ api, store }: ControllersOptions): void {
  for (const { metadata } of store.list("namespaces")) {
    const { name = "", deletionTimestamp } = metadata;
    if (deletionTimestamp === undefined) continue;
    const namespaced = servedTypes(store).filter((type) => type.namespaced && type.view === undefined);
    const left = namespaced.flatMap(({ key }) => store.list(key, name).map((object) => ({ resource: key, object })));
    for (const { resource, object } of left) {
      if (object.metadata.deletionTimestamp !== undefined) continue;
      api.handle({ verb: "delete", resource, namespace: name, name: object.metadata.name ?? "" });
    }
    if (left.length === 0) store.remove("namespaces", "", name);
  }
}
