import { isJsonObject, objectAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";

/** Older servers write the zero time of a pod template's metadata. */
export function withTemplateTime(object: KubernetesObject, rules: Rules): KubernetesObject {
  const spec = objectAt(object, "spec");
  const template = spec["template"];
  if (!rules.admission.nullTemplateTime || !isJsonObject(template)) return object;
  const metadata = { ...objectAt(template, "metadata"), creationTimestamp: null };
  return withFields(object, { spec: { ...spec, template: { ...template, metadata } } });
}
