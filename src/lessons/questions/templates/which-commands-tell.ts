import { distinct, eventsAt, instant, troublesOf, waitingAt } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";

const COMMANDS = ["get pods", "describe pod POD", "events", "logs POD", "get pod POD -o json"] as const;

export const whichCommandsTell: Template = {
  id: "Q04",
  skill: "SYM",
  level: "easy",
  format: "many",
  make: async (story, dice) => {
    const told = await story.tell();
    const trouble = dice.pick(troublesOf(told));
    const message = trouble?.failure.data.message ?? "";
    if (trouble === undefined || message === "") return undefined;
    const { status, step } = trouble;
    const tail = plain(message).slice(-TAIL);
    const printed = await Promise.all(COMMANDS.map((command) => told.show(command, status.t)));
    const tells = COMMANDS.filter((_, index) => plain(printed[index] ?? "").includes(tail));
    if (tells.length === 0) return undefined;
    const others = COMMANDS.filter((command) => !tells.includes(command));
    return {
      values: { at: instant(status.t) },
      right: tells.map((command) => line(command, told)),
      lures: others.map((command) => ({
        text: line(command, told),
        ...(command.startsWith("logs") ? { belief: "M04" as const } : {}),
      })),
      second: async () => (await wherever(message, told, status.t)).map((command) => line(command, told)),
      step,
    };
  },
};

const TAIL = 40;

/** Without quotes, escapes and line breaks, which differ by command. */
function plain(text: string): string {
  return text
    .replaceAll(/[\\"]|\s+/g, " ")
    .replaceAll(/ +/g, " ")
    .trim();
}

function line(command: string, { pod }: Told): string {
  return `kubectl ${command.replace("POD", pod)}`;
}

/** By the objects that the commands print: an event holds the words, or the status does, of which describe has only the reason. */
async function wherever(message: string, told: Told, t: number): Promise<readonly (typeof COMMANDS)[number][]> {
  const words = plain(message);
  const inStatus = plain(await waitingAt(told, t)).includes(words);
  const inEvents = (await eventsAt(told, t)).some((event) => plain(event.message).includes(words));
  return distinct([
    ...(inEvents ? ["describe pod POD", "events"] : []),
    ...(inStatus ? ["get pod POD -o json"] : []),
  ]) as readonly (typeof COMMANDS)[number][];
}
