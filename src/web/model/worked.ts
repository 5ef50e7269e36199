import type { Skill, Step } from "../../lessons/index.ts";

/** How much of a worked run is left out. */
export const FADES = ["none", "last", "half", "all"] as const;

export type Fade = (typeof FADES)[number];

const MOST = 9;

/** The steps of a run that are told, by their index: attempts, deeds and changes of STATUS, nine at most with the last. */
export function workedSteps(steps: readonly Step[]): readonly number[] {
  const telling = steps.flatMap(({ id, status }, index) =>
    status !== undefined && (/^[pa]\d/.test(id) || status !== steps[index - 1]?.status) ? [index] : [],
  );
  return telling.length <= MOST ? telling : [...telling.slice(0, MOST - 2), ...telling.slice(-2)];
}

/** How much is left out for somebody who answers so many questions rightly; examples are worked for those who are new to it. */
export function fadeFor(shares: ReadonlyMap<Skill, number>): Fade {
  const own = ["SYM", "TIM"].flatMap((skill) => shares.get(skill as Skill) ?? []);
  if (own.length === 0) return "last";
  const least = Math.min(...own);
  return least >= MUCH ? "all" : least >= SOME ? "half" : "last";
}

const [SOME, MUCH] = [0.5, 0.8] as const;

/** Places of the blanks among so many steps. */
export function blanksOf(count: number, fade: Fade): ReadonlySet<number> {
  const places = Array.from({ length: count }, (_, index) => index);
  if (fade === "all") return new Set(places);
  if (fade === "half") return new Set(places.filter((place) => place % 2 === 1));
  return new Set(fade === "last" ? places.slice(-1) : []);
}

/** Statuses of a run, each once. */
export function statusesOf(steps: readonly Step[]): readonly string[] {
  return [...new Set(steps.flatMap(({ status }) => status ?? []))];
}

/** How far from the truth somebody was who was so sure: 0 is best, 1 is worst. */
export function brierOf(answers: readonly { readonly right: boolean; readonly sure: boolean }[]): number {
  if (answers.length === 0) return 0;
  const errors = answers.map(({ right, sure }) => ((right ? 1 : 0) - (sure ? SURE : UNSURE)) ** 2);
  return errors.reduce((sum, error) => sum + error, 0) / answers.length;
}

const SURE = 0.95;
const UNSURE = 0.6;
