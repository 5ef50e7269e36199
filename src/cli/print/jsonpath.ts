import { JSONPath } from "jsonpath-plus";

import { failed, ok, type Outcome } from "../../base/index.ts";

type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "range"; readonly path: string; readonly parts: readonly Part[] };

/** A template as kubectl's `-o jsonpath=…` has them: text, `{.path}`, `{"text"}`, `{range .path}…{end}`. */
export interface JsonpathTemplate {
  readonly parts: readonly Part[];
}

const TOKEN = /\{((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^{}"'])*)\}/g;

/** The fault is a sentence. */
export function parseJsonpath(text: string): Outcome<JsonpathTemplate, string> {
  const stack: { readonly path: string; readonly parts: Part[] }[] = [{ path: "", parts: [] }];
  let at = 0;
  const add = (part: Part): void => void stack.at(-1)?.parts.push(part);
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) add({ kind: "text", text: text.slice(at, match.index) });
    at = match.index + match[0].length;
    const inner = (match[1] ?? "").trim();
    if (inner === "end") {
      const range = stack.length > 1 ? stack.pop() : undefined;
      if (range === undefined) return failed("{end} has no {range …} before it");
      add({ kind: "range", ...range });
    } else if (inner.startsWith("range ")) stack.push({ path: inner.slice("range ".length).trim(), parts: [] });
    else if (/^["']/.test(inner)) add({ kind: "text", text: unquoted(inner) });
    else add({ kind: "path", path: inner });
  }
  if (stack.length > 1) return failed("{range …} has no {end}");
  const rest = text.slice(at);
  if (/[{}]/.test(rest)) return failed("a brace is not closed");
  if (rest !== "") add({ kind: "text", text: rest });
  return ok({ parts: stack[0]?.parts ?? [] });
}

/** What the template makes of a value; what is not there is empty, as with kubectl's get. */
export function printedJsonpath({ parts }: JsonpathTemplate, value: object): string {
  return parts.map((part) => printed(part, value)).join("");
}

function printed(part: Part, value: object): string {
  if (part.kind === "text") return part.text;
  const found = valuesAt(part.path, value);
  if (part.kind === "path") return found.map(shown).join(" ");
  return found
    .filter((each): each is object => typeof each === "object" && each !== null)
    .map((each) => printedJsonpath(part, each))
    .join("");
}

/** `['a.b','c']`: all that the first leads to, then all of the next, as kubectl has it; the library knows no paths there. */
const UNION = /\[((?:'[\w.-]+'|"[\w.-]+")(?:\s*,\s*(?:'[\w.-]+'|"[\w.-]+"))+)\]/;

function valuesAt(path: string, json: object): readonly unknown[] {
  const [union = "", names] = UNION.exec(path) ?? [];
  if (names !== undefined) {
    const each = names.replaceAll(/['"\s]/g, "").split(",");
    return each.flatMap((name) => valuesAt(path.replace(union, `.${name}`), json));
  }
  const rooted = `$${path.replace(/^[$@]/, "").replace(/^(?=[^.[])/, ".")}`;
  return JSONPath<unknown[]>({ path: rooted, json, wrap: true, eval: "safe" });
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith("'") ? inner : inner.replaceAll(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
