import { failed, ok, type Outcome } from "../../base/index.ts";

export type JsonpathPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "range"; readonly path: string; readonly parts: readonly JsonpathPart[] };

/** A template as kubectl's `-o jsonpath=…` has them: text, `{.path}`, `{"text"}`, `{range .path}…{end}`. */
export interface JsonpathTemplate {
  readonly parts: readonly JsonpathPart[];
}

const TOKEN = /\{((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^{}"'])*)\}/g;

/** The fault is a sentence. */
export function parseJsonpath(text: string): Outcome<JsonpathTemplate, string> {
  const stack: { readonly path: string; readonly parts: JsonpathPart[] }[] = [{ path: "", parts: [] }];
  let at = 0;
  const add = (part: JsonpathPart): void => void stack.at(-1)?.parts.push(part);
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

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith("'") ? inner : inner.replaceAll(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
