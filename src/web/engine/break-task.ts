import type { World } from "../../kinds/index.ts";
import { builtWorld, type Recipe, type Symptom, symptomsAt } from "../../lessons/breaking/index.ts";
import { recordWorld } from "../../sandbox/index.ts";
import type { RunWith } from "./contract.ts";

/** A world that a learner has built. */
export interface Built {
  readonly world: World;
  /** What its pod shows in the end; undefined where nothing fails. */
  readonly symptom: Symptom | undefined;
}

export async function built(recipe: Recipe, options: RunWith): Promise<Built> {
  const world = builtWorld(recipe);
  const recording = await recordWorld(world, options);
  const [symptom] = await symptomsAt(recording, { world, kubelet: options.kubelet, at: world.for });
  return { world, symptom };
}
