import type { JsonObject } from "../../../base/index.ts";
import { compareTexts, isSetAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { listed } from "./lines.ts";
import type { Lines } from "./view.ts";

/** Tolerations of a pod spec, by key: `node.kubernetes.io/not-ready:NoExecute op=Exists for 300s`. */
export function tolerationLines(title: string, podSpec: unknown): Lines {
  const tolerations = [...objectsAt(podSpec, "tolerations")];
  tolerations.sort((a, b) => compareTexts(stringAt(a, "key"), stringAt(b, "key")));
  return listed(title, tolerations.map(tolerationText));
}

function tolerationText(toleration: JsonObject): string {
  const value = stringAt(toleration, "value");
  const effect = stringAt(toleration, "effect");
  const taint = stringAt(toleration, "key") + (value && `=${value}`) + (effect && `:${effect}`);
  const exists = stringAt(toleration, "operator") === "Exists" && value === "" ? "op=Exists" : "";
  const until = isSetAt(toleration, "tolerationSeconds") ? ` for ${numberAt(toleration, "tolerationSeconds")}s` : "";
  return taint + (taint && exists && " ") + exists + until;
}

/** Taints of a node, by effect and key: `dedicated=build:NoSchedule`. */
export function taintLines(title: string, node: unknown): Lines {
  const taints = [...objectsAt(node, "spec", "taints")];
  taints.sort((a, b) => compareTexts(taintOrder(a), taintOrder(b)));
  return listed(title, taints.map(taintText));
}

function taintOrder(taint: JsonObject): string {
  return `${stringAt(taint, "effect")},${stringAt(taint, "key")}`;
}

function taintText(taint: JsonObject): string {
  const [key, value, effect] = [stringAt(taint, "key"), stringAt(taint, "value"), stringAt(taint, "effect")];
  const pair = value === "" ? key : `${key}=${value}`;
  return effect === "" && value === "" ? pair : `${pair}:${effect}`;
}
