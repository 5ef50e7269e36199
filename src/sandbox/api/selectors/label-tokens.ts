/** A token of a label selector: a symbol or word of its grammar, an identifier, or the end. */
export interface Token {
  readonly kind: "end" | "identifier" | "symbol";
  readonly text: string;
}

const SYMBOL = /==|!=|[=!<>(),]/y;
const IDENTIFIER = /[^\s=!<>(),]+/y;
const SPACE = /\s*/y;
const END: Token = { kind: "end", text: "" };

/** Splits a label selector; the words `in` and `notin` are symbols only where an operator may stand. */
export function labelTokens(selector: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += lengthOf(SPACE, selector, at);
    if (at >= selector.length) return [...tokens, END];
    const symbol = lengthOf(SYMBOL, selector, at);
    const length = symbol > 0 ? symbol : lengthOf(IDENTIFIER, selector, at);
    tokens.push({ kind: symbol > 0 ? "symbol" : "identifier", text: selector.slice(at, at + length) });
    at += length;
  }
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
