import type { Style } from "./style.ts";

const PLAIN: Readonly<Record<string, string>> = { "“": '"', "”": '"', "’": "'", "…": "...", "·": "-", "→": "->" };

/** Our own sentences as the terminal can show them: typographic signs become those of ASCII where it knows no other. */
export function typographic(text: string, { unicode }: Pick<Style, "unicode">): string {
  return unicode ? text : text.replaceAll(/[“”’…·→]/g, (sign) => PLAIN[sign] ?? "?");
}
