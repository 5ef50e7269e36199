/** A member that is written twice, and where the second one is. */
interface Duplicate {
  readonly path: string;
  readonly offset: number;
}

/** What is strange about a body, in the order in which it is written there: fields that are unknown, or written twice. */
export function strangeFields(text: string | undefined, unknown: readonly string[]): readonly string[] {
  const unknownTexts = unknown.map((path) => `unknown field "${path}"`);
  if (text === undefined) return unknownTexts;
  const { duplicates, offsets } = scan(text);
  if (duplicates.length === 0) return unknownTexts;
  const found = [
    ...unknown.map((path, index) => ({ text: unknownTexts[index] ?? "", offset: offsets.get(path) ?? 0 })),
    ...duplicates.map(({ path, offset }) => ({ text: `duplicate field "${path}"`, offset })),
  ];
  return found.sort((a, b) => a.offset - b.offset).map((one) => one.text);
}

interface Scanned {
  readonly duplicates: Duplicate[];
  /** Where each member begins first. */
  readonly offsets: Map<string, number>;
}

/** Walks over valid JSON without building it. */
function scan(text: string): Scanned {
  const walker = new Walker(text);
  walker.value("");
  return walker;
}

const BLANK = /[\s,:]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const LITERAL = /[^\s,\]}]+/y;

class Walker implements Scanned {
  readonly duplicates: Duplicate[] = [];
  readonly offsets = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: string): void {
    this.#take(BLANK);
    const first = this.#text[this.#at];
    if (first === "{") this.#object(path);
    else if (first === "[") this.#list(path);
    else this.#take(first === '"' ? STRING : LITERAL);
  }

  #object(path: string): void {
    for (this.#at += 1; !this.#ends("}");) {
      const offset = this.#at;
      const written = this.#take(STRING);
      if (written === "") return;
      const key = `${path === "" ? "" : `${path}.`}${JSON.parse(written) as string}`;
      if (this.offsets.has(key)) this.duplicates.push({ path: key, offset });
      else this.offsets.set(key, offset);
      this.value(key);
    }
  }

  #list(path: string): void {
    this.#at += 1;
    for (let index = 0; !this.#ends("]"); index += 1) this.value(`${path}[${index}]`);
  }

  /** Whether the object or list is over; an end of the text is one, too. */
  #ends(close: string): boolean {
    this.#take(BLANK);
    if (this.#at >= this.#text.length) return true;
    if (this.#text[this.#at] !== close) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [taken = ""] = pattern.exec(this.#text) ?? [];
    this.#at += taken.length;
    return taken;
  }
}
