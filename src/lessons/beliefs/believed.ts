import type { Rules, World } from "../../kinds/index.ts";
import { BELIEFS } from "./beliefs.data.ts";
import type { BeliefId } from "./contract.ts";

/** What a run is made of. */
export interface Made {
  readonly world: World;
  readonly rules: Rules;
}

/** A world and rules as whoever holds the belief thinks that they are; the real rules where it makes no difference. */
export function asBelieved({ world, rules }: Made, belief: BeliefId): Made {
  const held = BELIEFS.find(({ id }) => id === belief);
  if (held === undefined) throw new Error(`No belief ${belief}`);
  if (held.touches?.(world) === false) return { world, rules };
  return { world: held.world?.(world) ?? world, rules: held.patch(rules) };
}
