import { styleText } from "node:util";

import type { Tone } from "../../lessons/index.ts";

/** How the terminal shows things: emphasis, colours by meaning, and whether it knows more than ASCII. */
export interface Style {
  readonly unicode: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly paint: (tone: Tone, text: string) => string;
}

const COLOURS = {
  good: "green",
  bad: "red",
  waiting: "yellow",
  busy: "blue",
  never: "magenta",
  unknown: "gray",
} as const satisfies Readonly<Record<Tone, string>>;

export function createStyle(options: { readonly colour: boolean; readonly unicode: boolean }): Style {
  const { colour, unicode } = options;
  const styled = (format: Parameters<typeof styleText>[0], text: string): string =>
    colour && text !== "" ? styleText(format, text, { validateStream: false }) : text;
  return {
    unicode,
    bold: (text) => styled("bold", text),
    dim: (text) => styled("dim", text),
    paint: (tone, text) => styled(COLOURS[tone], text),
  };
}
