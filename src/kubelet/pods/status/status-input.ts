import type { Pod, PodStatus, Rules } from "../../../kinds/index.ts";
import type { Reason } from "../reason-cache.ts";
import type { RuntimeView } from "../runtime-view.ts";

/** All that a pod's status follows from. */
export interface StatusInput {
  readonly pod: Pod;
  readonly view: RuntimeView;
  /** The status before; the API server's where the process has none yet. */
  readonly old: PodStatus;
  /** The same, where this process has written it: what has not changed is taken from there. */
  readonly own: PodStatus | undefined;
  /** Why a container could not be started the last time. */
  readonly reasonOf: (container: string) => Reason | undefined;
  readonly rules: Rules;
  readonly hostIP: string;
  /** The containers have been stopped and will never run again. */
  readonly terminal: boolean;
  /** Why the pod ends now, whatever its containers do. */
  readonly ending: Ending | undefined;
}

/** Reason and message of a pod that its kubelet has ended. */
export interface Ending {
  readonly reason: string;
  readonly message: string;
}
