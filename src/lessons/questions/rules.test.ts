import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { DEFAULT_MINOR, type Rules, rulesOf, type World } from "../../kinds/index.ts";
import { readWorld } from "../../sandbox/index.ts";
import type { Question } from "./contract.ts";
import { itemsOf } from "./make.ts";

const REAL = rulesOf(DEFAULT_MINOR);
/** Somebody lets the longest window be shorter, and has failures show the back-off at once. */
const SHORTER: Rules = { ...REAL, backoff: { ...REAL.backoff, maxSeconds: 200 } };
const AT_ONCE: Rules = { ...REAL, images: { ...REAL.images, failureShowsErrImagePull: false } };

async function broken(): Promise<World> {
  const text = readFileSync(join(import.meta.dirname, "../../../worlds/wrong-tag.yaml"), "utf8");
  const read = await readWorld(text, { name: "wrong-tag" });
  if (!read.ok) throw new Error(read.fault.message);
  return { ...read.value, actions: [], for: 1_500_000 };
}

async function made(rules: Rules): Promise<readonly Question[]> {
  const options = { seed: 7, kubelet: DEFAULT_MINOR, rules, templates: ["Q01", "Q12", "Q13"], variants: 8 };
  const { questions, failures } = await itemsOf(await broken(), options);
  expect(failures).toEqual([]);
  return questions;
}

function keysOf(questions: readonly Question[], template: string): readonly string[] {
  return questions.filter((question) => question.template === template).map(({ answer }) => answer);
}

describe("a rule of the engine is changed, and no lesson", () => {
  test("A-21 another cap changes the delays that are right, and those that are wrong", async () => {
    const [real, shorter] = [await made(REAL), await made(SHORTER)];
    expect(keysOf(real, "Q13").some((key) => key.includes("5m"))).toBe(true);
    expect(keysOf(shorter, "Q13").some((key) => key.includes("5m"))).toBe(false);
    expect(keysOf(shorter, "Q13").some((key) => key.includes("3m20s"))).toBe(true);
    expect(keysOf(shorter, "Q12")).not.toEqual(keysOf(real, "Q12"));
  });

  test("A-21 another first status changes the key, and what was right is offered no more as such", async () => {
    const [real, atOnce] = [await made(REAL), await made(AT_ONCE)];
    expect(keysOf(atOnce, "Q01")[0]).not.toBe(keysOf(real, "Q01")[0]);
  });
});
