import { isJsonObject, type JsonObject } from "../../../base/index.ts";

const HIDDEN = "***";
/** What may be seen of a secret. */
const OPEN = ["apiVersion", "kind", "type", "immutable"];

/** An object, or a patch of one, as it may stand in a message: nothing of what a secret holds. */
export function shownObject(kind: string, value: unknown): unknown {
  if (kind !== "Secret") return value;
  if (!isJsonObject(value)) return hidden(value);
  return mapped(value, (member, key) => {
    if (OPEN.includes(key)) return member;
    return key === "metadata" && isJsonObject(member) ? withoutAnnotations(member) : hidden(member);
  });
}

/** kubectl keeps a whole manifest in an annotation. */
function withoutAnnotations(metadata: JsonObject): JsonObject {
  return mapped(metadata, (member, key) => (key === "annotations" ? hidden(member) : member));
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (isJsonObject(value)) return mapped(value, hidden);
  return value === null ? null : HIDDEN;
}

function mapped(object: JsonObject, change: (member: unknown, key: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, change(member, key)]));
}
