import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readWorld, runWorld, showWorld } from "../../sandbox/index.ts";
import { answer } from "./answer.ts";
import { pasteAnswer } from "./paste.ts";

const WORLDS = join(import.meta.dirname, "../../../worlds");
const PASTED = ["wrong-tag", "private-no-secret", "dns-failure", "tls-unknown-ca", "registry-down", "policy-never"];

async function described(name: string): Promise<string> {
  const world = await readWorld(readFileSync(join(WORLDS, `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  const shown = await showWorld(world.value, "describe pods -A", { for: 60_000 });
  return shown.stdout;
}

const shipped = PASTED.filter((name) => readdirSync(WORLDS).includes(`${name}.yaml`));

describe("pasteAnswer()", () => {
  test.each(shipped)("makes of a described pod of %s a world in which it fails in the same way", async (name) => {
    const first = await pasteAnswer(await described(name), "1.35");
    if (first.world === undefined) throw new Error(`No world; the cause is ${first.verdicts[0]?.cause}`);
    const again = await showWorld(first.world, "describe pods -A", { for: 60_000 });
    const second = await pasteAnswer(again.stdout, "1.35");
    expect(second.verdicts.map(({ cause }) => cause)).toEqual(first.verdicts.map(({ cause }) => cause));
  });

  test.each(["", "hello", "<script>alert(1)</script>", "{".repeat(10_000)])("makes nothing of %j", async (text) => {
    expect(await pasteAnswer(text, "1.35")).toMatchObject({ verdicts: [], understood: false });
  });
});

test("A-06 the engine of the page gives the same bytes for the same seed, and other jitter for another", async () => {
  const read = await readWorld(readFileSync(join(WORLDS, "wrong-tag.yaml"), "utf8"), { name: "wrong-tag" });
  if (!read.ok) throw new Error(read.fault.message);
  const ask = (seed: number) => answer("run", { world: read.value, seed, kubelet: "1.35" });
  const [one, same, other] = await Promise.all([ask(42), ask(42), ask(43)]);
  expect(JSON.stringify(same)).toBe(JSON.stringify(one));
  expect(JSON.stringify(one)).toBe(
    JSON.stringify({ ...(await runWorld(read.value, { seed: 42 })), entries: one.entries }),
  );
  const windows = (run: typeof one) => run.entries.flatMap((e) => (e.kind === "backoff" ? e.data.window : []));
  expect(windows(other)).toEqual(windows(one));
  expect(other.entries.map(({ t }) => t)).not.toEqual(one.entries.map(({ t }) => t));
});
