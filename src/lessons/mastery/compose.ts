import { SeededRandom } from "../../base/index.ts";
import type { Minor, World } from "../../kinds/index.ts";
import { type Question, questionsOf } from "../questions/index.ts";
import { RunCache } from "../runs/index.ts";
import type { Language } from "../words/index.ts";

export interface TestOptions {
  readonly worlds: readonly World[];
  readonly seed: number;
  readonly kubelet: Minor;
  readonly language?: Language;
}

/** Three easy, four medium, three hard; every skill once at least, four at least that cannot be guessed among options. */
const PLAN: readonly (readonly string[])[] = [
  ["Q03"],
  ["Q04"],
  ["Q11", "Q10"],
  ["Q12", "Q14"],
  ["Q18", "Q19"],
  ["Q15", "Q16", "Q17", "Q06"],
  ["Q08", "Q09", "Q20", "Q23"],
  ["Q26", "Q25"],
];
/** Beside those: one that is easy and one that is not, of policies the one and of what a run shows the other. */
const PAIRS: readonly (readonly (readonly string[])[])[] = [
  [["Q21"], ["Q27", "Q13", "Q05"]],
  [["Q01", "Q02", "Q28"], ["Q22"]],
];

/** Ten questions, each of a world of its own where there are enough; the same for the same seed. */
export async function composeTest(options: TestOptions): Promise<readonly Question[]> {
  const { worlds, seed } = options;
  const runs = new RunCache();
  const random = new SeededRandom(seed);
  const used = new Set<string>();
  const questions: Question[] = [];
  const [pair = []] = shuffled(PAIRS, random);
  for (const templates of [...PLAN, ...pair]) {
    const search = { ...options, runs, templates: shuffled(templates, random), worlds: shuffled(worlds, random), used };
    const found = await firstThatHolds(search);
    if (found === undefined) continue;
    used.add(found.world);
    questions.push(found);
  }
  return questions;
}

interface Search extends TestOptions {
  readonly templates: readonly string[];
  readonly used: ReadonlySet<string>;
  readonly runs: RunCache;
}

async function firstThatHolds({ templates, worlds, used, ...options }: Search): Promise<Question | undefined> {
  const fresh = [...worlds.filter(({ name }) => !used.has(name)), ...worlds.filter(({ name }) => used.has(name))];
  for (const template of templates) {
    for (const world of fresh) {
      const [question] = await questionsOf(world, { ...options, templates: [template] });
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
