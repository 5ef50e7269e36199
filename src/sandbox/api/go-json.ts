import { readJson } from "../../credentials/index.ts";

/** Why Go's decoder cannot read bytes (one per character) into a `map[string]interface{}`. */
export function jsonMapFault(bytes: string): string | undefined {
  const read = readJson(bytes);
  if (!read.ok) return read.fault;
  const { kind } = read.value;
  if (kind === "object" || kind === "null") return undefined;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
}
