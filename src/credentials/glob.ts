const WILDCARD = /[*[]/;
const TOKEN = /\*|\[[^\]]+\]|[^]/g;

/** Whether a label of a key has more than literal characters. */
export function isGlob(pattern: string): boolean {
  return WILDCARD.test(pattern);
}

/**
 * Matches one label of a host as Go's `filepath.Match` does. Of its special characters only `*` and the brackets of
 * an IPv6 literal (a character class to it, so such a key never matches itself) come through the URL parser; `?` and
 * the backslash do not.
 */
export function matchGlob(pattern: string, name: string): boolean {
  return isGlob(pattern) ? matchTokens(pattern.match(TOKEN) ?? [], name) : pattern === name;
}

/** Goes back to the last star where a character does not fit: no more than tokens × characters steps. */
function matchTokens(tokens: readonly string[], name: string): boolean {
  let token = 0;
  let at = 0;
  let star: { readonly token: number; readonly at: number } | undefined;
  while (at < name.length) {
    if (tokens[token] === "*") {
      star = { token, at };
      token += 1;
    } else if (matchOne(tokens[token], name.charAt(at))) {
      token += 1;
      at += 1;
    } else {
      if (star === undefined) return false;
      star = { token: star.token, at: star.at + 1 };
      token = star.token + 1;
      at = star.at;
    }
  }
  return tokens.slice(token).every((rest) => rest === "*");
}

function matchOne(token: string | undefined, character: string): boolean {
  if (token === undefined || token === "[") return false;
  return token.length > 1 ? inClass(token.slice(1, -1), character) : token === character;
}

/** Members and ranges `a-z` of a character class. */
function inClass(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at += 1) {
    const low = members.charAt(at);
    const isRange = members[at + 1] === "-" && at + 2 < members.length;
    if (isRange) at += 2;
    if (low <= character && character <= members.charAt(at)) return true;
  }
  return false;
}
