import { type Language, sayIn } from "../words/index.ts";
import { SAYS } from "./beliefs.en.data.ts";
import type { BeliefId } from "./contract.ts";

/** What whoever holds the belief would say. */
export function beliefText(id: BeliefId, language: Language = "en"): string {
  return sayIn(language)(SAYS[id]);
}
