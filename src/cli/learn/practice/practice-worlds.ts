import type { World } from "../../../kinds/index.ts";
import { reviewWorlds } from "../../../lessons/index.ts";
import { readWorldFile } from "../../worlds/read-world-file.ts";
import { worldFile } from "../../worlds/shipped.ts";

/** The worlds of a round of review, in its order. */
export async function practiceWorlds(round: number): Promise<readonly World[]> {
  const read = await Promise.all(reviewWorlds(round).map((name) => readWorldFile(worldFile(name), name)));
  return read.flatMap((world) => (world.ok ? [world.value] : []));
}
