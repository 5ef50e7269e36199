import { type Minor, type Rules, rulesOf, type World } from "../../kinds/index.ts";
import { RunCache } from "../runs/index.ts";
import { type Language, sayIn } from "../words/index.ts";
import type { Question } from "./contract.ts";
import { Dice } from "./dice.ts";
import { finished } from "./finish.ts";
import type { GuardFailure } from "./guards.ts";
import { Story } from "./story.ts";
import { TEMPLATES } from "./templates/index.ts";

export interface QuestionsOptions {
  readonly seed: number;
  readonly kubelet: Minor;
  /** Ids of templates; all when absent. */
  readonly templates?: readonly string[];
  /** How many of each template are wanted, about other moments of the same run; 1 when absent. */
  readonly variants?: number;
  readonly language?: Language;
  /** Of the engine, instead of those of the minor. */
  readonly rules?: Rules;
  /** Where runs are kept from one call to the next. */
  readonly runs?: RunCache;
}

export interface Items {
  readonly questions: readonly Question[];
  /** What would have been asked and did not hold. There is none unless a template is wrong. */
  readonly failures: readonly GuardFailure[];
}

const RUNS = new RunCache();

/** The questions that a world gives, in the order of the templates; those that do not hold are left out. */
export async function questionsOf(world: World, options: QuestionsOptions): Promise<readonly Question[]> {
  const { questions } = await itemsOf(world, options);
  return questions;
}

/** The questions, and which of them have failed a guard. */
export async function itemsOf(world: World, options: QuestionsOptions): Promise<Items> {
  const { seed, kubelet, templates, variants = 1, language = "en", runs = RUNS } = options;
  const { rules = rulesOf(kubelet) } = options;
  const story = new Story(world, { seed, kubelet, rules, runs, say: sayIn(language) });
  const questions: Question[] = [];
  const failures: GuardFailure[] = [];
  for (const template of TEMPLATES.filter(
    ({ id, fits }) => (templates?.includes(id) ?? true) && (fits?.(world) ?? true),
  )) {
    for (let variant = 1; variant <= variants; variant += 1) {
      const id = [template.id, world.name, seed, kubelet, ...(variant > 1 ? [variant] : [])].join("/");
      const draft = await template.make(story, new Dice(id));
      if (draft === undefined) break;
      const made = await finished({ id, draft, template, story });
      failures.push(...made.failures);
      if (made.question !== undefined) questions.push(made.question);
    }
  }
  return { questions, failures };
}
