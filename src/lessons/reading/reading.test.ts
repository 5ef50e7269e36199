import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { rulesOf } from "../../kinds/index.ts";
import { readWorld, runWorld } from "../../sandbox/index.ts";
import { stepsOf } from "../steps.ts";
import { keyMoments } from "./moments.ts";
import { snapshotOf } from "./snapshot.ts";
import { transcriptOf } from "./transcript.ts";

async function read(name: string, patch = (rules: ReturnType<typeof rulesOf>) => rules) {
  const path = join(import.meta.dirname, `../../../worlds/${name}.yaml`);
  const world = await readWorld(readFileSync(path, "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  const trace = await runWorld(world.value, { for: 1_800_000, rules: patch(rulesOf("1.36")) });
  const windows = trace.entries.flatMap((e) => (e.kind === "backoff" ? { seq: e.seq, ...e.data } : []));
  return { trace, steps: stepsOf(trace), windows };
}

test("keyMoments() finds what the first scenario is told for, and each moment is a step of it", async () => {
  const { steps, windows } = await read("wrong-tag");
  const moments = keyMoments({ steps, windows });
  const kinds = moments.map(({ kind }) => kind);
  for (const kind of ["status-parts-from-phase", "window-grows", "late-look", "new-image-at-once", "first-success"]) {
    expect(kinds).toContain(kind);
  }
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(moments.filter(({ step }) => !steps.some(({ id }) => id === step))).toEqual([]);
});

test("transcriptOf() tells every step once", async () => {
  const { steps } = await read("wrong-tag");
  expect(transcriptOf(steps).flat()).toHaveLength(steps.length);
});

test("A-21 another cap of the engine changes steps, transcript, snapshot and key moments, and no lesson", async () => {
  const outage = "rate-limited";
  const real = await read(outage);
  const other = await read(outage, (rules) => ({ ...rules, backoff: { ...rules.backoff, maxSeconds: 25 } }));
  const told = ({ trace, steps, windows }: typeof real) => [
    transcriptOf(steps).flat().join(" "),
    JSON.stringify(snapshotOf(trace.entries, steps)),
    JSON.stringify(keyMoments({ steps, windows })),
  ];
  for (const [index, text] of told(real).entries()) expect(told(other)[index]).not.toBe(text);
});
