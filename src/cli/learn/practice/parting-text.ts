import { rulesOf } from "../../../kinds/index.ts";
import { BELIEFS, beliefText, type BeliefId, type Question, type Step, stepsOf } from "../../../lessons/index.ts";
import { runWorld } from "../../../sandbox/index.ts";
import { plain } from "../../print/plain.ts";
import { hanging, wrapped } from "../../print/wrapped.ts";
import { markedStatus } from "../../print/status-mark.ts";
import { namedWorld } from "../../worlds/named-world.ts";
import type { TextOptions } from "./question-text.ts";

/** The run as somebody believes it beside the real one, from where they part; empty where they look alike. */
export async function partingText(question: Question, belief: BeliefId, options: TextOptions): Promise<string> {
  const named = await namedWorld(question.world, "");
  if (!named.ok) return "";
  const { seed, kubelet } = question;
  const rules = rulesOf(kubelet);
  const patched = BELIEFS.find(({ id }) => id === belief)?.patch(rules) ?? rules;
  const [real, believed] = await Promise.all(
    [rules, patched].map(async (each) => stepsOf(await runWorld(named.value, { seed, rules: each }))),
  );
  const at = partingOf(real ?? [], believed ?? []);
  const { width, style } = options;
  const title = `“${beliefText(belief)}”: that would be another kubelet.`;
  if (at === undefined) return wrapped(title, width, "  ");
  const side = (name: string, step: Step | undefined): string =>
    hanging(step === undefined ? "nothing more happens" : sideText(step, options), width, [
      `    ${style.bold(name)}  `,
      " ".repeat(4 + name.length + 2),
    ]);
  return [
    wrapped(`${title} Here the two part:`, width, "  "),
    side("really     ", real?.[at]),
    side("as believed", believed?.[at]),
  ].join("");
}

function sideText({ t, action, result, status }: Step, { style }: TextOptions): string {
  const shown = status === undefined ? "" : `, kubectl shows ${markedStatus(status, style)}`;
  return `${(t / 1000).toFixed(1)} s  ${plain(`${action}${result === "" ? "" : `: ${result}`}`)}${shown}`;
}

/** The first step in which two runs differ, to the second; undefined when they are alike to the end. */
function partingOf(one: readonly Step[], other: readonly Step[]): number | undefined {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [one[index], other[index]];
    const isSame =
      left?.status === right?.status &&
      left?.action === right?.action &&
      left?.result === right?.result &&
      Math.round((left?.t ?? 0) / 1000) === Math.round((right?.t ?? 0) / 1000);
    if (!isSame) return index;
  }
  return undefined;
}
