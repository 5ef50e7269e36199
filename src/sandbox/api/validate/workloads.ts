import { isJsonObject, jsonEqual, type JsonObject, objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField, notSupported, required } from "./cause.ts";
import { validateLabels, validateMetadata, validateMetadataUpdate } from "./metadata.ts";
import { validatePodSpec } from "./pod-spec.ts";

const COUNTS = ["replicas", "minReadySeconds", "revisionHistoryLimit"] as const;

/** A new object with a selector and a pod template. */
export function validateSelected(object: KubernetesObject, kind: string): Cause[] {
  return [...validateMetadata(object), ...specProblems(object, kind)];
}

/** A changed one: its selector is chosen once. */
export function validateSelectedUpdate(next: KubernetesObject, old: KubernetesObject, kind: string): Cause[] {
  const [after, before] = [objectAt(next, "spec")["selector"], objectAt(old, "spec")["selector"]];
  return [
    ...validateMetadataUpdate(next, old),
    ...specProblems(next, kind),
    ...(jsonEqual(after, before) ? [] : [invalidField("spec.selector", after, "field is immutable")]),
  ];
}

function specProblems(object: KubernetesObject, kind: string): Cause[] {
  const spec = objectAt(object, "spec");
  return [
    ...countProblems(spec),
    ...selectorProblems(spec["selector"], kind),
    ...templateProblems(objectAt(spec, "template"), spec["selector"]),
    ...(kind === "deployment" ? deploymentProblems(spec) : []),
  ];
}

function deploymentProblems(spec: JsonObject): Cause[] {
  const [deadline, ready] = [spec["progressDeadlineSeconds"], spec["minReadySeconds"] ?? 0];
  const isShort = deadline !== undefined && Number(deadline) <= Number(ready);
  return [
    ...strategyProblems(objectAt(spec, "strategy")),
    ...(isShort
      ? [invalidField("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds")]
      : []),
  ];
}

function countProblems(spec: JsonObject): Cause[] {
  return COUNTS.filter((key) => Number(spec[key] ?? 0) < 0).map((key) =>
    invalidField(`spec.${key}`, spec[key], "must be greater than or equal to 0"),
  );
}

function selectorProblems(selector: unknown, kind: string): Cause[] {
  if (!isJsonObject(selector)) return [required("spec.selector")];
  if (Object.keys(selector).length > 0) return validateLabels(selector["matchLabels"], "spec.selector.matchLabels");
  return [invalidField("spec.selector", selector, `empty selector is invalid for ${kind}`)];
}

function templateProblems(template: JsonObject, selector: unknown): Cause[] {
  const labels = objectAt(template, "metadata")["labels"];
  const spec = objectAt(template, "spec");
  const policy = spec["restartPolicy"];
  const wanted = Object.entries(objectAt(selector, "matchLabels"));
  const own = isJsonObject(labels) ? labels : {};
  const matches = isJsonObject(selector) && wanted.every(([key, value]) => own[key] === value);
  return [
    ...(matches
      ? []
      : [invalidField("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")]),
    ...validateLabels(labels, "spec.template.metadata.labels"),
    ...validatePodSpec(spec, "spec.template.spec"),
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

function strategyProblems(strategy: JsonObject): Cause[] {
  const { type, rollingUpdate } = strategy;
  if (type === "Recreate") {
    const detail = "may not be specified when strategy `type` is 'Recreate'";
    return rollingUpdate === undefined ? [] : [forbiddenField("spec.strategy.rollingUpdate", detail)];
  }
  if (type === "RollingUpdate") return rollingProblems(objectAt(strategy, "rollingUpdate"));
  const shown = { Type: type, RollingUpdate: rollingUpdate ?? null };
  return [notSupported("spec.strategy", shown, ["Recreate", "RollingUpdate"])];
}

function rollingProblems({ maxUnavailable, maxSurge }: JsonObject): Cause[] {
  const field = "spec.strategy.rollingUpdate";
  const isNothing = (value: unknown): boolean => value === 0 || value === "0%";
  const percent = Number(String(maxUnavailable).replace("%", ""));
  return [
    ...percentProblems(maxUnavailable, `${field}.maxUnavailable`),
    ...percentProblems(maxSurge, `${field}.maxSurge`),
    ...(isNothing(maxUnavailable) && isNothing(maxSurge)
      ? [invalidField(`${field}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0")]
      : []),
    ...(typeof maxUnavailable === "string" && percent > 100
      ? [invalidField(`${field}.maxUnavailable`, maxUnavailable, "must not be greater than 100%")]
      : []),
  ];
}

function percentProblems(value: unknown, field: string): Cause[] {
  if (typeof value === "number")
    return value < 0 ? [invalidField(field, value, "must be greater than or equal to 0")] : [];
  if (/^\d+%$/.test(String(value))) return [];
  const rule = "a valid percent string must be a numeric string followed by an ending '%'";
  return [invalidField(field, value, `${rule} (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`)];
}
