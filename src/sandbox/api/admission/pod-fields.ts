import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";

/** Lists of a pod spec that hold containers. */
export const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

export function specOf(object: KubernetesObject): JsonObject {
  return objectAt(object, "spec");
}

export function withSpec(object: KubernetesObject, spec: JsonObject): KubernetesObject {
  return withFields(object, { spec });
}

/** The spec with each object of one of its lists replaced; a list that is not there stays away. */
export function mapList(
  spec: JsonObject,
  list: string,
  replace: (item: JsonObject, path: string) => JsonObject,
): JsonObject {
  if (spec[list] === undefined) return spec;
  const items = listAt(spec, list).map((item, index) =>
    isJsonObject(item) ? replace(item, `spec.${list}[${index}]`) : item,
  );
  return { ...spec, [list]: items };
}
