import { containersAt, failedPulls, firstStart, instant, ofKind, stepOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";
import { PHRASES } from "../words.en.data.ts";

/** Nearer answers would not be told apart by anybody. */
const APART_SECONDS = 10;

export const whenRunning: Template = {
  id: "Q15",
  skill: "TIM",
  level: "hard",
  format: "one",
  fits: ({ actions }) => actions.length > 0,
  make: async (story) => {
    const { say } = story.options;
    const told = await story.tell();
    const started = firstStart(told);
    const failure = failedPulls(told).at(-1);
    const step = started === undefined ? undefined : stepOf(told, started);
    const act = ofKind(told, "user").findLast(({ t, data }) => data.at === "begin" && t > 0 && t <= (started?.t ?? 0));
    if (started === undefined || failure === undefined || act === undefined || step === undefined) return undefined;
    if (started.t < failure.t) return undefined;
    const spoken = (seconds: number | undefined): string =>
      seconds === undefined ? say(PHRASES.never) : say(PHRASES.about, { seconds });
    return {
      values: { failed: instant(failure.t), at: instant(act.t), act: act.data.run },
      right: [spoken(Math.floor(started.t / 1000))],
      believed: {
        beliefs: ["M15", "M02", "M28", "M20b", "M20c", "M20a", "M27", "M06", "M09"],
        value: (other) => spoken(secondsOf(firstStart(other))),
      },
      lures: [
        { text: spoken(Math.floor((act.t + told.rules.backoff.maxSeconds * 1000) / 1000)), invented: true },
        { text: say(PHRASES.never), belief: "M02" },
      ],
      second: async () => [spoken(await startByPod(told, story.world.for, Date.parse(story.world.start)))],
      isSame: (one, other) => Math.abs(numberIn(one) - numberIn(other)) < APART_SECONDS || one === other,
      step,
    };
  },
};

function secondsOf(entry: { readonly t: number } | undefined): number | undefined {
  return entry === undefined ? undefined : Math.floor(entry.t / 1000);
}

function numberIn(text: string): number {
  return Number(/\d+/.exec(text)?.[0] ?? NaN);
}

async function startByPod(told: Told, end: number, zero: number): Promise<number | undefined> {
  const running = (await containersAt(told, end)).at(-1)?.state.running;
  return running === undefined ? undefined : (Date.parse(running.startedAt) - zero) / 1000;
}
