import type { Answer, Question } from "../../../lessons/index.ts";

/** An answer in words: the texts that were chosen, or the number. */
export function answerText({ choices, number }: Question, answer: Answer): string {
  if ("typed" in answer) return `${answer.typed}${number === undefined || number.unit === "" ? "" : ` ${number.unit}`}`;
  return answer.chosen.map((id) => choices.find((choice) => choice.id === id)?.text ?? id).join(", ");
}
