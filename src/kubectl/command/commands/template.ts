import { type JsonObject, objectAt, valueAt } from "../../../base/index.ts";

const PATHS = [["spec", "jobTemplate", "spec", "template"], ["spec", "template"], []] as const;

/** Where the pod spec of an object is: its own, or that of its template; undefined where there is none. */
export function templatePath(object: JsonObject): readonly string[] | undefined {
  const path = PATHS.find((own) => Array.isArray(valueAt(object, ...own, "spec", "containers")));
  return path === undefined ? undefined : [...path, "spec"];
}

/** The object with the value at a path of object members replaced. */
export function updateAt(
  object: JsonObject,
  path: readonly string[],
  update: (value: JsonObject) => JsonObject,
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return update(object);
  return { ...object, [key]: updateAt(objectAt(object, key), rest, update) };
}
