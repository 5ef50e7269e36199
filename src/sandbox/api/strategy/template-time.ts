import { isJsonObject, type JsonObject, objectAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";

/** Older servers write the zero time of the metadata of templates. */
export function withTemplateTime(object: KubernetesObject, rules: Rules): KubernetesObject {
  if (!rules.admission.nullTemplateTime) return object;
  return withFields(object, { spec: timed(objectAt(object, "spec")) });
}

function timed(spec: JsonObject): JsonObject {
  const { template, jobTemplate } = spec;
  if (isJsonObject(template)) return { ...spec, template: withTime(template) };
  if (!isJsonObject(jobTemplate)) return spec;
  return { ...spec, jobTemplate: { ...withTime(jobTemplate), spec: timed(objectAt(jobTemplate, "spec")) } };
}

function withTime(template: JsonObject): JsonObject {
  return { ...template, metadata: { ...objectAt(template, "metadata"), creationTimestamp: null } };
}
