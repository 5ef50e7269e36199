import type { Question } from "../../../lessons/index.ts";
import { plain } from "../../print/plain.ts";
import type { Style } from "../../print/style.ts";
import { hanging, wrapped } from "../../print/wrapped.ts";
import { SKILL_TITLES } from "./skill-titles.ts";

export interface Place {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

export interface TextOptions {
  readonly width: number;
  readonly style: Style;
}

/** A question as it is asked: what is wanted, what kubectl prints, what may be chosen. */
export function questionText(question: Question, { number, of }: Place, { width, style }: TextOptions): string {
  const { level, skill, stem, evidence, choices } = question;
  const place = `${number} of ${of} · ${level} · ${SKILL_TITLES[skill]}`;
  return [
    `\n${style.dim(place)}\n`,
    wrapped(style.bold(plain(stem)), width),
    ...(evidence === undefined ? [] : [`\n${indented(plain(evidence), width)}\n`]),
    ...choices.map(({ id, text }) => choiceText(id, text, width)),
  ].join("");
}

/** A choice, its further lines below its first word. */
function choiceText(id: string, text: string, width: number): string {
  return hanging(plain(text), width, [`  ${id}  `, "     "]);
}

/** Each line behind an indent; what is too long goes on below. */
function indented(text: string, width: number): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => wrapped(line, width, "    "))
    .join("");
}
