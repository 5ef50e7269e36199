import { JSONPath } from "jsonpath-plus";

import type { JsonpathPart, JsonpathTemplate } from "./template.ts";

/** What the template makes of a value; what is not there is empty, as with kubectl's get. */
export function printedJsonpath({ parts }: JsonpathTemplate, value: object): string {
  return parts.map((part) => printed(part, value)).join("");
}

function printed(part: JsonpathPart, value: object): string {
  if (part.kind === "text") return part.text;
  const found = jsonpathValues(part.path, value);
  if (part.kind === "path") return found.map(shown).join(" ");
  return found
    .filter((each): each is object => typeof each === "object" && each !== null)
    .map((each) => printedJsonpath(part, each))
    .join("");
}

/** `['a.b','c']`: all that the first leads to, then all of the next, as kubectl has it; the library knows no paths there. */
const UNION = /\[((?:'[\w.-]+'|"[\w.-]+")(?:\s*,\s*(?:'[\w.-]+'|"[\w.-]+"))+)\]/;

/** All that a path leads to, `.a[*].b` or `$.a`. */
export function jsonpathValues(path: string, json: object): readonly unknown[] {
  const [union = "", names] = UNION.exec(path) ?? [];
  if (names !== undefined) {
    const each = names.replaceAll(/['"\s]/g, "").split(",");
    return each.flatMap((name) => jsonpathValues(path.replace(union, `.${name}`), json));
  }
  const rooted = `$${path.replace(/^[$@]/, "").replace(/^(?=[^.[])/, ".")}`;
  return JSONPath<unknown[]>({ path: rooted, json, wrap: true, eval: "safe" });
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
