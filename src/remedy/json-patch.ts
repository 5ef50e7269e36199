import { isJsonObject } from "../base/index.ts";

/** RFC 6902, as far as plans need it: no `move`, no `copy`. A value may hold `Secret`s. */
export type JsonPatch = readonly PatchOperation[];

export interface PatchOperation {
  readonly op: "add" | "remove" | "replace" | "test";
  readonly path: string;
  readonly value?: unknown;
}

type Node = Record<string, unknown> | unknown[];

/** `/metadata/annotations/a~1b`. */
export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function tokensOf(path: string): readonly string[] {
  return path
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value with the patch in it; the patch must fit, for it was made for this value. */
export function patched<T>(value: T, patch: JsonPatch): T {
  const copy = structuredCopy(value);
  for (const operation of patch) perform(copy as Node, operation);
  return copy;
}

/** From the patched value back to this one; each value is tested before it goes. */
export function reversed(value: unknown, patch: JsonPatch): JsonPatch {
  let now = value;
  let back: JsonPatch = [];
  for (const operation of patch) {
    back = [...reversedOne(now, operation), ...back];
    now = patched(now, [operation]);
  }
  return back;
}

/** Knows no `remove`: nothing that plans change is taken out for good. */
function reversedOne(before: unknown, { op, path, value }: PatchOperation): JsonPatch {
  if (op === "test" || op === "remove") return [];
  const old = valueAtPath(before, path);
  const isNew = old === undefined || (op === "add" && Array.isArray(valueAtPath(before, parentOf(path)[0])));
  return [{ op: "test", path, value }, isNew ? { op: "remove", path } : { op: "replace", path, value: old }];
}

/** The first test that does not hold, and what is there instead. */
export function misfit(
  value: unknown,
  patch: JsonPatch,
): { readonly path: string; readonly found: unknown } | undefined {
  let now = value;
  for (const operation of patch) {
    const { op, path } = operation;
    const found = valueAtPath(now, path);
    const isOther = op === "test" ? !isDeepEqual(found, operation.value) : found === undefined;
    if (isOther) return { path, found };
    now = patched(now, [operation]);
  }
  return undefined;
}

function isDeepEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function valueAtPath(value: unknown, path: string): unknown {
  return tokensOf(path).reduce<unknown>((inner, token) => memberOf(inner, token), value);
}

function memberOf(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[Number(token)] as unknown;
  return isJsonObject(value) ? value[token] : undefined;
}

function parentOf(path: string): readonly [parent: string, last: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, slash), tokensOf(path).at(-1) ?? ""];
}

function perform(root: Node, { op, path, value }: PatchOperation): void {
  if (op === "test") return;
  const [parent, last] = parentOf(path);
  const holder = valueAtPath(root, parent) as Node;
  if (Array.isArray(holder)) {
    const index = Number(last);
    if (op === "add") holder.splice(index, 0, value);
    else if (op === "remove") holder.splice(index, 1);
    else holder[index] = value;
  } else if (op === "remove") delete holder[last];
  else holder[last] = value;
}

/** Objects and lists anew; what is neither, such as a `Secret`, stays the same. */
function structuredCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => structuredCopy(item)) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, structuredCopy<unknown>(member)])) as T;
}
