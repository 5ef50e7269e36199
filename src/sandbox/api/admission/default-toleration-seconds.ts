import { type JsonObject, listAt, objectAt, ok } from "../../../base/index.ts";
import type { Plugin } from "./plugin.ts";
import { specOf, withSpec } from "./pod-fields.ts";

const KEYS = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] as const;

/** A pod stays for five minutes on a node that fails, unless it says for how long itself. */
export const DEFAULT_TOLERATION_SECONDS: Plugin = {
  name: "DefaultTolerationSeconds",
  isDefault: true,
  admit: ({ type, request }, draft) => {
    if (type.key !== "pods" || request.subresource !== undefined) return ok(draft);
    const spec = specOf(draft.object);
    const own = listAt(spec, "tolerations");
    const missing = KEYS.filter((key) => !own.some((toleration) => tolerates(objectAt(toleration), key)));
    if (missing.length === 0) return ok(draft);
    const added = missing.map((key) => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 }));
    return ok({ ...draft, object: withSpec(draft.object, { ...spec, tolerations: [...own, ...added] }) });
  },
};

function tolerates({ key = "", effect = "" }: JsonObject, wanted: string): boolean {
  return (key === wanted || key === "") && (effect === "NoExecute" || effect === "");
}
