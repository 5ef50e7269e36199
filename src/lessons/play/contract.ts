import type { Minor, WorldAction } from "../../kinds/index.ts";

export interface PlaySettings {
  /** Instead of what the world says. */
  readonly seed?: number;
  readonly kubelet?: Minor;
}

/** What is done to a world: an action that has no instant yet. */
export type Deed = WorldAction extends infer A ? (A extends WorldAction ? Omit<A, "at"> : never) : never;
