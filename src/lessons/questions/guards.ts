import type { Choice, Question } from "./contract.ts";
import type { Draft } from "./template.ts";

/** A question that was not asked because it would have been wrong: a defect of its template. */
export interface GuardFailure {
  readonly id: string;
  readonly guard: "no key" | "second way" | "two truths" | "said twice" | "tell-tale";
  readonly detail: string;
}

interface Guarded {
  readonly id: string;
  readonly draft: Draft;
  readonly choices: readonly Choice[];
  readonly format: Question["format"];
}

/**
 * Every answer is a claim, and each is judged on the second way: the keys have to be true there, all others false, no two may say
 * the same, and the key must not be told by its form alone.
 */
export async function guardFailures({ id, draft, choices, format }: Guarded): Promise<readonly GuardFailure[]> {
  const { right, second, isSame = (one, other) => one === other } = draft;
  const found = await second(choices.map(({ text }) => text));
  const isTrue = (text: string): boolean => found.some((each) => isSame(each, text));
  const wrong = choices.filter((choice) => !choice.right);
  const failure = (guard: GuardFailure["guard"], detail: string): GuardFailure => ({ id, guard, detail });
  const lone = format === "many" || right.length === 1;
  return [
    ...(right.length > 0 && right.every((text) => text !== "") && lone ? [] : [failure("no key", right.join(" / "))]),
    ...(right.every(isTrue) ? [] : [failure("second way", `${right.join(" / ")} is not ${found.join(" / ")}`)]),
    ...wrong.filter(({ text }) => isTrue(text)).map(({ text }) => failure("two truths", text)),
    ...twice(choices).map((text) => failure("said twice", text)),
    ...(format === "one" && isTellTale(choices) ? [failure("tell-tale", right.join())] : []),
  ];
}

function twice(choices: readonly Choice[]): readonly string[] {
  const texts = choices.map(({ text }) => text);
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

/** The key is the only one that has several lines, or that is several times as long as every other, or the other way round. */
function isTellTale(choices: readonly Choice[]): boolean {
  const length = (text: string): number => text.length;
  const key = choices.find(({ right }) => right)?.text ?? "";
  const others = choices.filter(({ right }) => !right).map(({ text }) => text);
  const longest = Math.max(...others.map(length));
  const shortest = Math.min(...others.map(length));
  return key.length > TIMES * longest || TIMES * key.length < shortest;
}

const TIMES = 4;
