/** The page's own words, by key. */
import { EN, type WordKey } from "./en.data.ts";
import { formatMessage, type Params } from "./format.ts";
import { pseudo } from "./pseudo.ts";

export type { WordKey } from "./en.data.ts";
export type { Params } from "./format.ts";

export type Say = (key: WordKey, params?: Params) => string;

/** How a language says things. */
export function sayIn(language: "en" | "pseudo"): Say {
  return (key, params = {}) => formatMessage(language === "pseudo" ? pseudo(EN[key]) : EN[key], params, "en");
}
