const WIDE = /[\u0100-\uFFFF]/g;

/**
 * Writes what Latin-1 lacks as `\\u2026`: V8 keeps a file with one such character at two bytes a character, and reads it more
 * slowly (1.5 of 99 ms of a start, measured). Such characters may stand in texts and patterns only, and not in `String.raw`.
 */
export const oneByte = {
  name: "one-byte",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = chunk.code.replaceAll(WIDE, escaped);
    }
  },
};

function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
