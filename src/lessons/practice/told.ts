import { type Minor, type Rules, rulesOf, type Trace, type World } from "../../kinds/index.ts";
import { runWorld } from "../../sandbox/index.ts";
import type { Step } from "../contract.ts";
import type { Question } from "../questions/index.ts";
import { stepsOf } from "../steps.ts";

type Choice = Question["choices"][number];

export interface PracticeSettings {
  readonly seed: number;
  readonly kubelet: Minor;
}

/** A run with its steps, as practice is about them. */
export interface Told extends PracticeSettings {
  readonly world: World;
  readonly trace: Trace;
  readonly steps: readonly Step[];
}

export async function tell(world: World, { seed, kubelet }: PracticeSettings, rules?: Rules): Promise<Told> {
  const trace = await runWorld(world, { seed, rules: rules ?? rulesOf(kubelet) });
  return { world, trace, steps: stepsOf(trace), seed, kubelet };
}

/** What is the same in all questions about a run; `part` tells several of a template apart. */
export function aboutRun(
  { world, seed, kubelet }: Told,
  template: string,
  part: string,
): Pick<Question, "id" | "template" | "world" | "seed" | "kubelet"> {
  return {
    id: `${template}/${world.name}/${seed}/${kubelet}/${part}`,
    template,
    world: world.name,
    seed,
    kubelet,
  };
}

/** Choices with letters, in the order in which they are given. */
export function lettered(choices: readonly Omit<Choice, "id">[]): readonly Choice[] {
  return choices.map((choice, index) => ({ id: String.fromCodePoint(LETTER_A + index), ...choice }));
}

const LETTER_A = 65;

export function instant(t: number): string {
  return `${(t / 1000).toFixed(1)} s`;
}

/** What happened in a step, without what kubectl shows then. */
export function happening({ action, result, repeats }: Pick<Step, "action" | "result" | "repeats">): string {
  const times = repeats > 1 ? ` (${repeats} times)` : "";
  return `${action}${result === "" ? "" : `: ${result}`}${times}`;
}
