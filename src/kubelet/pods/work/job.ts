import type { Instant } from "../../../base/index.ts";
import type { Pod, Rules, SecretObject } from "../../../kinds/index.ts";
import type { ImageManager, PodIdentity } from "../../images/index.ts";
import type { EventSink } from "../../ports.ts";
import type { CrashBackOffs } from "../crash-back-off.ts";
import type { PodRuntime } from "../labelled-runtime.ts";
import type { Reason } from "../reason-cache.ts";
import type { RuntimeView } from "../runtime-view.ts";
import type { Plan } from "./plan.ts";

/** The parts of a kubelet process that a sync works with. */
export interface WorkTools {
  readonly rules: Rules;
  readonly images: ImageManager;
  readonly runtime: PodRuntime;
  readonly events: EventSink;
  readonly crashes: CrashBackOffs;
}

/** What one sync works on. */
export interface Job {
  readonly pod: Pod;
  readonly identity: PodIdentity;
  readonly view: RuntimeView;
  readonly plan: Plan;
  readonly secrets: readonly SecretObject[];
  /** Seq of the sync. */
  readonly sync: number;
}

/** How the start of one container ended; without a reason, well. */
export interface StartResult {
  readonly container: string;
  readonly reason?: Reason;
  /** When its crash back-off is over. */
  readonly restartAt?: Instant;
}
