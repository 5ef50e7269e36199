import { listAt, textAt, valueAt } from "../../../base/index.ts";
import type { Pod } from "../../../kinds/index.ts";
import type { Environment } from "./environment.ts";

/** Volumes whose content is an object of the cluster, and what their `SetUp` says of keys that are not there. */
const SOURCES = [
  { field: "secret", name: "secretName", kind: "secret", key: "references non-existent secret key" },
  { field: "configMap", name: "name", kind: "configmap", key: "configmap references non-existent config key" },
] as const;

/** Why volumes of the pod cannot be set up, a sentence each (pkg/volume/secret, pkg/volume/configmap). */
export function volumeFaults(pod: Pod, api: Environment): readonly string[] {
  if (api.configMap === undefined) return [];
  return listAt(pod.spec, "volumes").flatMap((volume) => {
    const fault = contentFault(volume, pod.metadata.namespace ?? "", api);
    return fault === undefined
      ? []
      : [`MountVolume.SetUp failed for volume "${textAt(volume, "name") ?? ""}" : ${fault}`];
  });
}

function contentFault(volume: unknown, namespace: string, api: Environment): string | undefined {
  for (const { field, name, kind, key } of SOURCES) {
    const source = valueAt(volume, field);
    if (source === undefined || valueAt(source, "optional") === true) continue;
    const wanted = textAt(source, name) ?? "";
    const found = kind === "secret" ? api.secret(namespace, wanted) : api.configMap?.(namespace, wanted);
    if (found === undefined) return `${kind} "${wanted}" not found`;
    const keys = listAt(source, "items").map((item) => textAt(item, "key") ?? "");
    const missing = keys.find((one) => ["data", "binaryData"].every((part) => valueAt(found, part, one) === undefined));
    if (missing !== undefined) return `${key}: ${missing}`;
  }
  return undefined;
}
