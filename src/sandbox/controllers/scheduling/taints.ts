import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";

/** The first taint with one of these effects that a pod does not tolerate. */
export function untolerated(
  node: KubernetesObject,
  tolerations: readonly unknown[],
  effects: readonly string[],
): JsonObject | undefined {
  return listAt(node, "spec", "taints")
    .filter(isJsonObject)
    .find(
      (taint) => effects.includes(textAt(taint, "effect") ?? "") && !tolerations.some((own) => tolerates(own, taint)),
    );
}

export function tolerationsOf(pod: KubernetesObject): readonly unknown[] {
  return listAt(objectAt(pod, "spec"), "tolerations");
}

/** An empty key with `Exists` tolerates everything, an empty effect every effect. */
export function tolerates(toleration: unknown, taint: JsonObject): boolean {
  const [key, effect] = [textAt(toleration, "key") ?? "", textAt(toleration, "effect") ?? ""];
  if (effect !== "" && effect !== taint["effect"]) return false;
  if (key !== "" && key !== taint["key"]) return false;
  if (textAt(toleration, "operator") === "Exists") return true;
  return key !== "" && (textAt(toleration, "value") ?? "") === (textAt(taint, "value") ?? "");
}
