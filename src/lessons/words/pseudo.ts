const ACCENTS: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  A: "Á",
  E: "É",
  O: "Ó",
  n: "ñ",
  c: "ç",
  y: "ý",
};

/** A language that nobody speaks: longer, accented and bracketed, so that words which are not in the catalogue stand out. */
export function pseudo(message: string): string {
  let depth = 0;
  const accented = message.replaceAll(/[{}]|[^{}]/gs, (character) => {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    return depth > 0 ? character : (ACCENTS[character] ?? character);
  });
  return `⟦${accented}${"·".repeat(Math.ceil(message.length / 4))}⟧`;
}
