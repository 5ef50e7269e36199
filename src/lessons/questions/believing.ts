import { BELIEFS, type BeliefId } from "../beliefs/index.ts";
import type { Rules } from "../../kinds/index.ts";

/** The rules of a kubelet of which a belief would be true. */
export function beliefRules(rules: Rules, belief: BeliefId): Rules {
  return BELIEFS.find(({ id }) => id === belief)?.patch(rules) ?? rules;
}
