import { ok } from "../../../base/index.ts";
import type { World } from "../../../kinds/index.ts";
import { type Question, questionsOf, reviewCards } from "../../../lessons/index.ts";
import type { ExitCode } from "../../exit.ts";
import type { Io } from "../../io.ts";
import type { AttemptBook } from "./attempt-book.ts";
import type { AskingOptions } from "./options.ts";
import type { Paper } from "./paper.ts";
import { practiceWorlds } from "./practice-worlds.ts";
import { practise } from "./practise.ts";

/** Most questions of a round, unless said. */
const ROUND = 10;

/** What is due, each time about another world; with a skill, questions of it even when nothing is due. */
export async function runReview(options: AskingOptions, io: Io): Promise<ExitCode> {
  return practise(async (book) => ok(await paperOf(options, book, io.now())), options, io);
}

async function paperOf(options: AskingOptions, { attempts }: AttemptBook, now: number): Promise<Paper> {
  const { skill, kubelet, count = ROUND, seed = attempts.length } = options;
  const cards = reviewCards(attempts).filter((card) => skill === undefined || card.skill === skill);
  const due = cards.filter((card) => card.due <= now).slice(0, count);
  const worlds = await practiceWorlds(seed);
  const questions =
    due.length === 0 && skill !== undefined
      ? await fresh(worlds, { ...options, seed, count })
      : await asked(
          due.map(({ template }) => template),
          { worlds, seed, kubelet },
        );
  const next = cards.find((card) => card.due > now);
  return {
    mode: "review",
    about: aboutOf(questions.length, due.length, next?.due),
    seed,
    kubelet,
    questions,
    isTest: false,
  };
}

function aboutOf(questions: number, due: number, next: number | undefined): string {
  if (due > 0) return due === 1 ? "One question is due." : `${due} questions are due, each about another world.`;
  if (questions > 0) return "Nothing is due; these are new.";
  const when = next === undefined ? "" : ` before ${new Date(next).toISOString().slice(0, 10)}`;
  return `Nothing is due${when}. \`pullwhy learn review --skill TIM\` asks something new.`;
}

/** One question of each template, each about another world than the one before. */
async function asked(
  templates: readonly string[],
  { worlds, seed, kubelet }: { readonly worlds: readonly World[] } & Pick<Question, "seed" | "kubelet">,
): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for (const [index, template] of templates.entries()) {
    for (const world of turned(worlds, index)) {
      const [question] = await questionsOf(world, { seed: world.seed + seed, kubelet, templates: [template] });
      if (question === undefined) continue;
      questions.push(question);
      break;
    }
  }
  return questions;
}

/** New questions of a skill: one a world, then a second one, until there are enough. */
async function fresh(
  worlds: readonly World[],
  { skill, seed, kubelet, count }: AskingOptions & { readonly seed: number; readonly count: number },
): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for (const world of worlds) {
    const made = await questionsOf(world, { seed: world.seed + seed, kubelet });
    const [own] = made.filter(
      (each) => each.skill === skill && !questions.some(({ template }) => template === each.template),
    );
    const chosen = own ?? made.find((each) => each.skill === skill);
    if (chosen !== undefined) questions.push(chosen);
    if (questions.length >= count) break;
  }
  return questions;
}

function turned<T>(values: readonly T[], by: number): readonly T[] {
  const from = by % Math.max(1, values.length);
  return [...values.slice(from), ...values.slice(0, from)];
}
