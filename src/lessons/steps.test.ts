import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Trace } from "../kinds/index.ts";
import { readWorld, runWorld } from "../sandbox/index.ts";
import { stepsOf } from "./steps.ts";
import { trackersOf } from "./trackers.ts";
import { whyOf } from "./why.ts";

const WORLDS = join(import.meta.dirname, "../../worlds");

async function traceOf(name: string, seed = 42): Promise<Trace> {
  const world = await readWorld(readFileSync(join(WORLDS, name), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return runWorld(world.value, { seed });
}

describe.each(readdirSync(WORLDS))("the steps of %s", (name) => {
  test("have ids of their own and stand in order", async () => {
    const steps = stepsOf(await traceOf(name));
    const ids = steps.map(({ id }) => id);
    const times = steps.map(({ t }) => t);

    expect(new Set(ids).size).toBe(ids.length);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("hold every decision, command and binding exactly once", async () => {
    const trace = await traceOf(name);
    const held = stepsOf(trace).flatMap(({ seqs }) => seqs);
    const wanted = trace.entries.filter(({ kind }) => ["decision", "user", "schedule"].includes(kind));

    expect(new Set(held).size).toBe(held.length);
    expect(wanted.filter(({ seq }) => !held.includes(seq))).toEqual([]);
  });

  test("end, in the tracker, with as many attempts as the watched container has begun", async () => {
    const trace = await traceOf(name);
    const steps = stepsOf(trace);
    const watched = steps.find(({ id }) => id.startsWith("p"));
    const begun = trace.entries.filter(
      (entry) =>
        entry.kind === "decision" &&
        entry.data.state === "pulling" &&
        entry.pod === watched?.pod &&
        entry.container === watched?.container,
    );
    const reborn = steps.filter(({ id, pod }) => id.startsWith("s") && pod === watched?.pod).length > 1;
    const attempts = trackersOf(trace, steps).find(({ variable }) => variable === "Image pull attempts");

    expect(Number(attempts?.values.at(-1))).toBe(reborn ? 1 : begun.length);
  });

  test("have reasons that lead back to somebody who began it", async () => {
    const trace = await traceOf(name);
    for (const step of stepsOf(trace)) {
      const last = whyOf(trace, step).at(-1);
      expect(trace.entries.at(last?.seq ?? NaN)?.cause).toBeUndefined();
      expect(["user", "node"]).toContain(trace.entries.at(last?.seq ?? NaN)?.kind);
    }
  });
});

test("runWorld() gives the same bytes for the same seed, and other times for another", async () => {
  const [first, again, other] = [
    await traceOf("wrong-tag.yaml"),
    await traceOf("wrong-tag.yaml"),
    await traceOf("wrong-tag.yaml", 43),
  ];

  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(first));
});
