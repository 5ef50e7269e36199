import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { rulesOf, type Trace } from "../../kinds/index.ts";
import { readWorld, runWorld } from "../../sandbox/index.ts";
import { BELIEFS } from "./beliefs.data.ts";
import { asBelieved } from "./believed.ts";
import { BELIEF_IDS, type BeliefId } from "./contract.ts";

const REAL = rulesOf("1.36");
/** That labels matter is believed, and nothing comes of it. */
const INERT = "M13";

test("BELIEFS has each id once, and each is an engine or a world of its own", () => {
  expect(BELIEFS.map(({ id }) => id)).toEqual([...BELIEF_IDS]);
  const ofRules = BELIEFS.filter(({ id, world }) => world === undefined && id !== INERT);
  const engines = ofRules.map(({ patch }) => JSON.stringify(patch(REAL)));
  expect(new Set([JSON.stringify(REAL), ...engines]).size).toBe(ofRules.length + 1);
  expect(BELIEFS.filter(({ world }) => world !== undefined).map(({ id }) => id)).toEqual(["M16", "M18"]);
});

async function run(name: string, belief?: BeliefId): Promise<Trace> {
  const read = await readWorld(readFileSync(join(import.meta.dirname, `../../../worlds/${name}.yaml`), "utf8"), {
    name,
  });
  if (!read.ok) throw new Error(read.fault.message);
  const real = { world: read.value, rules: REAL };
  const { world, rules } = belief === undefined ? real : asBelieved(real, belief);
  return runWorld(world, { rules });
}

function reasons(trace: Trace): ReadonlySet<string> {
  const failed = trace.entries.flatMap((entry) => (entry.kind === "cri" ? (entry.data.message ?? []) : []));
  return new Set(failed.map((message) => /not found|denied|deadline exceeded|no match/.exec(message)?.[0] ?? message));
}

const WORLDS = join(import.meta.dirname, "../../../worlds");
/** Longer ones show nothing more of it. */
const LONGEST = 300_000;

test("a belief that does not touch a world by its looks changes nothing in its run", async () => {
  const parted: string[] = [];
  const counts = new Map<string, number>();
  for (const name of readdirSync(WORLDS).filter((file) => file.endsWith(".yaml"))) {
    const read = await readWorld(readFileSync(join(WORLDS, name), "utf8"), { name });
    if (!read.ok) continue;
    const world = { ...read.value, for: Math.min(read.value.for, LONGEST) };
    const untouched = BELIEFS.filter(({ touches }) => touches?.(world) === false);
    const real = untouched.length === 0 ? undefined : [...(await runWorld(world, { rules: REAL })).entries];
    for (const { id, patch } of untouched) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      const { entries } = await runWorld(world, { rules: patch(REAL) });
      if (JSON.stringify([...entries]) !== JSON.stringify(real)) parted.push(`${id} of ${name}`);
    }
  }
  expect(parted).toEqual([]);
  const looked = BELIEFS.flatMap(({ id, touches }) => (touches === undefined ? [] : [id]));
  expect(looked.filter((id) => !counts.has(id))).toEqual([]);
}, 120_000);

describe("a belief about what is around a kubelet", () => {
  test("M16: a registry that would tell says of a repository that it is not there", async () => {
    expect([...reasons(await run("typo-repo"))]).toEqual(["denied"]);
    expect([...reasons(await run("typo-repo", "M16"))]).toEqual(["not found"]);
  });

  test("M18: where another machine pulls, the processor of the node does not matter", async () => {
    expect(reasons(await run("arch-mismatch")).size).toBe(1);
    expect(reasons(await run("arch-mismatch", "M18")).size).toBe(0);
  });

  test("M24: who has no patience takes a slow pull for a failed one", async () => {
    expect(reasons(await run("slow-not-broken")).size).toBe(0);
    expect([...reasons(await run("slow-not-broken", "M24"))]).toEqual(["deadline exceeded"]);
  });
});
