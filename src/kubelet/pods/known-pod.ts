import type { Pod, PodStatus } from "../../kinds/index.ts";
import type { Ending } from "./status/status-input.ts";

/** A pod of this node, as it is known outside of the kubelet's process: to the API server, and to the trace. */
export interface KnownPod {
  pod: Pod;
  /** The API server's status of it. */
  published: PodStatus;
  /** Why it was ended, and how long it has. */
  eviction?: { readonly ending: Ending; readonly graceSeconds: number };
  /** The object was removed. */
  gone: boolean;
  /** Syncs so far. */
  syncs: number;
}
