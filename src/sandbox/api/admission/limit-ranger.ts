import { isJsonObject, type JsonObject, listAt, objectAt, ok, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Call, Draft } from "../step.ts";
import { limitProblems } from "./limit-problems.ts";
import { forbid, type Plugin } from "./plugin.ts";
import { mapList, specOf, withSpec } from "./pod-fields.ts";

const ANNOTATION = "kubernetes.io/limit-ranger";
/** Container lists, with the words for what is in them, in the order in which the annotation names them. */
const LISTS = [
  ["containers", "container"],
  ["initContainers", "init container"],
] as const;

/** Gives new containers the requests and limits of the namespace, and refuses what is outside of its bounds. */
export const LIMIT_RANGER: Plugin = {
  name: "LimitRanger",
  isDefault: true,
  admit: (call, draft, old) => {
    if (call.type.key !== "pods" || old !== undefined || call.request.subresource !== undefined) return ok(draft);
    return ok(rangesOf(call).reduce(withDefaults, draft));
  },
  validate: (call, draft, old) => {
    if (call.request.subresource !== undefined || old?.metadata.deletionTimestamp !== undefined) return ok(draft);
    if (call.type.key === "pods" ? old !== undefined : call.type.key !== "persistentvolumeclaims") return ok(draft);
    for (const range of rangesOf(call)) {
      const problems = [...new Set(limitProblems(range, draft.object))];
      const [only = ""] = problems;
      if (problems.length > 0) return forbid(call, draft, problems.length === 1 ? only : `[${problems.join(", ")}]`);
    }
    return ok(draft);
  },
};

function rangesOf({ server, request }: Call): readonly KubernetesObject[] {
  return server.store.list("limitranges", request.namespace);
}

function withDefaults({ object, notes }: Draft, range: KubernetesObject): Draft {
  const ofContainers = listAt(range, "spec", "limits").filter((limit) => textAt(limit, "type") === "Container");
  const [requests, limits] = ["defaultRequest", "default"].map((key) =>
    Object.assign({}, ...ofContainers.map((limit) => objectAt(limit, key))),
  ) as [JsonObject, JsonObject];
  const told: string[] = [];
  let spec = specOf(object);
  for (const [list, word] of LISTS) {
    spec = mapList(spec, list, (container) => {
      const resources = objectAt(container, "resources");
      const filled = {
        limits: { ...limits, ...objectAt(resources, "limits") },
        requests: { ...requests, ...objectAt(resources, "requests") },
      };
      const name = textAt(container, "name") ?? "";
      const set = { request: missing(requests, resources["requests"]), limit: missing(limits, resources["limits"]) };
      for (const [kind, names] of Object.entries(set))
        if (names !== "") told.push(`${names} ${kind} for ${word} ${name}`);
      const parts = Object.entries(filled).filter(([, list]) => Object.keys(list).length > 0);
      return { ...container, resources: { ...resources, ...Object.fromEntries(parts) } };
    });
  }
  if (told.length === 0) return { object, notes };
  const annotations = { ...object.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${told.join("; ")}` };
  const whole = withSpec(object, spec);
  return { object: { ...whole, metadata: { ...whole.metadata, annotations } }, notes };
}

/** Names of what is not said yet, in the order of the alphabet. */
function missing(defaults: JsonObject, said: unknown): string {
  const known = isJsonObject(said) ? said : {};
  return Object.keys(defaults)
    .filter((name) => known[name] === undefined)
    .sort()
    .join(", ");
}
