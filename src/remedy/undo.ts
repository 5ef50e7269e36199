import { isJsonObject, objectAt, textAt } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import { type JsonPatch, type PatchOperation, pointer } from "./json-patch.ts";

/** Annotation of what a fix has changed or made. */
const UNDO = "pullwhy.dev/undo";

/** What takes a fix back. Names and keys only, never a login. */
export interface Undo {
  /** From what is there now to what was; each value is tested first. */
  readonly patch?: JsonPatch;
  /** Keys of a pull secret under which a login was filed where none was. */
  readonly drop?: readonly string[];
  /** The whole object was made. */
  readonly created?: boolean;
  /** What it was is kept in a secret beside it. */
  readonly kept?: boolean;
  /** Of a CronJob the runs that were made anew with it. */
  readonly runs?: readonly string[];
}

/** Keeps it on the object, before what earlier fixes have kept there. */
export function keeping(object: KubernetesObject, undo: Undo): PatchOperation {
  const text = keptText(undo, undoOf(object) ?? {});
  return object.metadata.annotations === undefined
    ? { op: "add", path: "/metadata/annotations", value: { [UNDO]: text } }
    : { op: "add", path: pointer("metadata", "annotations", UNDO), value: text };
}

export function forgetting(): PatchOperation {
  return { op: "remove", path: pointer("metadata", "annotations", UNDO) };
}

/** Annotations of something that a fix makes. */
export function madeByFix(): Readonly<Record<string, string>> {
  return { [UNDO]: keptText({ created: true }, {}) };
}

/** Undefined where there is none, or one that no fix has written: a fix changes only what is under `spec`. */
export function undoOf({ metadata }: KubernetesObject): Undo | undefined {
  const text = textAt(metadata.annotations, UNDO);
  if (text === undefined) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isJsonObject(kept)) return undefined;
    const { patch = [], created, kept: isKept } = kept;
    if (!Array.isArray(patch) || !patch.every(isOperation)) return undefined;
    return {
      patch,
      drop: textsOf(kept["drop"]),
      runs: textsOf(kept["runs"]),
      kept: isKept === true,
      created: created === true,
    };
  } catch {
    return undefined;
  }
}

function keptText(undo: Undo, before: Undo): string {
  const { patch = [], drop = [], runs = [], kept: isKept = false, created = false } = undo;
  const kept = {
    // Runs come and go: those of the last fix.
    runs,
    patch: [...patch, ...(before.patch ?? [])],
    drop: [...new Set([...drop, ...(before.drop ?? [])])],
    kept: isKept || before.kept === true,
    created: created || before.created === true,
  };
  const filled = Object.entries(kept).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
  return JSON.stringify(Object.fromEntries(filled));
}

function isOperation(operation: unknown): operation is PatchOperation {
  const { op, path } = objectAt(operation) as Partial<PatchOperation>;
  return ["test", "replace", "remove"].includes(op ?? "") && typeof path === "string" && path.startsWith("/spec/");
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}
