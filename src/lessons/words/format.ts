export type Params = Readonly<Record<string, string | number>>;

/**
 * Fills a message of the catalogue: `{name}`, and `{n, plural, =0 {…} one {…} other {# …}}` by the rules of the language.
 * A parameter that is not given stays as it is written, so that a missing one is seen.
 */
export function formatMessage(message: string, params: Params, language: string): string {
  let out = "";
  for (let at = 0; at < message.length;) {
    const open = message.indexOf("{", at);
    if (open === -1) return out + message.slice(at);
    const close = closing(message, open);
    out += message.slice(at, open) + filled(message.slice(open + 1, close), params, language);
    at = close + 1;
  }
  return out;
}

function closing(message: string, open: number): number {
  let depth = 0;
  for (let at = open; at < message.length; at += 1) {
    if (message[at] === "{") depth += 1;
    if (message[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`A brace is not closed in ${JSON.stringify(message)}`);
}

function filled(part: string, params: Params, language: string): string {
  const plural = /^(\w+), plural, (.*)$/s.exec(part);
  if (plural === null) return shown(params[part.trim()], language) ?? `{${part}}`;
  const [, name = "", cases = ""] = plural;
  const n = Number(params[name]);
  const texts = casesOf(cases);
  const text = texts.get(`=${n}`) ?? texts.get(new Intl.PluralRules(language).select(n)) ?? texts.get("other") ?? "";
  return formatMessage(text.replaceAll("#", shown(n, language) ?? ""), params, language);
}

function casesOf(text: string): ReadonlyMap<string, string> {
  const cases = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const open = text.indexOf("{", at);
    if (open === -1) break;
    const close = closing(text, open);
    cases.set(text.slice(at, open).trim(), text.slice(open + 1, close));
    at = close + 1;
  }
  return cases;
}

function shown(value: string | number | undefined, language: string): string | undefined {
  return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
}
