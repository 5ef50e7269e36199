import type { Entry } from "../kinds/index.ts";
import { entryText } from "./entry-text.ts";

/** What the entries of a row add to its notes: what was offered to the registry, what admission set. */
export function notesOf(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "credential") return [lowerFirst(entryText(entry))];
    if (entry.kind === "admission" && isAboutImages(entry.data.path)) return [entryText(entry)];
    return [];
  });
}

/** The last word of the network in a pull: what the registry answered, or why it was not reached. */
export function exchangeText(entries: readonly Entry[]): string {
  const last = entries.findLast(({ kind }) => kind === "http" || kind === "tls" || kind === "tcp" || kind === "dns");
  switch (last?.kind) {
    case "http":
      return `${new URL(last.data.url).host} answers ${last.data.status}`;
    case "tls":
    case "tcp":
      return `${last.data.host}: ${last.data.result}`;
    case "dns":
      return `${last.data.host}: ${last.data.answer}`;
    default:
      return "";
  }
}

function isAboutImages(path: string): boolean {
  return /imagePull|pullPolicy/.test(path);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
