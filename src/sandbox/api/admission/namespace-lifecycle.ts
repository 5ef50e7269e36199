import { ok, textAt } from "../../../base/index.ts";
import { API_RESOURCES } from "../../../kinds/index.ts";
import { notFound } from "../status/status-error.ts";
import { type Call, type Draft, refuse, type Step } from "../step.ts";
import { forbid, type Plugin } from "./plugin.ts";

/** Nothing is created in a namespace that is not there or is going away. */
export const NAMESPACE_LIFECYCLE: Plugin = {
  name: "NamespaceLifecycle",
  isDefault: true,
  admit: (call, draft, old) => (old === undefined && call.type.namespaced ? checkNamespace(call, draft) : ok(draft)),
};

function checkNamespace(call: Call, draft: Draft): Step<Draft> {
  const { namespace } = call.request;
  const type = API_RESOURCES.find(({ resource }) => resource === "namespaces") ?? call.type;
  const found = call.server.store.get("namespaces", "", namespace);
  if (found === undefined) return refuse(notFound({ type, name: namespace }));
  if (textAt(found, "status", "phase") !== "Terminating") return ok(draft);
  return forbid(call, draft, `unable to create new content in namespace ${namespace} because it is being terminated`);
}
