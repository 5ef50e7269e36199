import type { Minor, World } from "../../kinds/index.ts";
import { CAUSE_TEMPLATES } from "./cause.ts";
import type { Question } from "./contract.ts";
import { finished, type Template } from "./draft.ts";
import { Story } from "./story.ts";
import { SYMPTOM_TEMPLATES } from "./symptom.ts";
import { TIME_TEMPLATES } from "./time.ts";

export const TEMPLATES: readonly Template[] = [...SYMPTOM_TEMPLATES, ...TIME_TEMPLATES, ...CAUSE_TEMPLATES];

export interface QuestionsOptions {
  readonly seed: number;
  readonly kubelet: Minor;
  /** Ids of templates; all when absent. */
  readonly templates?: readonly string[];
}

/** The questions that a world gives, in the order of the templates; those that do not hold are left out. */
export async function questionsOf(world: World, options: QuestionsOptions): Promise<readonly Question[]> {
  const story = new Story(world, options);
  const wanted = TEMPLATES.filter(({ id }) => options.templates?.includes(id) ?? true);
  const questions: Question[] = [];
  for (const template of wanted) {
    const draft = await template.make(story);
    const question = draft === undefined ? undefined : finished(draft, template, story);
    if (question !== undefined) questions.push(question);
  }
  return questions;
}
