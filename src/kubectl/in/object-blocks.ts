import { isJsonObject, type JsonObject, listAt, textAt } from "../../base/index.ts";
import type { Lines } from "../../kinds/index.ts";
import { isPrompt } from "./prompt.ts";
import type { Row } from "./rows.ts";

/** Objects that stand in a paste as YAML or JSON, each with its lines. */
export interface FoundObject {
  /** Of any form but for its kind. */
  readonly object: JsonObject & { readonly kind: string };
  readonly lines: Lines;
}

const MOST_ALIASES = 100;
const START = /^(?:- )?["']?(?:apiVersion|kind|items)["']?:|^[[{]\s*$|^\{.*"kind"/;
const STATUS_START = /^\s{0,12}(?:status|containerStatuses|initContainerStatuses):$/;
const YAML_LINE = /^(?:\s|-(?: |$|--)|[\w."'/-]+:(?: |$)|[\]{}["#])/;

/** Characters of one block; the library takes two seconds for a million of them. */
const LONGEST_YAML = 4_000_000;

export function isObjectBlock(rows: readonly Row[], at: number): boolean {
  const text = rows[at]?.text ?? "";
  return START.test(text) || STATUS_START.test(text);
}

/** Where the block ends that begins at `at`. */
export function blockEnd(rows: readonly Row[], at: number): number {
  let end = at + 1;
  while (end < rows.length && YAML_LINE.test(rows[end]?.text ?? "") && !isPrompt(rows[end]?.text ?? "")) end += 1;
  return end;
}

/** The objects of a block; none where it does not parse. The YAML library is loaded only here. */
export async function objectsOfBlock(rows: readonly Row[]): Promise<readonly FoundObject[]> {
  if (rows.reduce((sum, row) => sum + row.text.length, 0) > LONGEST_YAML) return [];
  const { LineCounter, parseAllDocuments } = await import("yaml");
  const counter = new LineCounter();
  const text = unindented(rows.map((row) => row.text));
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    strict: false,
    uniqueKeys: false,
    logLevel: "silent",
  });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return [];
  const values = documents.map(valueOf);
  if (values.includes(undefined)) return [];
  const lineAt = (offset: number): number => rows[counter.linePos(offset).line - 1]?.line ?? rows.at(-1)?.line ?? 1;
  return documents.flatMap((document, index) => {
    const [from, to] = document.range ?? [0, 0];
    const ranges = itemRanges(document.contents);
    return objectsIn(values[index]).map((object, place) => {
      const [begin, end] = ranges[place] ?? [from, to];
      return { object, lines: { from: lineAt(begin), to: lineAt(Math.max(begin, end - 1)) } };
    });
  });
}

/** Plain data of a document; undefined where an alias leads nowhere, too far or round in a circle. */
function valueOf(document: { readonly toJS: (options: { readonly maxAliasCount: number }) => unknown }): unknown {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES }) ?? null));
  } catch {
    return undefined;
  }
}

/** Objects of a text that is JSON as a whole; they share all its lines. */
export function objectsOfJson(text: string): readonly FoundObject[] | undefined {
  try {
    const lines = { from: 1, to: text.trimEnd().split("\n").length };
    return objectsIn(JSON.parse(text)).map((object) => ({ object, lines }));
  } catch {
    return undefined;
  }
}

/** Lists are taken apart; what has no kind and yet statuses of containers is a piece of a pod. */
function objectsIn(value: unknown): readonly FoundObject["object"][] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isJsonObject(value)) return [];
  if (Array.isArray(value["items"])) {
    const ofItems = textAt(value, "kind")?.replace(/List$/, "");
    return listAt(value, "items").flatMap((item) =>
      objectsIn(isJsonObject(item) ? { ...(ofItems && { kind: ofItems }), ...item } : item),
    );
  }
  const kind = textAt(value, "kind");
  if (kind !== undefined) return [{ ...value, kind }];
  const status = isJsonObject(value["status"]) ? value["status"] : value;
  const isPiece = "containerStatuses" in status || "initContainerStatuses" in status;
  return isPiece ? [{ ...value, kind: "Pod", status }] : [];
}

/** Offsets of the items of a list, or of a sequence; empty for a single object. */
function itemRanges(contents: unknown): readonly (readonly [number, number])[] {
  const holder = contents as {
    readonly get?: (key: string) => never;
    readonly items?: readonly { readonly range?: readonly number[] }[];
  } | null;
  const items: typeof holder = holder?.get?.("items") ?? holder;
  if (items === holder && holder?.get?.("kind") !== undefined) return [];
  return (items?.items ?? []).flatMap(({ range }) =>
    range === undefined ? [] : [[range[0] ?? 0, range[1] ?? 0] as const],
  );
}

/** A piece that was cut out keeps the indentation of where it stood. */
function unindented(lines: readonly string[]): string {
  const least = lines.reduce((most, line) => Math.min(most, line.search(/\S|$/)), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(least)).join("\n");
}
