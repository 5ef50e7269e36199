import { failed, ok, type Outcome } from "../base/index.ts";
import { nextToken, unexpectedToken, type Cursor } from "./json-cursor.ts";
import { readNumber, readString, readWord } from "./json-scalars.ts";
import type { JsonArray, JsonObject, JsonValue } from "./json-value.ts";

type Container = JsonObject | JsonArray;

const DEEPEST = 10_000;
const CLOSED = "closed";

/**
 * Reads a JSON text, one character a byte, as Go's encoding/json does; the fault is Go's error text.
 *
 * `JSON.parse` cannot serve: it words its errors otherwise, keeps the last of equal names where Go merges objects,
 * takes bytes only after they were decoded (a byte that is not UTF-8 is named in Go's errors) and has no limit of
 * depth.
 */
export function readJson(text: string): Outcome<JsonValue, string> {
  const cursor: Cursor = { text, at: 0 };
  const value = readDocument(cursor);
  if (value !== undefined && nextToken(cursor) === undefined) return ok(value);
  if (value !== undefined) unexpectedToken(cursor, "after top-level value");
  return failed(cursor.fault ?? "");
}

/** Without recursion: the limit of depth is beyond the stack of a JavaScript engine. */
function readDocument(cursor: Cursor): JsonValue | undefined {
  const root = readStart(cursor, 0);
  const open: Container[] = root !== undefined && isContainer(root) ? [root] : [];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const next =
      inner.kind === "object" ? readMember(cursor, inner, open.length) : readItem(cursor, inner, open.length);
    if (next === undefined) return undefined;
    if (next === CLOSED) open.pop();
    else if (isContainer(next)) open.push(next);
  }
  return root;
}

/** Reads a scalar, or the bracket that opens an object or array at this depth. */
function readStart(cursor: Cursor, depth: number): JsonValue | undefined {
  const token = nextToken(cursor);
  if (token === "{" || token === "[") return open(cursor, token, depth);
  if (token === '"') return stringValue(readString(cursor));
  if (token === "t") return readWord(cursor, "true");
  if (token === "f") return readWord(cursor, "false");
  if (token === "n") return readWord(cursor, "null");
  if (token !== undefined && /[-0-9]/.test(token)) return readNumber(cursor);
  return unexpectedToken(cursor, "looking for beginning of value");
}

function open(cursor: Cursor, bracket: "{" | "[", depth: number): JsonValue | undefined {
  if (depth >= DEEPEST) return unexpectedToken(cursor, "exceeded max depth");
  cursor.at += 1;
  return bracket === "{" ? { kind: "object", members: [] } : { kind: "array", items: [] };
}

function stringValue(text: string | undefined): JsonValue | undefined {
  return text === undefined ? undefined : { kind: "string", text };
}

/** Reads the next member of an object, or its closing bracket. */
function readMember(cursor: Cursor, object: JsonObject, depth: number): JsonValue | typeof CLOSED | undefined {
  const token = nextToken(cursor);
  if (token === "}") return close(cursor);
  if (object.members.length > 0) {
    if (token !== ",") return unexpectedToken(cursor, "after object key:value pair");
    cursor.at += 1;
  }
  if (nextToken(cursor) !== '"') return unexpectedToken(cursor, "looking for beginning of object key string");
  const name = readString(cursor);
  if (name === undefined) return undefined;
  if (nextToken(cursor) !== ":") return unexpectedToken(cursor, "after object key");
  cursor.at += 1;
  const value = readStart(cursor, depth);
  if (value !== undefined) object.members.push([name, value]);
  return value;
}

/** Reads the next item of an array, or its closing bracket. */
function readItem(cursor: Cursor, array: JsonArray, depth: number): JsonValue | typeof CLOSED | undefined {
  const token = nextToken(cursor);
  if (token === "]") return close(cursor);
  if (array.items.length > 0) {
    if (token !== ",") return unexpectedToken(cursor, "after array element");
    cursor.at += 1;
  }
  const value = readStart(cursor, depth);
  if (value !== undefined) array.items.push(value);
  return value;
}

function close(cursor: Cursor): typeof CLOSED {
  cursor.at += 1;
  return CLOSED;
}

function isContainer(value: JsonValue): value is Container {
  return value.kind === "object" || value.kind === "array";
}
