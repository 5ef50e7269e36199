const ESCAPED_BREAK = /\\[nrt]/g;
const ESCAPED_QUOTE = /\\+"/g;
const ESCAPED_SIGN = /\\u(00[2-3][0-9a-f])/gi;
const OTHER_QUOTES = /[“”„`]/g;
const SPACES = /\s+/g;
const NEXT_ENTRY = /, (?=rpc error: code = |failed to pull and unpack image |error response from daemon: )/;

/**
 * The text as patterns read it: one line, lower case, quotes plain, escapes undone. Loggers quote the texts of others, up
 * to three times over; terminals and chats turn quotes into typographic ones.
 */
export function plainText(text: string): string {
  return text
    .replace(ESCAPED_BREAK, " ")
    .replace(ESCAPED_QUOTE, '"')
    .replace(ESCAPED_SIGN, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(OTHER_QUOTES, '"')
    .replace(SPACES, " ")
    .toLowerCase();
}

/** One text for each try of a list `[a, b]`; the whole text where there is no list. */
export function entriesOf(plain: string): readonly string[] {
  return plain.includes("[") ? plain.split(NEXT_ENTRY) : [plain];
}
