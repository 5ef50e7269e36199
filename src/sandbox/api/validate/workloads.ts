import { isJsonObject, jsonEqual, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { shownCount, shownLabels, shownSelector, shownStrategy } from "./shown-value.ts";
import { forbiddenField, invalidField, notSupported, required } from "./cause.ts";
import { validateLabels, validateMetadata, validateMetadataUpdate } from "./metadata.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { validatePodSpec } from "./pod-spec.ts";

type Count = "replicas" | "minReadySeconds" | "revisionHistoryLimit";

/** A kind of object with a selector and a pod template. */
export interface Selected {
  /** In the words of errors: `replica set`. */
  readonly kind: string;
  readonly rules: Rules;
}

export function validateSelected(object: KubernetesObject, about: Selected): Cause[] {
  return [...validateMetadata(object), ...specProblems(object, about)];
}

/** A changed one: its selector is chosen once. */
export function validateSelectedUpdate(next: KubernetesObject, old: KubernetesObject, about: Selected): Cause[] {
  const [after, before] = [objectAt(next, "spec")["selector"], objectAt(old, "spec")["selector"]];
  const shown = shownSelector(after, about.rules);
  return [
    ...validateMetadataUpdate(next, old),
    ...specProblems(next, about),
    ...(jsonEqual(after, before) ? [] : [invalidField("spec.selector", shown, "field is immutable")]),
  ];
}

function specProblems(object: KubernetesObject, about: Selected): Cause[] {
  const { kind, rules } = about;
  const spec = objectAt(object, "spec");
  const isDeployment = kind === "deployment";
  return [
    ...countProblems(spec, isDeployment ? ["replicas"] : ["replicas", "minReadySeconds"]),
    ...selectorProblems(spec["selector"], about),
    ...templateProblems(withClaims(objectAt(spec, "template"), spec), spec["selector"], rules),
    ...(isDeployment ? strategyProblems(objectAt(spec, "strategy"), rules) : []),
    ...countProblems(spec, isDeployment ? ["minReadySeconds", "revisionHistoryLimit"] : ["revisionHistoryLimit"]),
    ...(isDeployment ? deadlineProblems(spec) : []),
  ];
}

function deadlineProblems(spec: JsonObject): Cause[] {
  const [deadline, ready] = [spec["progressDeadlineSeconds"], spec["minReadySeconds"] ?? 0];
  const isShort = deadline !== undefined && Number(deadline) <= Number(ready);
  const detail = "must be greater than minReadySeconds";
  return isShort ? [invalidField("spec.progressDeadlineSeconds", deadline, detail)] : [];
}

function countProblems(spec: JsonObject, counts: readonly Count[]): Cause[] {
  return counts
    .filter((key) => Number(spec[key] ?? 0) < 0)
    .map((key) => invalidField(`spec.${key}`, spec[key], "must be greater than or equal to 0"));
}

function selectorProblems(selector: unknown, { kind, rules }: Selected): Cause[] {
  const field = "spec.selector";
  if (!isJsonObject(selector)) return [required(field)];
  if (Object.keys(selector).length === 0)
    return [invalidField(field, shownSelector(selector, rules), `empty selector is invalid for ${kind}`)];
  const causes = validateLabelSelector(selector, field);
  const isUnusable = causes.some((cause) => cause.field.startsWith(`${field}.matchExpressions`));
  const shown = shownSelector(selector, rules);
  return isUnusable ? [...causes, invalidField(field, shown, "invalid label selector")] : causes;
}

/** The pods of a stateful set get volumes from its claims, under their names. */
function withClaims(template: JsonObject, spec: JsonObject): JsonObject {
  const pod = objectAt(template, "spec");
  const volumes = listAt(pod, "volumes");
  const own = new Set(volumes.map((volume) => textAt(volume, "name")));
  const names = listAt(spec, "volumeClaimTemplates").map((claim) => textAt(claim, "metadata", "name"));
  const claimed = names.filter((name) => !own.has(name)).map((name) => ({ name, emptyDir: {} }));
  return claimed.length === 0 ? template : { ...template, spec: { ...pod, volumes: [...volumes, ...claimed] } };
}

function templateProblems(template: JsonObject, selector: unknown, rules: Rules): Cause[] {
  const labels = objectAt(template, "metadata")["labels"];
  const spec = objectAt(template, "spec");
  const policy = spec["restartPolicy"];
  return [
    ...mismatch(labels, selector, rules),
    ...validateLabels(labels, "spec.template.metadata.labels"),
    ...validatePodSpec(spec, { field: "spec.template.spec", rules }),
    ...(policy === "Always" ? [] : [notSupported("spec.template.spec.restartPolicy", policy, ["Always"])]),
    ...(spec["activeDeadlineSeconds"] === undefined
      ? []
      : [
          forbiddenField(
            "spec.template.spec.activeDeadlineSeconds",
            "activeDeadlineSeconds in ReplicaSet is not Supported",
          ),
        ]),
  ];
}

function mismatch(labels: unknown, selector: unknown, rules: Rules): Cause[] {
  const wanted = Object.entries(objectAt(selector, "matchLabels"));
  const own = isJsonObject(labels) ? labels : {};
  if (isJsonObject(selector) && wanted.every(([key, value]) => own[key] === value)) return [];
  const detail = "`selector` does not match template `labels`";
  return [invalidField("spec.template.metadata.labels", shownLabels(labels, rules), detail)];
}

function strategyProblems(strategy: JsonObject, rules: Rules): Cause[] {
  const { type, rollingUpdate } = strategy;
  if (type === "Recreate") {
    const detail = "may not be specified when strategy `type` is 'Recreate'";
    return rollingUpdate === undefined ? [] : [forbiddenField("spec.strategy.rollingUpdate", detail)];
  }
  if (type === "RollingUpdate") return rollingProblems(objectAt(strategy, "rollingUpdate"), rules);
  const shown = { Type: type, RollingUpdate: rollingUpdate ?? null };
  return [notSupported("spec.strategy", shownStrategy(shown, rules), ["Recreate", "RollingUpdate"])];
}

function rollingProblems({ maxUnavailable, maxSurge }: JsonObject, rules: Rules): Cause[] {
  const field = "spec.strategy.rollingUpdate";
  const isNothing = (value: unknown): boolean => value === 0 || value === "0%";
  const percent = Number(String(maxUnavailable).replace("%", ""));
  return [
    ...percentProblems(maxUnavailable, `${field}.maxUnavailable`, rules),
    ...percentProblems(maxSurge, `${field}.maxSurge`, rules),
    ...(isNothing(maxUnavailable) && isNothing(maxSurge)
      ? [
          invalidField(
            `${field}.maxUnavailable`,
            shownCount(maxUnavailable, rules),
            "may not be 0 when `maxSurge` is 0",
          ),
        ]
      : []),
    ...(typeof maxUnavailable === "string" && percent > 100
      ? [invalidField(`${field}.maxUnavailable`, shownCount(maxUnavailable, rules), "must not be greater than 100%")]
      : []),
  ];
}

function percentProblems(value: unknown, field: string, rules: Rules): Cause[] {
  if (typeof value === "number")
    return value < 0 ? [invalidField(field, value, "must be greater than or equal to 0")] : [];
  if (/^\d+%$/.test(String(value))) return [];
  const rule = "a valid percent string must be a numeric string followed by an ending '%'";
  return [
    invalidField(
      field,
      shownCount(value, rules),
      `${rule} (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`,
    ),
  ];
}
