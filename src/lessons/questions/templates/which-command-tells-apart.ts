import { FAULT_IDS, type FaultId, storyWith } from "../faults.ts";
import { placeOf } from "../plain-world.ts";
import { cellAt, troublesOf, waitingAt } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";
import { FAULT_WORDS } from "../words.en.data.ts";

const AT = 8000;
const COMMANDS = ["get pods", "describe pod POD", "events", "logs POD", "get pod POD -o json"] as const;
const WITH_MESSAGE: ReadonlySet<string> = new Set(["describe pod POD", "events", "get pod POD -o json"]);

export const whichCommandTellsApart: Template = {
  id: "Q09",
  skill: "CAU",
  level: "hard",
  format: "many",
  make: async (own, dice) => {
    const place = placeOf(own);
    const [one, other] = dice.shuffled(FAULT_IDS);
    if (place === undefined || one === undefined || other === undefined) return undefined;
    const stories = [one, other].map((id) => storyWith(own, place, id));
    const [first, second] = await Promise.all(stories.map((story) => story.tell()));
    const step = first === undefined ? undefined : troublesOf(first)[0]?.step;
    if (first === undefined || second === undefined || step === undefined) return undefined;
    const texts = await Promise.all(
      COMMANDS.map(async (line) => [await first.show(line, AT), await second.show(line, AT)]),
    );
    const differs = COMMANDS.filter((_, index) => numberless(texts[index]?.[0]) !== numberless(texts[index]?.[1]));
    if (differs.length === 0) return undefined;
    const text = (id: FaultId): string => own.options.say(FAULT_WORDS[id], { image: place.image, host: place.host });
    const line = (command: string): string => `kubectl ${command.replace("POD", first.pod)}`;
    return {
      values: { one: text(one), other: text(other) },
      right: differs.map(line),
      lures: COMMANDS.filter((command) => !differs.includes(command)).map((command) => ({
        text: line(command),
        ...(command.startsWith("logs") ? { belief: "M04" as const } : {}),
      })),
      second: async () => (await byObjects(first, second)).map(line),
      step,
      ...(stories[0] === undefined ? {} : { story: stories[0] }),
    };
  },
};

/** Ages and durations differ from run to run without telling anything. */
function numberless(text = ""): string {
  return text.replaceAll(/\d+/g, "#").replaceAll(/ +/g, " ");
}

/** Commands that print messages differ where the messages do; others where STATUS does. */
async function byObjects(first: Told, second: Told): Promise<readonly string[]> {
  const [statuses, messages] = await Promise.all([
    Promise.all([first, second].map((told) => cellAt(told, AT, "STATUS"))),
    Promise.all([first, second].map((told) => waitingAt(told, AT))),
  ]);
  const sameStatus = statuses[0] === statuses[1];
  const sameMessage = numberless(messages[0]) === numberless(messages[1]);
  return COMMANDS.filter((command) => !(sameStatus && (sameMessage || !WITH_MESSAGE.has(command))));
}
