import { isJsonObject, type JsonObject } from "../../../base/index.ts";

const STEP = /\.?([\w-]+)|\.?\['([^']+)'\]|\[(\d+)\]|\[\?\(@\.([\w.-]+)==["']([^"']*)["']\)\]|\[\*\]/y;

/** What a simple JSON path finds first: `.spec.replicas`, `.status.conditions[?(@.type=="Ready")].status`. */
export function valueByPath(object: unknown, path: string): unknown {
  STEP.lastIndex = 0;
  const text = path.replace(/^\$/, "");
  let found = object;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const next = STEP.lastIndex;
    found = stepInto(found, match);
    STEP.lastIndex = next;
  }
  return found;
}

function stepInto(value: unknown, [, name, quoted, index, key, wanted]: RegExpExecArray): unknown {
  const member = name ?? quoted;
  if (member !== undefined) return isJsonObject(value) ? value[member] : undefined;
  if (!Array.isArray(value)) return undefined;
  if (index !== undefined) return value[Number(index)] as unknown;
  if (key === undefined) return value[0] as unknown;
  return value.find((item: unknown) => isJsonObject(item) && textOf(valueOf(item, key)) === wanted) as unknown;
}

function valueOf(item: JsonObject, key: string): unknown {
  return key.split(".").reduce<unknown>((inner, step) => (isJsonObject(inner) ? inner[step] : undefined), item);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
