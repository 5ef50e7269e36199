import { readFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import { DEFAULT_MINOR, type Minor, MINORS, type World } from "../../kinds/index.ts";
import { readWorld } from "../../sandbox/index.ts";
import { RunCache } from "../runs/index.ts";
import { SCENARIOS } from "../scenarios/index.ts";
import type { Question } from "./contract.ts";
import type { GuardFailure } from "./guards.ts";
import { itemsOf } from "./make.ts";
import { TEMPLATES } from "./templates/index.ts";

/** `ITEMS=10000` (`npm run test:items`) makes as many as that; a sample of them is made in every run of the tests. */
const WANTED = Number(process.env["ITEMS"] ?? 1500);
const WORLDS = join(import.meta.dirname, "../../../worlds");
const SEEDS = [1, 2];
/** So many items does one variant give, at least, over all scenarios and seeds. */
const OF_A_VARIANT = 770;
const PATIENCE = 1_800_000;

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(WORLDS, `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

/** Another minor for each seed and scenario. */
function minorFor(seed: number, index: number): Minor {
  return MINORS[(seed * 5 + index) % MINORS.length] ?? DEFAULT_MINOR;
}

/** Of the places of the keys among four choices; 99.9 % of all fair dice stay below 16.27. */
function chiSquared(questions: readonly Question[]): number {
  const single = questions.filter(({ format, choices }) => format === "one" && choices.length === 4);
  const places = [0, 1, 2, 3].map((place) => single.filter(({ choices }) => choices[place]?.right === true).length);
  const expected = single.length / 4;
  return places.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("items over all templates, scenarios, several seeds and minors", () => {
  const questions: Question[] = [];
  const failures: GuardFailure[] = [];

  beforeAll(async () => {
    const variants = Math.ceil(WANTED / OF_A_VARIANT);
    for (const [index, { id }] of SCENARIOS.entries()) {
      const world = await worldOf(id);
      for (const seed of SEEDS) {
        const runs = new RunCache();
        const items = await itemsOf(world, { seed, kubelet: minorFor(seed, index), variants, runs });
        questions.push(...items.questions);
        failures.push(...items.failures);
      }
    }
  }, PATIENCE);

  test("A-19 none fails a guard: each key is found on a second way, and nothing else is true", () => {
    expect(failures).toEqual([]);
    expect(questions.length).toBeGreaterThanOrEqual(WANTED);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  test("A-19 every template has some, and keys stand in all places alike", () => {
    expect(TEMPLATES.filter(({ id }) => !questions.some(({ template }) => template === id))).toEqual([]);
    expect(chiSquared(questions)).toBeLessThan(16.27);
  });

  test("A-19 each has one key where one is asked for, and says nothing twice", () => {
    const bad = questions.filter(({ choices, format }) => {
      const right = choices.filter((choice) => choice.right).length;
      const fits = format === "many" ? right > 0 : right === (format === "number" ? 0 : 1);
      return !fits || new Set(choices.map(({ text }) => text)).size !== choices.length;
    });
    expect(bad.map(({ id }) => id)).toEqual([]);
  });

  test("A-19 most wrong answers are what a run shows, or what somebody expects who believes something", () => {
    const wrong = questions.flatMap(({ choices }) => choices.filter((choice) => !choice.right));
    const invented = wrong.filter((choice) => choice.invented === true);
    expect(invented.length / wrong.length).toBeLessThan(0.25);
  });
});
