import { type Entry, rulesOf, type World } from "../../kinds/index.ts";
import type { Question } from "../questions/index.ts";
import { sentenceOf } from "../reading/index.ts";
import { aboutRun, instant, type PracticeSettings, tell } from "./told.ts";

const GIVEN = 2;

type Begun = Extract<Entry, { kind: "cri" }>;

/** When will it be tried again? Each attempt of the first pod from the third on, the ones before being known. */
export async function timings(world: World, settings: PracticeSettings): Promise<readonly Question[]> {
  const told = await tell(world, settings);
  const begun = [...told.trace.entries].filter((entry): entry is Begun => isBegun(entry));
  const own = begun.filter(
    ({ pod, container, data }) =>
      pod === begun[0]?.pod && container === begun[0]?.container && data.image === begun[0]?.data.image,
  );
  const { afterErrorSeconds, jitter, tickSeconds } = rulesOf(settings.kubelet).sync;
  const tolerance = afterErrorSeconds * (1 + jitter) + tickSeconds;
  return own.slice(GIVEN).flatMap((entry, index): readonly Question[] => {
    const step =
      told.steps.find(({ seqs }) => seqs.includes(entry.seq)) ?? told.steps.findLast(({ t }) => t <= entry.t);
    if (step === undefined) return [];
    const number = index + GIVEN + 1;
    const times = own.slice(0, index + GIVEN).map(({ t }) => instant(t));
    return [
      {
        ...aboutRun(told, "Q12", step.id),
        skill: "TIM",
        level: "medium",
        stem: `Pulls began at ${times.join(", ")}, and all failed. When does pull number ${number} begin?`,
        format: "number",
        choices: [],
        number: { value: entry.t / 1000, tolerance, unit: "s" },
        step: step.id,
        solution: [
          step.notes,
          `Right is what is at most ${tolerance} s off: the kubelet tries with its next look, not when the window ends.`,
        ],
        answer: instant(entry.t),
        check: sentenceOf(step),
        hint: "How much longer was each wait than the one before it?",
      },
    ];
  });
}

function isBegun(entry: Entry): boolean {
  return entry.kind === "cri" && entry.data.call === "PullImage" && entry.data.at === "begin";
}
