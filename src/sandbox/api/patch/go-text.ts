import { isJsonObject } from "../../../base/index.ts";

/** A JSON value as Go's `%v` prints it: `map[a:1 b:[x y]]`, keys in order. */
export function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (!isJsonObject(value)) return scalarText(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goText(value[key])}`);
  return `map[${members.join(" ")}]`;
}

function scalarText(value: unknown): string {
  if (value === null) return "<nil>";
  return typeof value === "string" ? value : JSON.stringify(value);
}
