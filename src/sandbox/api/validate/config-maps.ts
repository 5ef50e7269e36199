import { objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidField } from "./cause.ts";
import { validateMetadata, validateMetadataUpdate } from "./metadata.ts";
import { immutableProblems, keyProblems } from "./secrets.ts";

export function validateConfigMap(configMap: KubernetesObject): Cause[] {
  const [data, binary] = [objectAt(configMap, "data"), objectAt(configMap, "binaryData")];
  const doubles = Object.keys(data).filter((key) => key in binary);
  return [
    ...validateMetadata(configMap),
    ...keyProblems(data, "data"),
    ...doubles.map((key) => invalidField(`data[${key}]`, key, "duplicate of key present in binaryData")),
    ...keyProblems(binary, "binaryData"),
  ];
}

export function validateConfigMapUpdate(next: KubernetesObject, old: KubernetesObject): Cause[] {
  return [
    ...validateMetadataUpdate(next, old),
    ...immutableProblems(next, old, ["data", "binaryData"]),
    ...validateConfigMap(next),
  ];
}
