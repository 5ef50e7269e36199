import type { Question } from "./contract.ts";

/** Ids of choices, or the number that was typed. */
export type Answer = { readonly chosen: readonly string[] } | { readonly typed: number };

/** Whether an answer is the key, or the whole set of keys. */
export function isRight({ choices, number }: Pick<Question, "choices" | "number">, answer: Answer): boolean {
  if ("typed" in answer) return number !== undefined && Math.abs(answer.typed - number.value) <= number.tolerance;
  const right = choices.filter((choice) => choice.right).map(({ id }) => id);
  return right.length === answer.chosen.length && right.every((id) => answer.chosen.includes(id));
}
