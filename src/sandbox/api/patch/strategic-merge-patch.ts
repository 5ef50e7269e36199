import { failed, isJsonObject, type JsonObject, ok } from "../../../base/index.ts";
import { type Field, fieldsOf } from "../../../kinds/index.ts";
import { jsonKind } from "../decode/scalar.ts";
import { goText } from "./go-text.ts";
import { malformed, type Patched, unexpected } from "./patch-fault.ts";
import { inOrder, sameBy, withoutDirectives } from "./strategic-lists.ts";

const ORDER = "$setElementOrder/";
const DELETE = "$deleteFromPrimitiveList/";
const RETAIN = "$retainKeys";

/**
 * Strategic merge patch: like a merge patch, but lists whose type has a merge key are merged element by element
 * (apimachinery `strategicpatch`). Directives: `$patch`, `$retainKeys`, `$setElementOrder/…`, `$deleteFromPrimitiveList/…`.
 */
export function applyStrategicPatch(type: string, target: JsonObject, patch: unknown): Patched<JsonObject> {
  if (patch === null) return ok(target);
  if (isJsonObject(patch)) return mergeObject(type, target, patch);
  return malformed(`json: cannot unmarshal ${jsonKind(patch)} into Go value of type map[string]interface {}`);
}

function mergeObject(type: string, target: JsonObject, patch: JsonObject): Patched<JsonObject> {
  const directive = patch["$patch"];
  if (directive !== undefined) return directed(directive, patch);
  const retained = retain(target, patch);
  if (!retained.ok) return retained;
  const fields = fieldsOf(type);
  const result = new Map(Object.entries(retained.value));
  const rest = Object.keys(patch).filter((key) => key !== RETAIN && !key.startsWith(ORDER));
  const ordered = Object.keys(patch)
    .filter((key) => key.startsWith(ORDER))
    .map((key) => key.slice(ORDER.length));
  for (const name of new Set([...ordered, ...rest.map((key) => key.replace(DELETE, ""))])) {
    const value = mergeMember({ field: fields?.get(name), name, target: result.get(name), patch });
    if (!value.ok) return value;
    if (value.value === undefined) result.delete(name);
    else result.set(name, value.value);
  }
  return ok(Object.fromEntries(result));
}

function directed(directive: unknown, patch: JsonObject): Patched<JsonObject> {
  if (directive === "delete") return ok({});
  const { $patch: _patch, ...rest } = patch;
  if (directive === "replace") return ok(rest);
  return unexpected(`unknown patch type: ${String(directive)} in map: ${goText(patch)}`);
}

function retain(target: JsonObject, patch: JsonObject): Patched<JsonObject> {
  const keys = patch[RETAIN];
  if (keys === undefined) return ok(target);
  const isKept = (key: string): boolean => Array.isArray(keys) && keys.includes(key);
  const stranger = Object.entries(patch).some(([key, value]) => value !== null && !key.startsWith("$") && !isKept(key));
  if (!Array.isArray(keys) || stranger) return malformed("invalid patch format of retainKeys");
  return ok(Object.fromEntries(Object.entries(target).filter(([key]) => isKept(key))));
}

interface Member {
  readonly field: Field | undefined;
  readonly name: string;
  readonly target: unknown;
  readonly patch: JsonObject;
}

/** The member's new value; undefined: it is gone. */
function mergeMember({ field, name, target, patch }: Member): Patched {
  const removed = patch[DELETE + name];
  const kept =
    Array.isArray(removed) && Array.isArray(target) ? target.filter((item) => !removed.includes(item)) : target;
  const value = patch[name];
  if (value === null) return ok(undefined);
  const order = patch[ORDER + name];
  if (value === undefined) return ok(order === undefined ? kept : reordered(kept, order, field));
  if (kept === undefined) return ok(withoutDirectives(value));
  if (isJsonObject(value) && isJsonObject(kept))
    return mergeObject(field?.shape === "one" ? field.type : "", kept, value);
  const merges = field !== undefined && (field.mergeKey !== undefined || field.isSet);
  if (!Array.isArray(value) || !Array.isArray(kept)) return ok(withoutDirectives(value));
  if (!merges) return ok(value);
  return mergeList(field, { target: kept, patch: value, order });
}

function reordered(target: unknown, order: unknown, field: Field | undefined): unknown {
  if (!Array.isArray(target) || !Array.isArray(order)) return target;
  return inOrder(target, { wanted: order, before: target, same: sameBy(field?.mergeKey) });
}

interface Lists {
  readonly target: readonly unknown[];
  readonly patch: readonly unknown[];
  readonly order: unknown;
}

function mergeList(field: Field, { target, patch, order }: Lists): Patched {
  const { mergeKey } = field;
  const same = sameBy(mergeKey);
  if (mergeKey === undefined) {
    const merged = [...target, ...patch.filter((item) => !target.includes(item))];
    return ok(inOrder(merged, { wanted: Array.isArray(order) ? order : patch, before: target, same }));
  }
  const mismatched = [...target, ...patch].some((item) => !isJsonObject(item));
  if (mismatched) return unexpected(`list element types are not identical: ${goText([target, patch])}`);
  const special = specialElements(target as JsonObject[], patch as JsonObject[], mergeKey);
  if (!special.ok) return special;
  const { base, additions } = special.value;
  const merged = mergeElements(field, mergeKey, { base, additions });
  if (!merged.ok) return merged;
  const wanted = Array.isArray(order) ? order : additions;
  const problem = orderProblem(patch, order, mergeKey);
  return problem === undefined ? ok(inOrder(merged.value, { wanted, before: base, same })) : unexpected(problem);
}

interface Elements {
  readonly base: readonly JsonObject[];
  readonly additions: readonly JsonObject[];
}

/** Carries out `$patch: delete` and `$patch: replace` among a list's elements. */
function specialElements(
  target: readonly JsonObject[],
  patch: readonly JsonObject[],
  mergeKey: string,
): Patched<Elements> {
  const additions = patch.filter((item) => item["$patch"] === undefined);
  const directives = patch.filter((item) => item["$patch"] !== undefined);
  let base = target;
  for (const item of directives) {
    const directive = item["$patch"];
    if (directive === "merge") return unexpected("merging lists cannot yet be specified in the patch");
    if (directive !== "delete" && directive !== "replace") {
      return unexpected(`unknown patch type: ${String(directive)} in map: ${goText(item)}`);
    }
    if (directive === "delete" && item[mergeKey] === undefined) return unexpected(noMergeKey(item, mergeKey));
    if (directive === "delete") base = base.filter((other) => other[mergeKey] !== item[mergeKey]);
  }
  const replaces = directives.some((item) => item["$patch"] === "replace");
  return ok(replaces ? { base: additions, additions: [] } : { base, additions });
}

function mergeElements(field: Field, mergeKey: string, { base, additions }: Elements): Patched<readonly JsonObject[]> {
  const merged = [...base];
  for (const item of additions) {
    if (item[mergeKey] === undefined) return unexpected(noMergeKey(item, mergeKey));
    const index = merged.findIndex((other) => other[mergeKey] === item[mergeKey]);
    const value = mergeObject(field.type, merged[index] ?? {}, item);
    if (!value.ok) return failed(value.fault);
    if (index === -1) merged.push(item);
    else merged[index] = value.value;
  }
  return ok(merged);
}

function noMergeKey(item: JsonObject, mergeKey: string): string {
  return `map: ${goText(item)} does not contain declared merge key: ${mergeKey}`;
}

/** Elements of the patch must stand in the order list, in the same order. */
function orderProblem(patch: readonly unknown[], order: unknown, mergeKey: string): string | undefined {
  if (!Array.isArray(order) || order.length === 0) return undefined;
  const same = sameBy(mergeKey);
  let position = 0;
  for (const item of patch) {
    if (isJsonObject(item) && item["$patch"] !== undefined) continue;
    while (position < order.length && !same(item, order[position])) position += 1;
    if (position === order.length) {
      return `The order in patch list:\n${goText(patch)}\n doesn't match ${ORDER.slice(0, -1)} list:\n${goText(order)}\n`;
    }
    position += 1;
  }
  return undefined;
}
