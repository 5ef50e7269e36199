import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { Minor } from "../src/kinds/index.ts";
import { readWorld, runWorld } from "../src/sandbox/index.ts";

const WORLDS = join(import.meta.dirname, "../worlds");
const names = readdirSync(WORLDS).filter((file) => file.endsWith(".yaml"));
const MINUTE = 60_000;

/** The oldest and the newest minor: the others lie between them and are run by their recordings and vectors. */
test.each(["1.28", "1.37"] satisfies Minor[])(
  "every world runs under %s: a kubelet publishes or a scheduler refuses",
  async (kubelet) => {
    const still: string[] = [];
    for (const file of names) {
      const path = join(WORLDS, file);
      const readFile = (name: string): string => readFileSync(join(WORLDS, name), "utf8");
      const world = await readWorld(readFileSync(path, "utf8"), { name: file, readFile });
      if (!world.ok) throw new Error(world.fault.message);
      const nodes = world.value.nodes.map(({ version: _own, ...node }) => node);
      const { entries } = await runWorld(
        { ...world.value, nodes },
        { kubelet, for: Math.min(world.value.for, 2 * MINUTE) },
      );
      const told = entries.filter(({ kind }) => kind === "status" || kind === "event");
      const refused = entries.filter(({ kind, data }) => kind === "user" && "stderr" in data && data.stderr !== "");
      if (told.length === 0 && refused.length === 0) still.push(file);
    }
    expect(still).toEqual([]);
  },
  300_000,
);
