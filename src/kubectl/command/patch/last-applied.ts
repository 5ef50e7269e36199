import { isJsonObject, type JsonObject, objectAt } from "../../../base/index.ts";

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The manifest with itself as annotation, as client-side apply sends it. */
export function withLastApplied(manifest: JsonObject): JsonObject {
  const metadata = objectAt(manifest, "metadata");
  const { [LAST_APPLIED]: _old, ...annotations } = objectAt(metadata, "annotations");
  const plain = { ...manifest, metadata: { ...metadata, annotations } };
  const text = `${compactJson(plain)}\n`;
  return { ...manifest, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}

/** JSON as Go's encoder writes maps: keys sorted, no blanks, HTML characters escaped. */
export function compactJson(value: unknown): string {
  return JSON.stringify(sorted(value)).replaceAll(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
