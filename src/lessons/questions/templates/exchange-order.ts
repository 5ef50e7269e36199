import { failedPulls, instant, ofKind, stepOf } from "../read-off.ts";
import { Story, type Told } from "../story.ts";
import type { Template } from "../template.ts";
import { asksForLogins } from "../plain-world.ts";

const FEWEST = 3;

export const exchangeOrder: Template = {
  id: "Q10",
  skill: "CAU",
  level: "medium",
  format: "one",
  fits: asksForLogins,
  make: async (story, dice) => {
    const told = await story.tell();
    const [failure] = failedPulls(told);
    const step = failure === undefined ? undefined : stepOf(told, failure);
    const requests = exchangeOf(told);
    if (failure === undefined || step === undefined || requests.length < FEWEST) return undefined;
    const until = failure.t;
    const mixed = Array.from({ length: FEWEST * 2 }, () => dice.shuffled(requests).join("\n"));
    return {
      values: { at: instant(failure.t) },
      right: [requests.join("\n")],
      believed: { beliefs: ["M16", "M27", "M18"], value: (other) => exchangeOf(other).join("\n"), until },
      lures: mixed.map((text) => ({ text, invented: true })),
      // Jitter moves pulls in time and changes nothing that is said in them.
      second: async () => {
        const { options, world } = story;
        const again = new Story(world, { ...options, seed: options.seed + 1 });
        return [exchangeOf(await again.tell(undefined, until + MORE)).join("\n")];
      },
      step,
    };
  },
};

const MORE = 10_000;

/** Requests and answers of the first pull that failed. */
function exchangeOf(told: Told): readonly string[] {
  const [failure] = failedPulls(told);
  return ofKind(told, "http")
    .filter(({ t }) => t <= (failure?.t ?? 0))
    .map(({ data }) => `${data.method} ${new URL(data.url).pathname}: ${data.status}`);
}
