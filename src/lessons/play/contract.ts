import type { Minor, Rules, WorldAction } from "../../kinds/index.ts";

export interface PlaySettings {
  /** Instead of what the world says. */
  readonly seed?: number;
  readonly kubelet?: Minor;
  /** Rules that are believed instead of the real ones. */
  readonly rules?: Rules;
}

/** What is done to a world: an action that has no instant yet. */
export type Deed = WorldAction extends infer A ? (A extends WorldAction ? Omit<A, "at"> : never) : never;
