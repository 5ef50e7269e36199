import { failed, ok, type Outcome, parseGoDuration } from "../../../base/index.ts";
import type { Answer, Attempt, Question } from "../../../lessons/index.ts";

/** What somebody has typed at a question. */
export type Reply =
  | { readonly kind: "answer"; readonly answer: Answer; readonly confidence?: Attempt["confidence"] }
  | { readonly kind: "look"; readonly line: string }
  | { readonly kind: "hint" }
  | { readonly kind: "skip" }
  | { readonly kind: "leave" };

/** Makes sense of a line, or says what is wanted. `B` answers, `B!` is sure, `B?` is not, `?` asks for a hint. */
export function readReply(line: string, question: Question): Outcome<Reply, string> {
  const word = line.toLowerCase();
  if (word.startsWith("kubectl ")) return ok({ kind: "look", line });
  if (word === "?" || word === "hint") return ok({ kind: "hint" });
  if (word === "" || word === "-" || word === "skip") return ok({ kind: "skip" });
  if (word === "q" || word === "quit") return ok({ kind: "leave" });
  const [, text = "", mark = ""] = /^(.*?)\s*([!?]?)$/s.exec(line) ?? [];
  const answer = question.number === undefined ? chosen(text, question) : typed(text, question.number.unit);
  if (answer === undefined) return failed(wanted(question));
  const confidence = mark === "!" ? "sure" : mark === "?" ? "unsure" : undefined;
  return ok({ kind: "answer", answer, ...(confidence === undefined ? {} : { confidence }) });
}

/** `B`, `b`, `A C`, `a,c`, `AC`: each once, in the order in which they were typed. */
function chosen(text: string, { format, choices }: Question): Answer | undefined {
  const letters = text.toUpperCase().replaceAll(/[\s,;+]+/g, "");
  const ids = letters.split("").filter((id, index, all) => all.indexOf(id) === index);
  const known = new Set(choices.map(({ id }) => id));
  if (ids.length === 0 || !ids.every((id) => known.has(id))) return undefined;
  return isSingle(format) && ids.length > 1 ? undefined : { chosen: ids };
}

/** `109.5`, `109.5 s`, `1m49s`. */
function typed(text: string, unit: string): Answer | undefined {
  const bare = unit !== "" && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
  if (/^-?\d+(?:\.\d+)?$/.test(bare)) return { typed: Number(bare) };
  const duration = unit === "s" ? parseGoDuration(text.replaceAll(/\s/g, "")) : undefined;
  return duration === undefined ? undefined : { typed: duration / 1000 };
}

function isSingle(format: Question["format"]): boolean {
  return format === "one" || format === "row";
}

function wanted({ format, choices, number }: Question): string {
  if (number !== undefined) return number.unit === "s" ? "Type seconds, such as 42.5 or 1m10s" : "Type a number";
  const letters = choices.map(({ id }) => id);
  const one = letters.join(", ");
  return isSingle(format) ? `Type one of ${one}` : `Type all that are right, such as ${letters.slice(0, 2).join(" ")}`;
}
