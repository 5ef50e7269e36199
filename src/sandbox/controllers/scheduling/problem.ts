import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import type { Placements } from "./placements.ts";

/** Why a node cannot take a pod, in the scheduler's words. */
export interface Problem {
  readonly reason: string;
  /** Nothing would be helped if pods were taken from the node. */
  readonly isFinal: boolean;
}

/** What a round of the scheduler looks at. */
export interface Round {
  readonly store: Store;
  readonly nodes: readonly KubernetesObject[];
  readonly placements: Placements;
  readonly rules: Rules;
}
