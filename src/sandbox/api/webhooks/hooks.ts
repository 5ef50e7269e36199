import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { matchesLabels } from "../selectors/matches-labels.ts";
import type { Call } from "../step.ts";

export type HookKind = "mutating" | "validating";

export type Operation = "CREATE" | "UPDATE" | "DELETE";

const CONFIGURATIONS = {
  mutating: "mutatingwebhookconfigurations",
  validating: "validatingwebhookconfigurations",
} as const;

/** Objects that no webhook is asked about, so that a broken one can be taken away. */
const EXEMPT: readonly string[] = [...Object.values(CONFIGURATIONS), "events", "leases"];

export interface Occasion {
  readonly kind: HookKind;
  readonly operation: Operation;
  readonly object: KubernetesObject;
  readonly old: KubernetesObject | undefined;
}

/** The webhooks that are to be asked, by the names of their configurations and then as they stand there. */
export function hooksFor(call: Call, occasion: Occasion): readonly JsonObject[] {
  const { store } = call.server;
  const configurations = store.list(CONFIGURATIONS[occasion.kind]);
  if (configurations.length === 0 || EXEMPT.includes(call.type.key)) return [];
  return [...configurations]
    .sort((a, b) => ((a.metadata.name ?? "") < (b.metadata.name ?? "") ? -1 : 1))
    .flatMap((configuration) => listAt(configuration, "webhooks").filter(isJsonObject))
    .filter((hook) => isMeant(call, hook, occasion));
}

function isMeant(call: Call, hook: JsonObject, { operation, object, old }: Occasion): boolean {
  const isRuled = listAt(hook, "rules").some((rule) => covers(objectAt(rule), call, operation));
  if (!isRuled || !isInNamespace(call, hook, object)) return false;
  const selector = hook["objectSelector"] ?? {};
  return [object, ...(old === undefined ? [] : [old])].some(({ metadata }) => matchesLabels(selector, metadata.labels));
}

function covers(rule: JsonObject, { type }: Call, operation: Operation): boolean {
  const has = (list: string, value: string): boolean => {
    const values = listAt(rule, list);
    return values.includes("*") || values.includes(value);
  };
  const scope = textAt(rule, "scope") ?? "*";
  const isScope = scope === "*" || (scope === "Namespaced") === type.namespaced;
  const isResource = has("resources", type.resource) || listAt(rule, "resources").includes("*/*");
  return (
    isScope &&
    isResource &&
    has("operations", operation) &&
    has("apiGroups", type.group) &&
    has("apiVersions", type.version)
  );
}

/** A namespace is judged by its own labels; what lies in none is always meant. */
function isInNamespace({ server, type, request }: Call, hook: JsonObject, object: KubernetesObject): boolean {
  const selector = hook["namespaceSelector"] ?? {};
  if (type.key === "namespaces") return matchesLabels(selector, object.metadata.labels);
  if (!type.namespaced) return true;
  return matchesLabels(selector, server.store.get("namespaces", "", request.namespace)?.metadata.labels);
}
