import { beliefText, type BeliefId, type Question } from "../../../lessons/index.ts";
import { plain } from "../../print/plain.ts";
import { hanging } from "../../print/wrapped.ts";
import { markOf } from "../../print/status-mark.ts";
import type { Given } from "./paper.ts";
import { partingText } from "./parting-text.ts";
import type { TextOptions } from "./question-text.ts";

/** Right or not, how one comes to it, the line that shows it; and where the answer goes with a belief, its run beside the real one. */
export async function feedbackText(given: Given, options: TextOptions): Promise<string> {
  const { question, right, belief } = given;
  const { width, style } = options;
  const line = (text: string): string => hanging(plain(text), width, ["  ", "    "]);
  const tone = right ? "good" : "bad";
  return [
    `${style.paint(tone, `${markOf(tone, style)} ${right ? "Right." : "Not so."}`)}\n`,
    ...question.solution.map((each) => line(each)),
    ...(right ? [] : [line(`Answer: ${question.answer}`)]),
    line(`${question.step}  ${question.check}`),
    ...(belief === undefined ? othersBelieve(question).map((each) => line(each)) : []),
    ...(belief === undefined ? [] : [await partingText(question, belief as BeliefId, options)]),
  ].join("");
}

/** What leads others to another answer. */
function othersBelieve({ choices }: Question): readonly string[] {
  const beliefs = [...new Set(choices.flatMap(({ belief }) => belief ?? []))].map(
    (belief) => `“${beliefText(belief)}”`,
  );
  return beliefs.length === 0 ? [] : [`Others believe: ${beliefs.join(", ")}`];
}
