import { base64, mapTexts, utf8Bytes } from "../base/index.ts";

/** What is shorter stands in too many words by chance. */
const SHORTEST = 3;

/** Knows everything that must not be shown, and takes it out of what others send: a registry may echo a header. */
export class Redactor {
  readonly #hidden = new Set<string>();

  /** Hides the text, and the text as one who takes its UTF-8 for Latin-1 says it back: as it is, in base64, percent-encoded. */
  hide(text: string): void {
    for (const form of [text, misread(text)].flatMap(formsOf)) {
      const bare = form.replace(/=+$/, "");
      if (bare.length >= SHORTEST) this.#hidden.add(bare);
    }
  }

  /** The value with every text in it cleaned, names of members too where they are foreign. */
  clean<T>(value: T): T {
    const longestFirst = [...this.#hidden].sort((a, b) => b.length - a.length);
    return mapTexts(value, (text) => longestFirst.reduce((cleaned, hidden) => cleaned.replaceAll(hidden, "***"), text));
  }
}

function formsOf(text: string): readonly string[] {
  const percent = [encodeURIComponent(text), formEncoded(text)];
  const small = percent.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()));
  return [text, base64(utf8Bytes(text)), ...percent, ...small];
}

function misread(text: string): string {
  return Array.from(utf8Bytes(text), (byte) => String.fromCharCode(byte)).join("");
}

function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}
