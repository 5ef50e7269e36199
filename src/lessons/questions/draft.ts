import { SeededRandom } from "../../base/index.ts";
import { BELIEFS, type BeliefId } from "../beliefs/index.ts";
import { sentenceOf } from "../reading/index.ts";
import type { Step } from "../contract.ts";
import type { Choice, Level, Question, Skill } from "./contract.ts";
import type { Story, Told } from "./story.ts";

/** A wrong answer, with the belief that leads to it. */
export interface Lure {
  readonly text: string;
  readonly belief?: BeliefId;
}

/** What a template has found in a story. */
export interface Draft {
  readonly stem: string;
  readonly evidence?: string;
  readonly format: Question["format"];
  /** The key, or all keys where several are right. */
  readonly right: readonly string[];
  readonly lures: readonly Lure[];
  readonly number?: Question["number"];
  /** The key found in another way: off what kubectl prints. It has to be equal. */
  readonly second?: readonly string[];
  readonly step: Step;
  readonly solution: readonly string[];
  readonly hint: string;
}

export interface Template {
  readonly id: string;
  readonly skill: Skill;
  readonly level: Level;
  /** Undefined where the story has nothing to be asked about. */
  readonly make: (story: Story) => Promise<Draft | undefined>;
}

/** The most that are offered beside the key. */
const LURES = 3;
const FEWEST = 2;

/** What those expect who hold a belief, where it is something else than what happens. */
export async function luresOf(
  story: Story,
  beliefs: readonly BeliefId[],
  value: (told: Told) => string | undefined,
): Promise<readonly Lure[]> {
  const lures = await Promise.all(
    beliefs.map(async (belief) => ({ belief, text: value(await story.tell(belief)) ?? "" })),
  );
  return lures.filter(({ text }) => text !== "");
}

/** The question, if it holds: one key, no second truth, enough that is wrong, and the same key by the second way. */
export function finished(draft: Draft, template: Template, story: Story): Question | undefined {
  const { right, lures, step } = draft;
  if (right.some((text) => text === "") || contradictsItself(draft)) return undefined;
  const id = `${template.id}/${story.world.name}/${story.seed}/${story.kubelet}`;
  const choices = draft.format === "number" ? [] : choicesOf(id, right, lures);
  if (draft.format !== "number" && choices.length < right.length + (draft.format === "many" ? 1 : FEWEST))
    return undefined;
  return {
    id,
    template: template.id,
    skill: template.skill,
    level: template.level,
    world: story.world.name,
    seed: story.seed,
    kubelet: story.kubelet,
    stem: draft.stem,
    ...(draft.evidence === undefined ? {} : { evidence: draft.evidence }),
    format: draft.format,
    choices,
    ...(draft.number === undefined ? {} : { number: draft.number }),
    step: step.id,
    solution: draft.solution,
    answer: right.join(", "),
    check: sentenceOf(step),
    hint: draft.hint,
  };
}

/** The second way to the key leads somewhere else: a defect of the template, which is not asked then. */
export function contradictsItself({ right, second }: Pick<Draft, "right" | "second">): boolean {
  return second !== undefined && !sameSet(second, right);
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

/** Lures that say what is right, or the same as another, are no lures; the order is the dice's, the same for the same id. */
function choicesOf(id: string, right: readonly string[], lures: readonly Lure[]): readonly Choice[] {
  const seen = new Set(right);
  const wrong = lures.filter(({ text }) => !seen.has(text) && seen.add(text).size > 0).slice(0, LURES);
  const all = [
    ...right.map((text) => ({ text, right: true })),
    ...wrong.map(({ text, belief }) => ({ text, right: false, ...(belief === undefined ? {} : { belief }) })),
  ];
  const random = new SeededRandom(seedOf(id));
  const shuffled = all.map((choice) => ({ choice, at: random.next() })).toSorted((a, b) => a.at - b.at);
  return shuffled.map(({ choice }, index) => ({ id: "ABCDEFGH".charAt(index), ...choice }));
}

/** FNV-1a, so that each id has dice of its own. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

export function beliefText(id: BeliefId): string {
  return BELIEFS.find((belief) => belief.id === id)?.says ?? "";
}
