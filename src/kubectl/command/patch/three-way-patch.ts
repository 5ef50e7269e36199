import { isJsonObject, jsonEqual, type JsonObject } from "../../../base/index.ts";
import { type Field, fieldsOf } from "../../../kinds/index.ts";

/** Three states of one thing. */
interface Versions<T = unknown> {
  /** As it was applied the last time. */
  readonly before: T;
  readonly wanted: T;
  readonly live: T;
}

/**
 * The strategic merge patch that client-side apply sends: what is wanted and not live, and nulls (or `$patch: delete`) for
 * what was applied before and is not wanted any more. Fields that others have set stay (apimachinery `CreateThreeWayMergePatch`).
 */
export function threeWayPatch(kind: string, versions: Versions<JsonObject>): JsonObject {
  return diffObjects(kind, versions, false);
}

/** The patch between two states, as `kubectl set` and `kubectl edit` send it. */
export function twoWayPatch(kind: string, before: JsonObject, wanted: JsonObject): JsonObject {
  return diffObjects(kind, { before, wanted, live: before }, false);
}

/** `retains`: members that the patch does not name shall go (`$retainKeys`). */
function diffObjects(type: string, versions: Versions<JsonObject>, retains: boolean): JsonObject {
  const { before, wanted, live } = versions;
  const fields = fieldsOf(type);
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(wanted)) {
    const member = { before: before[key], wanted: wanted[key], live: live[key] };
    Object.assign(patch, diffMember(key, fields?.get(key), member));
  }
  for (const key of Object.keys(before)) if (!(key in wanted)) patch[key] = null;
  const kept = Object.keys(wanted).filter((key) => wanted[key] !== null);
  const clears = [live, before].some((other) =>
    Object.keys(other).some((key) => other[key] !== null && !(key in wanted)),
  );
  if (retains && kept.length > 0 && (clears || Object.keys(patch).length > 0)) patch["$retainKeys"] = kept.sort();
  return patch;
}

function diffMember(key: string, field: Field | undefined, { before, wanted, live }: Versions): JsonObject {
  if (isJsonObject(wanted) && (isJsonObject(live) || isJsonObject(before))) {
    if (live !== undefined && !isJsonObject(live)) return { [key]: wanted };
    const inner = { before: asObject(before), wanted, live: asObject(live) };
    const patch = diffObjects(field?.shape === "one" ? field.type : "", inner, field?.retainsKeys === true);
    return Object.keys(patch).length === 0 && live !== undefined ? {} : { [key]: patch };
  }
  if (Array.isArray(wanted) && field !== undefined && (live === undefined || Array.isArray(live))) {
    const lists = { before: asList(before), wanted, live: asList(live) };
    if (field.mergeKey !== undefined) return listPatch(key, live, diffKeyedLists(field, field.mergeKey, lists));
    if (field.isSet) return listPatch(key, live, diffSets(lists));
  }
  return live !== undefined && jsonEqual(live, wanted) ? {} : { [key]: wanted };
}

/** What a list's difference puts into the patch. */
interface ListPatch {
  readonly changes: readonly unknown[];
  /** Texts to take out of a set. */
  readonly removed: readonly unknown[];
  readonly order: readonly unknown[];
}

function listPatch(key: string, live: unknown, { changes, removed, order }: ListPatch): JsonObject {
  return {
    ...(changes.length > 0 || live === undefined ? { [key]: changes } : {}),
    ...(removed.length > 0 ? { [`$deleteFromPrimitiveList/${key}`]: removed } : {}),
    ...(order.length > 0 ? { [`$setElementOrder/${key}`]: order } : {}),
  };
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

type Lists = Versions<readonly unknown[]>;

/** Lists whose objects are joined by a member. Changed elements stand in the wanted order, deletions behind them. */
function diffKeyedLists(field: Field, mergeKey: string, { before, wanted, live }: Lists): ListPatch {
  const [old, next, now] = [before, wanted, live].map((list) => list.filter(isJsonObject)) as [
    JsonObject[],
    JsonObject[],
    JsonObject[],
  ];
  if (now.length === 0 && old.length === 0) return { changes: next, removed: [], order: [] };
  const changed = next.flatMap((element) => {
    const twin = twinOf(element, { mergeKey, from: next, among: now });
    const versions = {
      before: twinOf(element, { mergeKey, from: next, among: old }) ?? {},
      wanted: element,
      live: twin ?? {},
    };
    const patch = diffObjects(field.type, versions, field.retainsKeys && twin !== undefined);
    return Object.keys(patch).length === 0 ? [] : [{ ...patch, [mergeKey]: element[mergeKey] }];
  });
  const gone = old.filter((element) => twinOf(element, { mergeKey, from: old, among: next }) === undefined);
  const deletions = sortedBy(gone, mergeKey).map((element) => ({ $patch: "delete", [mergeKey]: element[mergeKey] }));
  const isReordered =
    now.length > 0 &&
    !jsonEqual(
      now.map((element) => element[mergeKey]),
      next.map((element) => element[mergeKey]),
    );
  const changes = [...changed, ...deletions];
  const isOrdered = isReordered || deletions.length > 0 || (now.length > 0 && changed.length > 0);
  return { changes, removed: [], order: isOrdered ? next.map((element) => ({ [mergeKey]: element[mergeKey] })) : [] };
}

interface Search {
  readonly mergeKey: string;
  /** The list that the element stands in. */
  readonly from: readonly JsonObject[];
  readonly among: readonly JsonObject[];
}

/** The element with the same key; where a key stands several times, the first goes with the first, and so on. */
function twinOf(element: JsonObject, { mergeKey, from, among }: Search): JsonObject | undefined {
  const same = (item: JsonObject): boolean => item[mergeKey] === element[mergeKey];
  return among.filter(same)[from.filter(same).indexOf(element)];
}

function sortedBy(elements: readonly JsonObject[], mergeKey: string): JsonObject[] {
  const key = (element: JsonObject): string => String(element[mergeKey]);
  return [...elements].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}

/** Lists of texts that are sets. */
function diffSets({ before, wanted, live }: Lists): ListPatch {
  const changes = wanted.filter((item) => !live.includes(item));
  const gone = new Set(before.filter((item) => !wanted.includes(item)));
  const removed = [...gone].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const isOrdered = removed.length > 0 || (live.length > 0 && !jsonEqual(live, wanted));
  return { changes, removed, order: isOrdered ? wanted : [] };
}
