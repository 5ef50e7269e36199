import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { rulesOf, type World } from "../../kinds/index.ts";
import { readWorld } from "../../sandbox/index.ts";
import { RunCache } from "./run-cache.ts";

const RUN = { seed: 1, rules: rulesOf("1.36") } as const;

async function wrongTag(): Promise<World> {
  const text = readFileSync(join(import.meta.dirname, "../../../worlds/wrong-tag.yaml"), "utf8");
  const read = await readWorld(text, { name: "wrong-tag" });
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

test("RunCache runs an equal world once, and once more for another seed, belief or change", async () => {
  const runs = new RunCache();
  const world = await wrongTag();
  const first = runs.record(world, RUN);
  expect(runs.record(structuredClone(world), RUN)).toBe(first);
  expect(runs.made).toBe(1);
  await runs.record(world, { ...RUN, seed: 2 });
  await runs.record(world, { ...RUN, belief: "M02" });
  await runs.record({ ...world, actions: [] }, RUN);
  expect(runs.made).toBe(4);
});

test("RunCache serves a short run from a long one, whose beginning it is", async () => {
  const runs = new RunCache();
  const world = await wrongTag();
  const short = await runs.record(world, { ...RUN, until: 20_000 });
  const long = await runs.record(world, RUN);
  expect(runs.made).toBe(2);
  expect(await runs.record(world, { ...RUN, until: 20_000 })).toBe(long);
  expect(long.trace.entries.filter(({ t }) => t <= 20_000)).toEqual([...short.trace.entries]);
});

test("RunCache forgets what nobody has asked for lately", async () => {
  const runs = new RunCache(2);
  const world = await wrongTag();
  for (const seed of [1, 2, 1, 3, 1]) await runs.record(world, { ...RUN, seed, until: 1000 });
  expect(runs.made).toBe(3);
  await runs.record(world, { ...RUN, seed: 2, until: 1000 });
  expect(runs.made).toBe(4);
});
