import { isJsonObject, jsonEqual, type JsonObject, objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField, notSupported, required } from "./cause.ts";
import { validateLabels, validateMetadata, validateMetadataUpdate } from "./metadata.ts";
import { validatePodSpec } from "./pod-spec.ts";

const COUNTS = ["replicas", "minReadySeconds", "revisionHistoryLimit"] as const;

/** What holds for everything with a selector and a pod template. */
export function validateSelected(object: KubernetesObject, kind: string): Cause[] {
  const spec = objectAt(object, "spec");
  const template = objectAt(spec, "template");
  const selector = spec["selector"];
  return [
    ...validateMetadata(object),
    ...countProblems(spec),
    ...selectorProblems(selector, kind),
    ...templateProblems(template, selector),
  ];
}

export function validateDeployment(object: KubernetesObject): Cause[] {
  const spec = objectAt(object, "spec");
  const [deadline, ready] = [spec["progressDeadlineSeconds"], spec["minReadySeconds"] ?? 0];
  const isShort = deadline !== undefined && Number(deadline) <= Number(ready);
  return [
    ...validateSelected(object, "deployment"),
    ...strategyProblems(objectAt(spec, "strategy")),
    ...(isShort
      ? [invalidField("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds")]
      : []),
  ];
}

/** The selector of a workload is chosen once. */
export function validateSelectedUpdate(next: KubernetesObject, old: KubernetesObject): Cause[] {
  const [after, before] = [objectAt(next, "spec")["selector"], objectAt(old, "spec")["selector"]];
  const problems = jsonEqual(after, before) ? [] : [invalidField("spec.selector", after, "field is immutable")];
  return [...validateMetadataUpdate(next, old), ...problems];
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
  const matches = wanted.every(([key, value]) => own[key] === value);
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
  if (type === "RollingUpdate") return [];
  const shown = { Type: type, RollingUpdate: rollingUpdate ?? null };
  return [notSupported("spec.strategy", shown, ["Recreate", "RollingUpdate"])];
}
