import { type JsonObject, ok, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Call, Draft, Step } from "../step.ts";
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
    if (call.type.key === "priorityclasses") return onlyDefault(call, draft);
    if (call.type.key !== "pods" || old !== undefined) return ok(draft);
    const spec = specOf(draft.object);
    const wanted = textAt(spec, "priorityClassName") ?? "";
    const found = classFor(call, wanted);
    const priority = CLASSES[wanted] ?? found?.["value"] ?? (wanted === "" ? 0 : undefined);
    if (priority === undefined) return forbid(call, draft, `no PriorityClass with name ${wanted} was found`);
    const name = wanted === "" ? textAt(found, "metadata", "name") : wanted;
    const named = name === undefined ? {} : { priorityClassName: name };
    const preemptionPolicy = found?.["preemptionPolicy"] ?? "PreemptLowerPriority";
    const fault = ownWish(spec, { priority, preemptionPolicy });
    if (fault !== undefined) return forbid(call, draft, fault);
    return ok({ ...draft, object: withSpec(draft.object, { ...spec, ...named, priority, preemptionPolicy }) });
  },
};

interface Computed {
  readonly priority: unknown;
  readonly preemptionPolicy: unknown;
}

/** A pod cannot say more than its class. */
function ownWish(spec: JsonObject, computed: Computed): string | undefined {
  const by = "from the given PriorityClass name";
  const { priority, preemptionPolicy } = spec;
  if (priority !== undefined && priority !== computed.priority) {
    const why = `priority admission controller computed ${shown(computed.priority)} ${by}`;
    return `the integer value of priority (${shown(priority)}) must not be provided in pod spec; ${why}`;
  }
  if (preemptionPolicy === undefined || preemptionPolicy === computed.preemptionPolicy) return undefined;
  const why = `priority admission controller computed ${shown(computed.preemptionPolicy)} ${by}`;
  return `the string value of PreemptionPolicy (${shown(preemptionPolicy)}) must not be provided in pod spec; ${why}`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** One class may count for all pods that name none. */
function onlyDefault(call: Call, draft: Draft): Step<Draft> {
  if (valueAt(draft.object, "globalDefault") !== true) return ok(draft);
  const other = textAt(classFor(call, ""), "metadata", "name");
  if (other === undefined || other === draft.object.metadata.name) return ok(draft);
  return forbid(call, draft, `PriorityClass ${other} is already marked as default. Only one default can exist`);
}

/** The class of this name; without one, that which counts for all. */
function classFor({ server }: Call, name: string): JsonObject | undefined {
  const { store } = server;
  const isForAll = (type: KubernetesObject): boolean => valueAt(type, "globalDefault") === true;
  const found = name === "" ? store.list("priorityclasses").find(isForAll) : store.get("priorityclasses", "", name);
  return found && { ...found };
}
