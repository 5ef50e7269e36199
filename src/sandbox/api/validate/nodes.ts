import { jsonEqual, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { duplicate, forbiddenField, invalidEach, invalidField, notSupported } from "./cause.ts";
import { validateMetadata, validateMetadataUpdate } from "./metadata.ts";
import { qualifiedProblems } from "./names.ts";
import { GoSyntax } from "./shown-value.ts";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
/** First minor whose nodes are checked by declarations. */
const DECLARED = 37;

export function validateNode(node: KubernetesObject, rules: Rules): Cause[] {
  return [...validateMetadata(node), ...taintProblems(node, rules)];
}

export function validateNodeUpdate(next: KubernetesObject, old: KubernetesObject, rules: Rules): Cause[] {
  const problems = taintProblems(next, rules);
  const isDeclared = Number(rules.minor.split(".")[1]) >= DECLARED;
  // Older servers check a changed node twice.
  const again = isDeclared ? [] : problems;
  return [...validateMetadataUpdate(next, old), ...again, ...problems, ...providerProblems(next, old, isDeclared)];
}

function providerProblems(next: KubernetesObject, old: KubernetesObject, isDeclared: boolean): Cause[] {
  const [now = "", before = ""] = [next, old].map((node) => textAt(node, "spec", "providerID"));
  if (before === "" || now === before) return [];
  const field = "spec.providerID";
  if (isDeclared) return [invalidField(field, null, "field cannot be modified once set")];
  return [forbiddenField(field, 'node updates may not change providerID except from "" to valid')];
}

function taintProblems(node: KubernetesObject, rules: Rules): Cause[] {
  const taints = listAt(node, "spec", "taints").map((taint) => objectAt(taint));
  return taints.flatMap((taint, index) => {
    const field = `metadata.taints[${index}]`;
    const { key = "", effect = "", value = "" } = taint as Readonly<Record<string, string>>;
    const isSame = (other: object): boolean => jsonEqual(pair(other), pair(taint));
    const isRepeated = taints.findIndex(isSame) < index;
    return [
      ...invalidEach(`${field}.key`, key, qualifiedProblems(key)),
      ...(EFFECTS.includes(effect) ? [] : [notSupported(`${field}.effect`, effect, EFFECTS)]),
      ...(isRepeated ? [repeated(field, { key, value, effect }, rules)] : []),
    ];
  });
}

function pair(taint: object): object {
  const { key = "", effect = "" } = taint as Readonly<Record<string, string>>;
  return { key, effect };
}

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

function repeated(field: string, { key, value, effect }: Taint, { admission }: Rules): Cause {
  const quoted = [key, value, effect].map((text) => JSON.stringify(text));
  const go = `core.Taint{Key:${quoted[0] ?? ""}, Value:${quoted[1] ?? ""}, Effect:${quoted[2] ?? ""}, TimeAdded:<nil>}`;
  const json = { Key: key, Value: value, Effect: effect, TimeAdded: null };
  const cause = duplicate(field, admission.wrongValues === "json" ? json : new GoSyntax(go));
  return { ...cause, message: `${cause.message}: taints must be unique by key and effect pair` };
}
