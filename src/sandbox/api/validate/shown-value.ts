import { isJsonObject, listAt, textAt } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";

/** A text that stands in a message as it is. */
export class GoSyntax {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Wrong values that are objects: since 1.34 as JSON, before as Go's `%#v` prints them. */
export function shownLabels(labels: unknown, { admission }: Rules): unknown {
  return admission.wrongValues === "json" ? labels : new GoSyntax(goLabels(labels));
}

export function shownTexts(texts: readonly string[], { admission }: Rules): unknown {
  return admission.wrongValues === "json" ? texts : new GoSyntax(goTexts(texts));
}

/** A pointer, whose null has no type. */
export function shownSelector(selector: unknown, { admission }: Rules): unknown {
  if (admission.wrongValues === "json") return selector;
  if (!isJsonObject(selector)) return "null";
  const requirements = listAt(selector, "matchExpressions").map(goRequirement);
  const type = "[]v1.LabelSelectorRequirement";
  const list = requirements.length === 0 ? `${type}(nil)` : `${type}{${requirements.join(", ")}}`;
  return new GoSyntax(`v1.LabelSelector{MatchLabels:${goLabels(selector["matchLabels"])}, MatchExpressions:${list}}`);
}

/** A number or a percentage. */
export function shownCount(value: unknown, { admission }: Rules): unknown {
  if (admission.wrongValues === "json") return value;
  const isText = typeof value === "string";
  const fields = `Type:${isText ? 1 : 0}, IntVal:${isText ? 0 : Number(value)}, StrVal:${quoted(isText ? value : "")}`;
  return new GoSyntax(`intstr.IntOrString{${fields}}`);
}

/** A strategy that nobody knows, which has no numbers. */
export function shownStrategy(strategy: { readonly Type: unknown }, { admission }: Rules): unknown {
  if (admission.wrongValues === "json") return strategy;
  const type = typeof strategy.Type === "string" ? strategy.Type : "";
  const none = "(*apps.RollingUpdateDeployment)(nil)";
  return new GoSyntax(`apps.DeploymentStrategy{Type:${quoted(type)}, RollingUpdate:${none}}`);
}

/** A toleration as Go prints it; of seconds that are set it prints an address, which nobody can tell. */
export function shownToleration(toleration: unknown): GoSyntax {
  const texts = ["key", "operator", "value", "effect"].map((name) => {
    const go = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    return `${go}:${quoted(textAt(toleration, name))}`;
  });
  return new GoSyntax(`core.Toleration{${texts.join(", ")}, TolerationSeconds:(*int64)(nil)}`);
}

function goRequirement(requirement: unknown): string {
  const [key, operator] = [textAt(requirement, "key"), textAt(requirement, "operator")].map((text) => quoted(text));
  const values = listAt(requirement, "values").map(String);
  return `v1.LabelSelectorRequirement{Key:${key}, Operator:${operator}, Values:${goTexts(values)}}`;
}

function goLabels(labels: unknown): string {
  if (!isJsonObject(labels)) return "map[string]string(nil)";
  const entries = Object.keys(labels)
    .sort()
    .map((key) => `${quoted(key)}:${quoted(String(labels[key]))}`);
  return `map[string]string{${entries.join(", ")}}`;
}

function goTexts(texts: readonly string[]): string {
  return texts.length === 0 ? "[]string(nil)" : `[]string{${texts.map(quoted).join(", ")}}`;
}

function quoted(text = ""): string {
  return JSON.stringify(text);
}
