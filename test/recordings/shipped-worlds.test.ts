import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { World } from "../../src/kinds/index.ts";
import { failedActions, readWorld, runWorld } from "../../src/sandbox/index.ts";
import { shapes } from "./shapes.ts";
import { readStory } from "./story.ts";
import { tellingsOfStory, tellingsOfTrace } from "./telling.ts";
import { NOT_RECORDED, PUBLISHED, RECORDED, SAID } from "./world-sources.ts";

const WORLDS = join(import.meta.dirname, "../../worlds");
const NAMES = readdirSync(WORLDS).map((file) => file.replace(/\.yaml$/, ""));

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(WORLDS, `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

describe("shipped worlds", () => {
  test.each(NAMES)("%s runs, and its commands end as the world says", async (name) => {
    const trace = await runWorld(await worldOf(name));

    expect(failedActions(trace)).toEqual([]);
  });

  test.each(NAMES)("%s stands beside a recording, or says why not", (name) => {
    expect([RECORDED, SAID, PUBLISHED, NOT_RECORDED].some((sources) => name in sources)).toBe(true);
  });

  test.each(Object.entries(RECORDED))("%s tells the recorded story", async (name, [version, id, pod]) => {
    const story = readStory(version, id);
    const trace = await runWorld(await worldOf(name), { kubelet: story.minor, runtime: story.runtime });

    const told = shapes(tellingsOfStory(story), pod);
    const ours = shapes(tellingsOfTrace(trace, "default"));

    expect(ours.filter((shape) => !told.includes(shape))).toEqual([]);
    expect(told.filter((shape) => !ours.includes(shape))).toEqual([]);
  });
});
