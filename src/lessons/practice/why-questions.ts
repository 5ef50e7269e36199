import type { World } from "../../kinds/index.ts";
import type { Question } from "../questions/index.ts";
import { whyOf } from "../why.ts";
import { aboutRun, instant, lettered, type PracticeSettings, tell, type Told } from "./told.ts";

const LURES = 2;

/** From a step back to what began it: which of the things that happened led to the one before? */
export async function whyQuestions(
  world: World,
  { step: id, ...settings }: PracticeSettings & { readonly step?: string },
): Promise<readonly Question[]> {
  const told = await tell(world, settings);
  const step = told.steps.find((each) => each.id === (id ?? lastLook(told)));
  if (step === undefined) return [];
  const links = whyOf(told.trace, step);
  const all = [...new Set(told.steps.flatMap((each) => whyOf(told.trace, each).map(({ text }) => text)))];
  return links.slice(1).map(({ t, text: right }, index): Question => {
    const effect = links[index];
    const own = new Set(links.map(({ text }) => text));
    const lures = all.filter((text) => !own.has(text) && text !== effect?.text).toSorted();
    const from = (index * LURES) % Math.max(1, lures.length - LURES);
    const texts = [right, ...lures.slice(from, from + LURES)].toSorted();
    return {
      ...aboutRun(told, "WHY", `${step.id}.${index + 1}`),
      skill: "CAU",
      level: "medium",
      stem: `${instant(effect?.t ?? 0)}: ${effect?.text ?? ""}. What led to this, immediately?`,
      format: "one",
      choices: lettered(texts.map((text) => ({ text, right: text === right }))),
      step: step.id,
      solution: ["Other things happened as well; this one is the entry that the trace names as the cause."],
      answer: right,
      check: `${instant(t)}: ${right}`,
      hint: "A cause comes before its effect, and is about the same thing.",
    };
  });
}

/** The last attempt or look inside a window. */
function lastLook({ steps }: Told): string | undefined {
  return steps.findLast(({ id }) => /^[pb]\d/.test(id))?.id;
}
