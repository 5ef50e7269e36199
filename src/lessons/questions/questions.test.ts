import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { DEFAULT_MINOR, rulesOf, type World } from "../../kinds/index.ts";
import { readWorld, runWorld } from "../../sandbox/index.ts";
import { asBelieved } from "../beliefs/index.ts";
import { partingOf } from "../play/index.ts";
import { stepsOf } from "../steps.ts";
import type { Question } from "./contract.ts";
import { questionsOf } from "./make.ts";
import { isRight } from "./mark.ts";
import { TEMPLATES } from "./templates/index.ts";
import { WORDS } from "./words.en.data.ts";

const WORLDS = join(import.meta.dirname, "../../../worlds");
const SOME = ["wrong-tag", "typo-repo", "private-no-secret", "init-and-sidecar", "rate-limited", "policy-never"];
const RUN = { seed: 7, kubelet: DEFAULT_MINOR } as const;

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(WORLDS, `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

const made = new Map<string, readonly Question[]>();
for (const name of SOME) made.set(name, await questionsOf(await worldOf(name), RUN));
const all = [...made.values()].flat();

describe("questionsOf()", () => {
  test("has a template for each of the 28 ids, in their order", () => {
    expect(TEMPLATES.map(({ id }) => id)).toEqual(Object.keys(WORDS));
    expect(TEMPLATES).toHaveLength(28);
  });

  test("makes of the first scenario the questions that its page is told for", () => {
    const templates = made.get("wrong-tag")?.map(({ template }) => template);
    expect(templates).toEqual(
      expect.arrayContaining(["Q01", "Q02", "Q03", "Q04", "Q05", "Q12", "Q13", "Q14", "Q15", "Q24", "Q28"]),
    );
  });

  test("uses every template somewhere", () => {
    expect(TEMPLATES.map(({ id }) => id).filter((id) => !all.some(({ template }) => template === id))).toEqual([]);
  });

  test("is the same for the same seed, and about other moments for another variant", async () => {
    const world = await worldOf("wrong-tag");
    expect(await questionsOf(world, RUN)).toEqual(made.get("wrong-tag"));
    const several = await questionsOf(world, { ...RUN, templates: ["Q12"], variants: 6 });
    expect(several[0]).toEqual(made.get("wrong-tag")?.find(({ template }) => template === "Q12"));
    expect(new Set(several.map(({ id }) => id)).size).toBe(6);
    expect(new Set(several.map(({ stem }) => stem)).size).toBeGreaterThan(1);
  });

  test("takes the key for right and everything else for wrong", () => {
    for (const question of all) {
      const { number, choices } = question;
      const key = choices.filter((choice) => choice.right).map(({ id }) => id);
      const right = number === undefined ? { chosen: key } : { typed: number.value };
      const wrong = choices.filter((choice) => !choice.right).map(({ id }) => ({ chosen: [...key, id] }));
      const far = number === undefined ? [] : [{ typed: number.value + number.tolerance + 1 }];
      expect(isRight(question, right)).toBe(true);
      expect([...wrong, ...far].map((answer) => isRight(question, answer))).not.toContain(true);
    }
  });

  test("A-34 says every sentence from the catalogue, and kubectl's own words as they are", async () => {
    const world = await worldOf("wrong-tag");
    const questions = await questionsOf(world, { ...RUN, language: "pseudo" });
    const sentences = questions.flatMap(({ stem, hint, solution }) => [stem, hint, ...solution]);
    expect(sentences.filter((sentence) => !/^⟦.*⟧$/s.test(sentence) || /\{\w+\}/.test(sentence))).toEqual([]);
    const [first] = questions;
    expect(first?.choices.map(({ text }) => text)).toEqual(made.get("wrong-tag")?.[0]?.choices.map(({ text }) => text));
  });

  test("A-20 a wrong answer of a belief is what a kubelet shows that works as believed, and its run parts from the real one", async () => {
    const world = await worldOf("wrong-tag");
    const [question] = await questionsOf(world, { ...RUN, templates: ["Q01"] });
    const lures =
      question?.choices.flatMap(({ text, belief }) => (belief === undefined ? [] : [{ text, belief }])) ?? [];
    expect(lures.map(({ belief }) => belief).toSorted()).toEqual(["M01", "M03", "M25"]);
    const real = { world, rules: rulesOf(DEFAULT_MINOR) };
    const steps = stepsOf(await runWorld(world, { seed: RUN.seed, rules: real.rules }));
    for (const { text, belief } of lures) {
      const held = asBelieved(real, belief);
      const believed = stepsOf(await runWorld(held.world, { seed: RUN.seed, rules: held.rules }));
      const parted = partingOf(steps, believed);
      expect(believed.map(({ status }) => status)).toContain(text);
      const { left, right } = parted ?? {};
      expect([left?.result, left?.status]).not.toEqual([right?.result, right?.status]);
    }
  });

  test("A-22 accepts the whole set of causes that the words of a registry leave open, and no single one", async () => {
    const [question] = await questionsOf(await worldOf("typo-repo"), { ...RUN, templates: ["Q08"] });
    const right = question?.choices.filter((choice) => choice.right) ?? [];
    expect(right.map(({ text }) => text).toSorted()).toEqual([
      "The repository is private, and the pod brings no login",
      "There is no such repository in the registry",
    ]);
    if (question === undefined) return;
    expect(isRight(question, { chosen: right.map(({ id }) => id) })).toBe(true);
    for (const { id } of right) expect(isRight(question, { chosen: [id] })).toBe(false);
  });
});
