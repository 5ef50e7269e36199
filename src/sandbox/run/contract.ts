import type { Minor, Rules, RuntimeName } from "../../kinds/index.ts";

export interface RunOptions {
  /** Overrides of what the world says. */
  readonly kubelet?: Minor;
  readonly runtime?: RuntimeName;
  readonly seed?: number;
  /** Virtual milliseconds to run. */
  readonly for?: number;
  /** Wrong beliefs: the rules that the engine runs with instead of the real ones of the minor. */
  readonly rules?: Rules;
  /** Called once a virtual minute, so that a long run lets others work in between. */
  readonly breathe?: () => Promise<void>;
  /** Ends the run early; the trace holds what there is until then. */
  readonly signal?: AbortSignal;
}
