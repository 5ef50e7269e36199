import { isJsonObject, type JsonObject, ok } from "../../../base/index.ts";
import { jsonKind } from "../decode/scalar.ts";
import { malformed, type Patched } from "./patch-fault.ts";

/** JSON merge patch (RFC 7386): null removes a member, objects merge, all else replaces. */
export function applyMergePatch(target: JsonObject, patch: unknown): Patched<JsonObject> {
  if (isJsonObject(patch)) return ok(merge(target, patch));
  return malformed(
    `error decoding patch: json: cannot unmarshal ${jsonKind(patch)} into Go value of type map[string]interface {}`,
  );
}

function merge(target: unknown, patch: JsonObject): JsonObject {
  const kept = isJsonObject(target) ? target : {};
  const merged = new Map(Object.entries(kept));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isJsonObject(value) ? merge(kept[key], value) : value);
  }
  return Object.fromEntries(merged);
}
