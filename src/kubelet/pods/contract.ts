import type { Clock, Random } from "../../base/index.ts";
import type { KubeletConfiguration, Pod, Recorder, Rules } from "../../kinds/index.ts";
import type { NodeCredentials, PullRecordFiles } from "../images/index.ts";
import type { ImageService, KubeletApi, RuntimeService } from "../ports.ts";

/** All that a kubelet is given. */
export interface KubeletOptions {
  readonly node: { readonly name: string; readonly ip: string };
  readonly rules: Rules;
  readonly configuration: KubeletConfiguration;
  readonly clock: Clock;
  /** Jitter, tick phases, and which remembered message an event group forgets. */
  readonly random: Random;
  readonly recorder: Recorder;
  readonly images: ImageService;
  readonly runtime: RuntimeService;
  readonly api: KubeletApi;
  readonly credentials: NodeCredentials;
  /** What an earlier kubelet has left on the disk; nothing when absent. */
  readonly records?: PullRecordFiles;
}

/** A kubelet from the outside: it is told what the watch of its pods says. */
export interface Kubelet {
  /** The pod is new, was changed, or was marked for deletion. `cause`: seq of the entry that changed it. */
  podChanged(pod: Pod, cause?: number): void;
  /** The object is gone. */
  podRemoved(pod: Pod): void;
  /** Ends a pod for good, since the node needs what it takes. */
  evict(pod: Pod, eviction: Eviction): void;
  /** The process is killed and started anew: back-off, reasons and event counts are forgotten. */
  restart(cause?: number): void;
  /** What `GET …/pods/P/log` answers: a text, or the error of a 400. */
  containerLogs(pod: Pod, container: string, previous: boolean): LogsAnswer;
}

export interface Eviction {
  /** As the event and the status say it. */
  readonly message: string;
  readonly graceSeconds: number;
}

export type LogsAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };
