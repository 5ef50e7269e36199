import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { World } from "../../kinds/index.ts";
import { assemble } from "./assemble.ts";
import { applyObjects } from "./act.ts";
import { Film } from "./film.ts";
import { readWorld } from "../world/index.ts";
import { recordWorld } from "./record-world.ts";
import { runWorld } from "./run-world.ts";
import { showWorld } from "./show-world.ts";

const WORLDS = join(import.meta.dirname, "../../../worlds");
const COMMANDS = [
  "get pods -o wide",
  "kubectl get pods -o yaml",
  "describe pods",
  "get events",
  "logs POD",
  "get x y z",
];

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(WORLDS, name), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

describe("recordWorld()", () => {
  test.each(readdirSync(WORLDS))("%s: shows at a moment what a run that ends then shows", async (name) => {
    const world = await worldOf(name);
    const recording = await recordWorld(world);
    const pod = world.cluster.objects.find(({ kind }) => kind === "Pod")?.metadata.name ?? "web";
    for (const t of [3_000, 45_000, 100_000]) {
      for (const command of COMMANDS.map((each) => each.replace("POD", pod))) {
        expect(await recording.show(command, t)).toEqual(await showWorld(world, command, { for: t }));
      }
    }
  });

  test("records the trace that runWorld() records", async () => {
    const world = await worldOf("wrong-tag.yaml");
    expect(JSON.stringify((await recordWorld(world)).trace)).toBe(JSON.stringify(await runWorld(world)));
  });
});

test("a film that is full knows nothing of what comes behind its end", async () => {
  const world = await worldOf("wrong-tag.yaml");
  const cluster = assemble(world, {});
  const [short, whole] = [new Film(cluster.store, cluster.clock, 3), new Film(cluster.store, cluster.clock)];
  cluster.clock.start(() => applyObjects(cluster));
  await cluster.clock.runUntil(cluster.start + 60_000);
  const now = cluster.clock.now();
  expect(short.at(now)).toBeUndefined();
  expect(short.at(cluster.start - 1)).toEqual(whole.at(cluster.start - 1));
  expect(whole.at(now)?.some(({ kind }) => kind === "Pod")).toBe(true);
});
