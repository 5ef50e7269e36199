import { type Document, isMap, isSeq, LineCounter, parseAllDocuments, type YAMLMap } from "yaml";

import { fieldEdits } from "./manifest-fields.ts";
import { type Blocked, blockedAt, endOf, isBlocked, nodeAt, type Splice, startOf } from "./manifest-nodes.ts";
import type { TemplateEdit } from "./plan.ts";
import { specPathOf } from "./surroundings.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** What shall be changed in the template of an object. */
export interface ManifestEdit {
  readonly kind: string;
  readonly name: string;
  /** Absent in a manifest: any. */
  readonly namespace?: string;
  readonly edit: TemplateEdit;
}

export interface EditedManifest {
  /** The same but for what was changed. */
  readonly text: string;
  readonly changed: readonly ManifestPlace[];
  readonly refused: readonly (ManifestPlace & { readonly why: string })[];
  /** Lines of a unified diff, without the two that name the file; none where nothing was changed. */
  readonly diff: readonly string[];
}

export interface ManifestPlace {
  /** `deployment/web`. */
  readonly object: string;
  readonly line: number;
  readonly column: number;
}

interface Found {
  readonly object: string;
  readonly edited: Splice | Blocked;
  readonly within: readonly [start: number, end: number];
}

/** Changes manifests where it is written, byte for byte the same around it. The text has to be good YAML or JSON. */
export function editManifest(text: string, wanted: readonly ManifestEdit[]): EditedManifest {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines });
  const documents = Array.isArray(parsed) ? parsed : [];
  const found = documents.flatMap((document) =>
    objectsIn(document.contents).flatMap((object) => editsOf(object, { text, document, wanted })),
  );
  const placeOf = ({ object, edited }: Found): ManifestPlace => {
    const { line, col } = lines.linePos(isBlocked(edited) ? edited.at : edited.start);
    return { object, line, column: col };
  };
  const splices = found.flatMap((each) => (isBlocked(each.edited) ? [] : { ...each, edited: each.edited }));
  const unique = [...new Map(splices.map((each) => [each.edited.start, each])).values()];
  const ordered = unique.toSorted((a, b) => a.edited.start - b.edited.start);
  return {
    text: spliced(
      text,
      ordered.map(({ edited }) => edited),
    ),
    changed: ordered.map(placeOf),
    refused: found.flatMap((each) => (isBlocked(each.edited) ? { ...placeOf(each), why: each.edited.why } : [])),
    diff: unifiedDiff(
      text,
      ordered.map(({ edited, within }) => ({ ...edited, within })),
    ),
  };
}

function objectsIn(node: unknown): readonly YAMLMap[] {
  if (!isMap(node)) return [];
  const items = node.get("items");
  return isSeq(items) ? items.items.flatMap(objectsIn) : [node];
}

interface Editing {
  readonly text: string;
  readonly document: Document;
  readonly wanted: readonly ManifestEdit[];
}

function editsOf(object: YAMLMap, { text, document, wanted }: Editing): readonly Found[] {
  const [kind, name, namespace] = [["kind"], ["metadata", "name"], ["metadata", "namespace"]].map((path) =>
    object.getIn(path),
  );
  const own = wanted.filter(
    (each) =>
      each.kind === kind &&
      each.name === name &&
      (namespace === undefined || each.namespace === undefined || namespace === each.namespace),
  );
  if (own.length === 0) return [];
  const about = {
    object: `${String(kind).toLowerCase()}/${String(name)}`,
    within: [startOf(object), endOf(object)],
  } as const;
  const spec = blockedAt(object, document) ?? nodeAt(object, specPathOf(String(kind)), document);
  if (isBlocked(spec)) return [{ ...about, edited: spec }];
  if (!isMap(spec)) return [];
  return own.flatMap(({ edit }) => fieldEdits({ text, document, spec }, edit).map((edited) => ({ ...about, edited })));
}

function spliced(text: string, splices: readonly Splice[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, text: put } of splices) {
    parts.push(text.slice(at, start), put);
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}
