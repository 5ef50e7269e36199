import type { Instant } from "../../../base/index.ts";
import type { EventType, ObjectReference, Pod, Rules, SecretObject } from "../../../kinds/index.ts";
import type { ImageManager } from "../../images/index.ts";
import type { EventSink } from "../../ports.ts";
import type { CrashBackOffs } from "../crash-back-off.ts";
import type { PodRuntime } from "../labelled-runtime.ts";
import type { Reason } from "../reason-cache.ts";
import type { RuntimeView } from "../runtime-view.ts";
import type { Environment } from "./environment.ts";
import type { FailedVolumes } from "./image-volumes.ts";
import type { Plan, Start } from "./plan.ts";

/** The parts of a kubelet process that a sync works with. */
export interface WorkTools {
  readonly rules: Rules;
  readonly images: ImageManager;
  readonly runtime: PodRuntime;
  readonly events: EventSink;
  readonly crashes: CrashBackOffs;
  readonly options: { readonly api: Environment };
}

/** What syncs work on, as long as neither the pod nor the runtime nor the pull secrets have changed. */
export interface Preparation {
  readonly pod: Pod;
  readonly view: RuntimeView;
  readonly secrets: readonly SecretObject[];
  readonly plan: Plan;
}

/** The work of one sync. */
export class Job {
  readonly prepared: Preparation;
  /** Seq of the sync. */
  readonly sync: number;
  readonly tools: WorkTools;
  /** Image volumes that cannot be mounted. */
  volumes: FailedVolumes | undefined;

  constructor(prepared: Preparation, sync: number, tools: WorkTools) {
    this.prepared = prepared;
    this.sync = sync;
    this.tools = tools;
  }

  emit(object: ObjectReference, { type, reason, message, cause = this.sync }: Said): void {
    this.tools.events.emit({ object, type, reason, message, cause });
  }
}

/** What an event says; without a cause the sync has led to it. */
export interface Said {
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  readonly cause?: number | undefined;
}

/** How the start of one container ended; without a reason, well. */
export interface StartResult {
  readonly wanted: Start;
  readonly reason?: Reason;
  /** When its crash back-off is over. */
  readonly restartAt?: Instant;
}

/**
 * A start that failed for a reason. Instances, since there are two at each look: of object literals that once had to wait,
 * V8 allocates all where what is old lies.
 */
export class FailedStart implements StartResult {
  readonly wanted: Start;
  readonly reason: Reason;

  constructor(wanted: Start, reason: Reason) {
    this.wanted = wanted;
    this.reason = reason;
  }
}

export class StartFault implements Reason {
  readonly reason: string;
  readonly message: string;
  readonly cause: number;

  constructor(reason: string, message: string, cause: number) {
    this.reason = reason;
    this.message = message;
    this.cause = cause;
  }
}
