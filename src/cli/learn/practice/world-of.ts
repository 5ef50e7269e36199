import type { World } from "../../../kinds/index.ts";
import type { Question } from "../../../lessons/index.ts";
import { namedWorld } from "../../worlds/named-world.ts";

/** The world that a question is about; undefined where it is a file that is no longer there. */
export async function worldOf({ other, world }: Question): Promise<World | undefined> {
  if (other !== undefined) return other;
  const named = await namedWorld(world, "");
  return named.ok ? named.value : undefined;
}
