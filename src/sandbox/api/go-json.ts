import { binaryText, utf8Bytes } from "../../base/index.ts";
import { type JsonValue, readJson } from "../../credentials/index.ts";

/** Why Go's decoder cannot read a text as JSON; undefined where it can. */
export function jsonFault(text: string): string | undefined {
  const read = readJson(binaryText(utf8Bytes(text)));
  return read.ok ? undefined : read.fault;
}

/** Why Go's decoder cannot read bytes (one per character) into a `map[string]interface{}`. */
export function jsonMapFault(bytes: string): string | undefined {
  const read = readJson(bytes);
  if (!read.ok) return read.fault;
  const { kind } = read.value;
  if (kind === "object" || kind === "null") return undefined;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
}

/** Paths of members that stand twice in an object of the text, such as `metadata.labels.a`. */
export function doubleMembers(text: string): string[] {
  const read = readJson(binaryText(utf8Bytes(text)));
  return read.ok ? doublesIn(read.value, "") : [];
}

function doublesIn(value: JsonValue, path: string): string[] {
  if (value.kind === "array") return value.items.flatMap((item, index) => doublesIn(item, `${path}[${index}]`));
  if (value.kind !== "object") return [];
  return value.members.flatMap(([name, inner], index) => {
    const at = path === "" ? name : `${path}.${name}`;
    const isDouble = value.members.findIndex(([other]) => other === name) < index;
    return [...(isDouble ? [at] : []), ...doublesIn(inner, at)];
  });
}
