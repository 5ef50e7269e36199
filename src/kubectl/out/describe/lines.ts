import { binaryBytes, type JsonObject, objectAt, utf8Bytes, utf8Text } from "../../../base/index.ts";
import { sortedEntries } from "../fields.ts";
import { labelsOf, nameOf, namespaceOf } from "../metadata.ts";
import type { Lines } from "./view.ts";

export function indented(level: number, lines: Lines): Lines {
  const indent = "  ".repeat(level);
  return lines.map((line) => indent + line);
}

/** `Title:` and its lines below, further in; nothing where there are none. */
export function below(title: string, lines: Lines): Lines {
  return lines.length === 0 ? [] : [`${title}:`, ...indented(1, lines)];
}

/** The line, where the text is not empty. */
export function unlessEmpty(title: string, text: string): Lines {
  return text === "" ? [] : [`${title}:\t${text}`];
}

export function orNone(text: string): string {
  return text === "" ? "<none>" : text;
}

/** One entry a line, all in the second column. */
export function listed(title: string, entries: Lines): Lines {
  const [first = "<none>", ...rest] = entries;
  return [`${title}:\t${first}`, ...rest.map((entry) => `\t${entry}`)];
}

/** Labels or a node selector: `key=value`. */
export function labelLines(title: string, labels: unknown): Lines {
  return listed(
    title,
    sortedEntries(labels).map(([key, value]) => `${key}=${String(value)}`),
  );
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
/** Bytes of key and value together, or of a line of a value that is written alone. */
const LONGEST = 140;

/** Annotations without the one that `kubectl apply` writes; long ones below their key, and cut. */
export function annotationLines(title: string, annotations: unknown): Lines {
  const entries = sortedEntries(annotations).filter(([key]) => key !== LAST_APPLIED);
  return listed(
    title,
    entries.flatMap(([key, value]) => annotationEntry(key, String(value).replace(/\n$/, ""))),
  );
}

function annotationEntry(key: string, value: string): Lines {
  const isShort = byteLength(key) + byteLength(value) + 2 <= LONGEST && !value.includes("\n");
  if (isShort) return [`${key}: ${value}`];
  return [`${key}:`, ...value.split("\n").map((line) => `  ${shortened(line, LONGEST - 2)}`)];
}

/** Cut after so many bytes, with `...` behind; what is left of a character that was cut shows as U+FFFD for each byte. */
export function shortened(text: string, longest: number): string {
  const bytes = utf8Bytes(text);
  if (bytes.length <= longest) return text;
  let whole = longest;
  while (((bytes[whole] ?? 0) & 0xc0) === 0x80) whole -= 1;
  return `${utf8Text(bytes.slice(0, whole)) ?? ""}${"\uFFFD".repeat(longest - whole)}...`;
}

function byteLength(text: string): number {
  return utf8Bytes(text).length;
}

/** What most descriptions of namespaced objects begin with. */
export function headLines(object: JsonObject): Lines {
  return [
    `Name:\t${nameOf(object)}`,
    `Namespace:\t${namespaceOf(object)}`,
    ...labelLines("Labels", labelsOf(object)),
    ...annotationLines("Annotations", objectAt(object, "metadata", "annotations")),
  ];
}

/** Bytes that a JSON object carries as base64; none where it is no text. */
export function bytesOf(value: unknown): Uint8Array {
  return binaryBytes(atob(typeof value === "string" ? value : ""));
}
