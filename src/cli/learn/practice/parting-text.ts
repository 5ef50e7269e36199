import { rulesOf } from "../../../kinds/index.ts";
import { asBelieved, beliefText, type BeliefId, type Question, type Step, stepsOf } from "../../../lessons/index.ts";
import { runWorld } from "../../../sandbox/index.ts";
import { plain } from "../../print/plain.ts";
import { hanging, wrapped } from "../../print/wrapped.ts";
import { markedStatus } from "../../print/status-mark.ts";
import type { TextOptions } from "./question-text.ts";
import { worldOf } from "./world-of.ts";

/** The run as somebody believes it beside the real one, from where they part; empty where they look alike. */
export async function partingText(question: Question, belief: BeliefId, options: TextOptions): Promise<string> {
  const world = await worldOf(question);
  if (world === undefined) return "";
  const { seed, kubelet } = question;
  const made = { world, rules: rulesOf(kubelet) };
  const [real, believed] = await Promise.all(
    [made, asBelieved(made, belief)].map(async ({ world, rules }) => stepsOf(await runWorld(world, { seed, rules }))),
  );
  const parted = partingOf(real ?? [], believed ?? []);
  const { width, style } = options;
  const title = `“${beliefText(belief)}”: that would be another kubelet.`;
  if (parted === undefined) return wrapped(title, width, "  ");
  const side = (name: string, step: Step | undefined): string =>
    hanging(step === undefined ? "nothing more happens" : sideText(step, options), width, [
      `    ${style.bold(name)}  `,
      " ".repeat(4 + name.length + 2),
    ]);
  return [
    wrapped(`${title} Here the two part:`, width, "  "),
    side("really     ", parted[0]),
    side("as believed", parted[1]),
  ].join("");
}

function sideText({ t, action, result, status }: Step, { style }: TextOptions): string {
  const shown = status === undefined ? "" : `, kubectl shows ${markedStatus(status, style)}`;
  return `${(t / 1000).toFixed(1)} s  ${plain(`${action}${result === "" ? "" : `: ${result}`}`)}${shown}`;
}

type Sides = readonly [real: Step | undefined, believed: Step | undefined];

/** Where two runs part: in what kubectl shows, else in what happens; undefined when they are alike to the end. */
function partingOf(real: readonly Step[], believed: readonly Step[]): Sides | undefined {
  const shown = firstDifference(shownChanges(real), shownChanges(believed), ({ status }) => [status]);
  return shown ?? firstDifference(real, believed, ({ status, action, result }) => [status, action, result]);
}

/** Instants count to the second. */
function firstDifference(
  one: readonly Step[],
  other: readonly Step[],
  looks: (step: Step) => readonly unknown[],
): Sides | undefined {
  const lookOf = (step: Step | undefined): string =>
    step === undefined ? "" : JSON.stringify([Math.round(step.t / 1000), ...looks(step)]);
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1)
    if (lookOf(one[index]) !== lookOf(other[index])) return [one[index], other[index]];
  return undefined;
}

/** The steps with which kubectl begins to show something else of a pod. */
function shownChanges(steps: readonly Step[]): readonly Step[] {
  const shown = new Map<string, string>();
  return steps.filter(({ pod = "", status }) => {
    if (status === undefined || shown.get(pod) === status) return false;
    shown.set(pod, status);
    return true;
  });
}
