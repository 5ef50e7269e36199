import { isJsonObject, objectAt } from "../../base/index.ts";
import type { NamedObject } from "../../cluster/index.ts";
import { findResource, type KubernetesObject } from "../../kinds/index.ts";
import type { Source } from "../../node/index.ts";
import { readManifests } from "../../sandbox/index.ts";
import { TARGET_RESOURCES } from "./targets.ts";

const LOOKS_LIKE_MANIFEST = /^(?:\s*[-{]|.*"?apiVersion"?\s*:)/m;

/**
 * What manifests of one's own name, to be looked at in the cluster as `kubectl get -f` does. Undefined where a source is something else:
 * a paste, or objects that tell themselves how they are.
 */
export async function manifestTargets(sources: readonly Source[]): Promise<readonly NamedObject[] | undefined> {
  const targets: NamedObject[] = [];
  for (const { name, text } of sources) {
    if (!LOOKS_LIKE_MANIFEST.test(text) || !text.includes("apiVersion")) return undefined;
    const read = await readManifests(text, { name });
    if (!read.ok || read.value.some(tellsOfItself)) return undefined;
    targets.push(...read.value.flatMap(targetOf));
  }
  return targets.length === 0 ? undefined : targets;
}

function tellsOfItself(object: KubernetesObject): boolean {
  return object.kind === "Event" || (isJsonObject({ ...object }) && Object.keys(objectAt(object, "status")).length > 0);
}

/** None where no pods come from it. */
export function targetOf({ kind, metadata }: KubernetesObject): readonly NamedObject[] {
  const resource = findResource(kind)?.resource ?? "";
  const { name, namespace } = metadata;
  if (!TARGET_RESOURCES.includes(resource) || name === undefined) return [];
  return [{ resource, name, ...(namespace !== undefined && { namespace }) }];
}
