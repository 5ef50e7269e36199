import type { Document } from "yaml";

import { failed, ok, type Outcome } from "../../base/index.ts";
import type { WorldFault } from "./contract.ts";
import { type Place, worldFault } from "./fault.ts";

/** One YAML document as plain data, with the way back from a path to its line. */
export interface YamlDocument {
  readonly value: unknown;
  /** Line of the value at the path, or of its nearest parent that is there. */
  place(path: readonly (string | number)[]): Place;
}

/** Reads all documents of a YAML (or JSON) text. The library is loaded only here. */
export async function readYaml(
  text: string,
  source: string,
  code: "WORLD_SYNTAX" | "MANIFEST_SYNTAX",
): Promise<Outcome<readonly YamlDocument[], WorldFault>> {
  const { LineCounter, parseAllDocuments } = await import("yaml");
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 1000 } as never);
  const documents: YamlDocument[] = [];
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const placeAt = (offset: number | undefined): Place => placeOf(source, offset, lines);
    const error = document.errors[0];
    if (error !== undefined) return failed(worldFault(code, placeAt(error.pos[0]), plainMessage(error.message)));
    const value = valueOf(document, () => placeAt(0), code);
    if (!value.ok) return value;
    documents.push({ value: value.value, place: (path) => placeAt(offsetOf(document, path)) });
  }
  return ok(documents);
}

/** Aliases that expand without bound are refused by the library while it makes plain data. */
function valueOf(
  document: Document.Parsed,
  place: () => Place,
  code: WorldFault["code"],
): Outcome<unknown, WorldFault> {
  try {
    return ok(document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch (error) {
    return failed(worldFault(code, place(), plainMessage(error instanceof Error ? error.message : "not YAML")));
  }
}

function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    if (range !== undefined) return range[0];
  }
  return undefined;
}

function placeOf(
  source: string,
  offset: number | undefined,
  lines: { linePos(offset: number): { line: number; col: number } },
): Place {
  if (offset === undefined) return { source };
  const { line, col } = lines.linePos(offset);
  return { source, line, column: col };
}

/** The library's own text may quote the file, where passwords stand; only its first sentence is kept, without quotes. */
function plainMessage(message: string): string {
  const [first = ""] = message.split("\n");
  return first.replace(/\s*"[^"]*"|\s*'[^']*'/g, "").replace(/[.:]\s*$/, "");
}
