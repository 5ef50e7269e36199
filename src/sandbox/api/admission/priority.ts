import { ok, textAt } from "../../../base/index.ts";
import { forbid, type Plugin } from "./plugin.ts";
import { specOf, withSpec } from "./pod-fields.ts";

/** Priorities of the classes that every cluster has. */
const CLASSES: Readonly<Record<string, number>> = {
  "": 0,
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
    const name = textAt(spec, "priorityClassName") ?? "";
    const priority = CLASSES[name];
    if (priority === undefined) return forbid(call, draft, `no PriorityClass with name ${name} was found`);
    const preemptionPolicy = spec["preemptionPolicy"] ?? "PreemptLowerPriority";
    return ok({ ...draft, object: withSpec(draft.object, { ...spec, priority, preemptionPolicy }) });
  },
};
