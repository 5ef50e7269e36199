import type { JsonObject } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";

/** The object with some of its members replaced. */
export function withFields(object: KubernetesObject, fields: JsonObject): KubernetesObject {
  return { ...object, ...fields };
}
