import { formatMessage, type Params } from "./format.ts";
import { pseudo } from "./pseudo.ts";

export type Language = "en" | "pseudo";

/** Fills a message. */
export type Say = (message: string, params?: Params) => string;

/** How a language says messages, which are written in English. */
export function sayIn(language: Language): Say {
  const said = language === "pseudo" ? pseudo : (message: string) => message;
  return (message, params = {}) => formatMessage(said(message), params, "en");
}
