import { expect, test } from "vitest";

import type { Step } from "../contract.ts";
import type { Choice, Question } from "./contract.ts";
import { guardFailures } from "./guards.ts";

const STEP: Step = { id: "p1", t: 0, action: "", result: "", notes: "", repeats: 1, seqs: [] };

interface Row {
  readonly what: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly second: readonly string[];
  readonly format?: Question["format"];
  readonly guards: readonly string[];
}

const ROWS: readonly Row[] = [
  { what: "one key that both ways find", right: ["a"], wrong: ["b", "c"], second: ["a"], guards: [] },
  { what: "another key on the second way", right: ["a"], wrong: ["x", "y"], second: ["b"], guards: ["second way"] },
  { what: "a second truth", right: ["a"], wrong: ["b", "c"], second: ["a", "c"], guards: ["two truths"] },
  { what: "two keys where one is asked for", right: ["a", "b"], wrong: ["c"], second: ["a", "b"], guards: ["no key"] },
  { what: "a set of keys", right: ["a", "b"], wrong: ["c"], second: ["b", "a"], format: "many", guards: [] },
  { what: "half of a set", right: ["a"], wrong: ["b"], second: ["a", "b"], format: "many", guards: ["two truths"] },
  { what: "no key", right: [""], wrong: ["b", "c"], second: [""], guards: ["no key"] },
  { what: "the same said twice", right: ["a"], wrong: ["b", "b"], second: ["a"], guards: ["said twice"] },
  {
    what: "a key that its length tells",
    right: ["a".repeat(99)],
    wrong: ["b", "c"],
    second: ["a".repeat(99)],
    guards: ["tell-tale"],
  },
];

function choicesOf({ right, wrong }: Row): readonly Choice[] {
  const all = [...right.map((text) => ({ text, right: true })), ...wrong.map((text) => ({ text, right: false }))];
  return all.map((choice, index) => ({ id: `${index}`, ...choice }));
}

test.each(ROWS)("guardFailures() of $what: $guards", async (row) => {
  const draft = { right: row.right, second: () => Promise.resolve(row.second), step: STEP };
  const failures = await guardFailures({ id: "Q", draft, choices: choicesOf(row), format: row.format ?? "one" });
  const found = failures.map(({ guard }) => guard);
  expect(found.filter((guard) => !row.guards.includes(guard) && guard !== "tell-tale")).toEqual([]);
  expect(found).toEqual(expect.arrayContaining([...row.guards]));
});
