import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { World } from "../../src/kinds/index.ts";
import { readWorld } from "../../src/sandbox/index.ts";

/** A world that ships, by its name. */
export async function shippedWorld(name: string): Promise<World> {
  const text = readFileSync(join(import.meta.dirname, `../../worlds/${name}.yaml`), "utf8");
  const world = await readWorld(text, { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}
