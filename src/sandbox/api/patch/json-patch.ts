import { isJsonObject, jsonEqual, type JsonObject, ok } from "../../../base/index.ts";
import { jsonKind } from "../decode/scalar.ts";
import { malformed, type Patched, rejected } from "./patch-fault.ts";

/** Most operations that the real server takes in one patch. */
const LIMIT = 10_000;

/** JSON patch (RFC 6902) as the real server applies it: indices may be negative, every failure has the same text. */
export function applyJsonPatch(target: JsonObject, patch: unknown): Patched {
  if (patch === null) return ok(target);
  if (!Array.isArray(patch)) {
    const kind = jsonKind(patch);
    return malformed(
      `error decoding patch: json: cannot unmarshal ${kind} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  if (patch.length > LIMIT) return rejected();
  let document: unknown = target;
  for (const operation of patch as readonly unknown[]) {
    const next = isJsonObject(operation) ? applyOperation(document, operation) : undefined;
    if (next === undefined) return rejected();
    document = next.document;
  }
  return ok(document);
}

/** undefined: the operation does not fit the document. */
type Result = { readonly document: unknown } | undefined;

function applyOperation(document: unknown, operation: JsonObject): Result {
  const path = pointer(operation["path"]);
  if (path === undefined) return undefined;
  const { op, value } = operation;
  if (op === "remove") return change(document, path, remove);
  if (op === "add") return put(document, path, value ?? null);
  if (op === "replace") return path.length === 0 ? { document: value } : change(document, path, set(value ?? null));
  if (op === "test") return jsonEqual(at(document, path)?.value ?? null, value ?? null) ? { document } : undefined;
  const from = pointer(operation["from"]);
  if (from === undefined) return undefined;
  const source = at(document, from);
  if (op === "copy") return put(document, path, source?.value ?? null);
  if (op !== "move" || source === undefined) return undefined;
  const without = change(document, from, remove);
  return without === undefined ? undefined : put(without.document, path, source.value);
}

function put(document: unknown, path: readonly string[], value: unknown): Result {
  return path.length === 0 ? { document: value } : change(document, path, add(value));
}

/** Tokens of an RFC 6901 pointer; the empty text is the whole document. What stands in front of the first slash is skipped. */
function pointer(text: unknown): readonly string[] | undefined {
  if (typeof text !== "string") return undefined;
  if (text === "") return [];
  const [, ...tokens] = text.split("/");
  if (tokens.length === 0) return undefined;
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function at(document: unknown, path: readonly string[]): { readonly value: unknown } | undefined {
  let value: unknown = document;
  for (const token of path) {
    if (Array.isArray(value)) {
      const index = indexIn(value, token);
      if (index === undefined) return undefined;
      value = value[index];
    } else if (isJsonObject(value) && token in value) value = value[token];
    else return undefined;
  }
  return { value };
}

/** A change of one member of a container; undefined where it does not fit. */
type Edit = (container: unknown, token: string) => Result;

function change(document: unknown, [token, ...rest]: readonly string[], edit: Edit): Result {
  if (token === undefined) return undefined;
  if (rest.length === 0) return edit(document, token);
  const inner = at(document, [token]);
  const changed = inner === undefined ? undefined : change(inner.value, rest, edit);
  return changed === undefined ? undefined : set(changed.document)(document, token);
}

function set(value: unknown): Edit {
  return (container, token) => {
    if (isJsonObject(container)) return { document: { ...container, [token]: value } };
    const index = Array.isArray(container) ? indexIn(container, token) : undefined;
    return index === undefined ? undefined : { document: (container as unknown[]).with(index, value) };
  };
}

function add(value: unknown): Edit {
  return (container, token) => {
    if (!Array.isArray(container)) return set(value)(container, token);
    const end = container.length;
    const index = token === "-" ? end : indexIn([...(container as unknown[]), null], token);
    return index === undefined ? undefined : { document: container.toSpliced(index, 0, value) };
  };
}

function remove(container: unknown, token: string): Result {
  if (Array.isArray(container)) {
    const index = indexIn(container, token);
    return index === undefined ? undefined : { document: container.toSpliced(index, 1) };
  }
  if (!isJsonObject(container) || !(token in container)) return undefined;
  const { [token]: _removed, ...document } = container;
  return { document };
}

function indexIn(list: readonly unknown[], token: string): number | undefined {
  if (!/^-?\d+$/.test(token)) return undefined;
  const index = Number(token) < 0 ? list.length + Number(token) : Number(token);
  return index >= 0 && index < list.length ? index : undefined;
}
