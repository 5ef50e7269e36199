/** The page's own words, by key. */
import { type Language, type Params, sayIn as sayMessagesIn } from "../../lessons/index.ts";
import { EN, type WordKey } from "./en.data.ts";

export type { WordKey } from "./en.data.ts";
export type { Params } from "../../lessons/index.ts";

export type Say = (key: WordKey, params?: Params) => string;

/** How a language says things. */
export function sayIn(language: Language): Say {
  const say = sayMessagesIn(language);
  return (key, params) => say(EN[key], params);
}
