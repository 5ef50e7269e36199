import { SeededRandom } from "../../base/index.ts";
import type { Minor, World } from "../../kinds/index.ts";
import { type Question, questionsOf } from "../questions/index.ts";

export interface TestOptions {
  readonly worlds: readonly World[];
  readonly seed: number;
  readonly kubelet: Minor;
}

/** Three easy, four medium, three hard; every skill once at least, four at least that cannot be guessed among options. */
const PLAN: readonly (readonly string[])[] = [
  ["Q03"],
  ["Q04"],
  ["Q21", "Q02", "Q01"],
  ["Q11"],
  ["Q12"],
  ["Q14", "Q13", "Q27", "Q05", "Q07"],
  ["Q19"],
  ["Q15"],
  ["Q22"],
  ["Q24"],
];

/** Ten questions, each of a world of its own where there are enough; the same for the same seed. */
export async function composeTest({ worlds, seed, kubelet }: TestOptions): Promise<readonly Question[]> {
  const random = new SeededRandom(seed);
  const used = new Set<string>();
  const questions: Question[] = [];
  for (const templates of PLAN) {
    const found = await firstThatHolds({ templates, worlds: shuffled(worlds, random), used, seed, kubelet });
    if (found === undefined) continue;
    used.add(found.world);
    questions.push(found);
  }
  return questions;
}

interface Search extends TestOptions {
  readonly templates: readonly string[];
  readonly used: ReadonlySet<string>;
}

async function firstThatHolds({ templates, worlds, used, seed, kubelet }: Search): Promise<Question | undefined> {
  const fresh = [...worlds.filter(({ name }) => !used.has(name)), ...worlds.filter(({ name }) => used.has(name))];
  for (const template of templates) {
    for (const world of fresh) {
      const [question] = await questionsOf(world, { seed, kubelet, templates: [template] });
      if (question !== undefined) return question;
    }
  }
  return undefined;
}

function shuffled<T>(values: readonly T[], random: SeededRandom): readonly T[] {
  return values
    .map((value) => ({ value, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
