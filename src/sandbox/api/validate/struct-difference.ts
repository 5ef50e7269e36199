import { isJsonObject, jsonEqual, type JsonObject } from "../../../base/index.ts";
import { INTERNAL_TYPES } from "./internal-types.data.ts";

/** Fields that are shown around a change. */
const CONTEXT = 2;

/**
 * Two pod specs as go-cmp prints their difference. Only for changes whose neighbourhood is plain (texts, numbers, names,
 * maps of texts); undefined for others, whose printed form is shortened by rules of its own.
 */
export function structDifference(before: JsonObject, after: JsonObject): string | undefined {
  const names = Object.keys(before);
  const changed = names.filter((name) => !jsonEqual(before[name], after[name]));
  const shown = names.filter((_, index) => changed.some((name) => Math.abs(names.indexOf(name) - index) <= CONTEXT));
  const lines: Line[] = [];
  for (const name of names) {
    if (!shown.includes(name)) lines.push({ skipped: true });
    else if (changed.includes(name))
      lines.push({ mark: "-", name, value: before[name] }, { mark: "+", name, value: after[name] });
    else lines.push({ mark: " ", name, value: before[name] });
  }
  const printed = blocks(lines).map(printBlock);
  if (printed.includes(undefined)) return undefined;
  return `  core.PodSpec{\n${printed.join("")}  }\n`;
}

type Line =
  | { readonly skipped: true }
  | { readonly skipped?: never; readonly mark: " " | "-" | "+"; readonly name: string; readonly value: unknown };

/** Neighbours of one kind: skipped ones are counted, shown ones are aligned together. */
function blocks(lines: readonly Line[]): Line[][] {
  return lines.reduce<Line[][]>((all, line) => {
    const last = all.at(-1);
    if (last !== undefined && last[0]?.skipped === line.skipped) last.push(line);
    else all.push([line]);
    return all;
  }, []);
}

function printBlock(lines: readonly Line[]): string | undefined {
  if (lines[0]?.skipped === true) return `  \t... // ${lines.length} identical fields\n`;
  const width = Math.max(...lines.map((line) => (line.skipped === true ? 0 : line.name.length)));
  const printed = lines.map((line) => (line.skipped === true ? undefined : printLine(line, width)));
  return printed.includes(undefined) ? undefined : printed.join("");
}

function printLine(line: Exclude<Line, { skipped: true }>, width: number): string | undefined {
  const text = goValue(INTERNAL_TYPES["PodSpec"]?.[line.name] ?? "", line.value);
  return text === undefined ? undefined : `${line.mark} \t${`${line.name}:`.padEnd(width + 1)} ${text},\n`;
}

/** A value of a field in Go's words; undefined where go-cmp would shorten it. */
function goValue(type: string, value: unknown): string | undefined {
  if (value === null) return "nil";
  if (type === "LocalObjectReference[]" && Array.isArray(value)) {
    const items = value.map((item: unknown) => `{Name: ${JSON.stringify(isJsonObject(item) ? item["Name"] : "")}}`);
    return `[]core.LocalObjectReference{${items.join(", ")}}`;
  }
  if (type === "string{}" && isJsonObject(value)) {
    const items = Object.entries(value).map(([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`);
    return `map[string]string{${items.join(", ")}}`;
  }
  if (type === "PodSecurityContext?") return isPlainContext(value) ? "&{}" : undefined;
  if (typeof value === "object" || Array.isArray(value)) return undefined;
  return type.endsWith("?") ? `&${JSON.stringify(value)}` : JSON.stringify(value);
}

function isPlainContext(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every((inner) => inner === null || inner === false);
}
