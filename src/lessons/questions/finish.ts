import { sentenceOf } from "../reading/index.ts";
import type { Choice, Question } from "./contract.ts";
import { Dice } from "./dice.ts";
import { type GuardFailure, guardFailures } from "./guards.ts";
import type { Story } from "./story.ts";
import type { Draft, Lure, Template } from "./template.ts";
import { WORDS } from "./words.en.data.ts";

export interface Finished {
  readonly question?: Question;
  readonly failures: readonly GuardFailure[];
}

/** The most that are offered beside the key, and the fewest. */
const LURES = 3;
const FEWEST = 2;
const NONE: Finished = { failures: [] };

export interface Asked {
  readonly id: string;
  readonly draft: Draft;
  readonly template: Template;
  readonly story: Story;
}

/** The question, if there is enough that is wrong, and if it passes the guards. */
export async function finished(asked: Asked): Promise<Finished> {
  const { id, draft, template, story } = asked;
  const lures = template.format === "number" ? [] : await wrongAnswers(asked);
  if (template.format !== "number" && lures.length < (template.format === "many" ? 1 : FEWEST)) return NONE;
  const choices = template.format === "number" ? [] : shuffled(id, draft.right, lures);
  const failures = await guardFailures({ id, draft, choices, format: template.format });
  return failures.length > 0 ? { failures } : { question: asQuestion(asked, choices, draft.story ?? story), failures };
}

/** What follows from beliefs first; then what other moments of the run show; what nobody believes comes last. */
async function wrongAnswers({ draft, story, template }: Asked): Promise<readonly Lure[]> {
  const { right, believed, lures = [], isSame = equal } = draft;
  const found: Lure[] = [];
  const take = ({ text, belief, invented }: Lure): void => {
    if (text === "" || [...right, ...found.map((each) => each.text)].some((each) => isSame(each, text))) return;
    found.push({ text, ...(belief === undefined ? {} : { belief }), ...(invented === undefined ? {} : { invented }) });
  };
  const isEnough = (): boolean => found.length >= LURES && template.format !== "many";
  for (const belief of believed?.beliefs ?? []) {
    if (isEnough()) break;
    const told = await (believed?.story ?? story).tell(belief, believed?.until);
    take({ text: (await believed?.value(told)) ?? "", belief });
  }
  for (const lure of lures) if (!isEnough()) take(lure);
  return found;
}

function equal(one: string, other: string): boolean {
  return one === other;
}

function shuffled(id: string, right: readonly string[], lures: readonly Lure[]): readonly Choice[] {
  const all = [...right.map((text) => ({ text, right: true })), ...lures.map((lure) => ({ ...lure, right: false }))];
  return new Dice(`${id} order`).shuffled(all).map((choice, index) => ({ id: "ABCDEFGHIJ".charAt(index), ...choice }));
}

function asQuestion({ id, draft, template, story }: Asked, choices: readonly Choice[], run: Story): Question {
  const { stem, solution, hint } = WORDS[template.id];
  const { say, seed, kubelet } = story.options;
  const { values, evidence, number } = draft;
  return {
    id,
    template: template.id,
    skill: template.skill,
    level: template.level,
    world: story.world.name,
    seed,
    kubelet,
    stem: say(stem, values),
    ...(evidence === undefined ? {} : { evidence }),
    format: template.format,
    choices,
    ...(number === undefined ? {} : { number }),
    step: draft.step.id,
    ...(run === story ? {} : { other: run.world }),
    solution: solution.map((line) => say(line, values)),
    answer: draft.right.join(", "),
    check: sentenceOf(draft.step),
    hint: say(hint, values),
  };
}
