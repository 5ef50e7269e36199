import type { KubernetesObject, Pod, Rules } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import type { NodeLoad } from "./placements.ts";

/** Why a node cannot take a pod, in the scheduler's words. */
export interface Problem {
  readonly reason: string;
  /** Nothing would be helped if pods were taken from the node. */
  readonly isFinal: boolean;
  /** It may be over when another pod leaves its node. */
  readonly heedsPods?: true;
}

/** Which pods stand where. */
export interface Placed {
  on(node: string): NodeLoad;
  /** Every pod that stands on a node and has not ended. */
  placed(): readonly Pod[];
  /** Those of them that keep others away. */
  repelling(): readonly Pod[];
  /** Pods that have pushed others out of a node and are at least as urgent as this one: their place is taken. */
  nominated(node: string, pod: Pod): readonly Pod[];
}

/** What a round of the scheduler looks at. */
export interface Round {
  readonly store: Store;
  readonly nodes: readonly KubernetesObject[];
  readonly placements: Placed;
  readonly rules: Rules;
}
