import type { World } from "../../kinds/index.ts";
import { builtWorld, type Recipe, type Symptom as Shown, symptomOf } from "../../lessons/index.ts";
import type { RunWith } from "./contract.ts";

/** What a built world shows, and the world. */
export interface Symptom extends Shown {
  readonly world: World;
}

export async function builtSymptom(recipe: Recipe, options: RunWith): Promise<Symptom> {
  const world = builtWorld(recipe);
  return { ...(await symptomOf(world, options)), world };
}
