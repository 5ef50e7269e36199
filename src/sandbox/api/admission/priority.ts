import { type JsonObject, ok, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Call } from "../step.ts";
import { forbid, type Plugin } from "./plugin.ts";
import { specOf, withSpec } from "./pod-fields.ts";

/** Priorities of the classes that every cluster has. */
const CLASSES: Readonly<Record<string, number>> = {
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};

/** Writes a new pod's priority, as the class says that it names. */
export const PRIORITY: Plugin = {
  name: "Priority",
  isDefault: true,
  admit: (call, draft, old) => {
    if (call.type.key !== "pods" || old !== undefined) return ok(draft);
    const spec = specOf(draft.object);
    const wanted = textAt(spec, "priorityClassName") ?? "";
    const found = classFor(call, wanted);
    const priority = CLASSES[wanted] ?? found?.["value"] ?? (wanted === "" ? 0 : undefined);
    if (priority === undefined) return forbid(call, draft, `no PriorityClass with name ${wanted} was found`);
    const name = wanted === "" ? textAt(found, "metadata", "name") : wanted;
    const named = name === undefined ? {} : { priorityClassName: name };
    const preemptionPolicy = spec["preemptionPolicy"] ?? found?.["preemptionPolicy"] ?? "PreemptLowerPriority";
    return ok({ ...draft, object: withSpec(draft.object, { ...spec, ...named, priority, preemptionPolicy }) });
  },
};

/** The class of this name; without one, that which counts for all. */
function classFor({ server }: Call, name: string): JsonObject | undefined {
  const { store } = server;
  const isForAll = (type: KubernetesObject): boolean => valueAt(type, "globalDefault") === true;
  const found = name === "" ? store.list("priorityclasses").find(isForAll) : store.get("priorityclasses", "", name);
  return found && { ...found };
}
