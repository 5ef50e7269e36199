import { type Instant, valueAt } from "../../../base/index.ts";
import type { Pod } from "../../../kinds/index.ts";
import type { ControllersOptions } from "../controllers.ts";
import { emitSchedulerEvent, microTime } from "./scheduler-event.ts";

/** Without a repetition for so long a series is over; one that goes on is written again after so long. */
const FINISHED = 360_000;
const REFRESHED = 1_800_000;
const REASON = "FailedScheduling";

/** An event that may be said again. */
interface Said {
  readonly name: string;
  readonly resourceVersion: string;
  readonly count: number;
  readonly last: Instant;
  readonly written: Instant;
}

/**
 * What the scheduler says of pods that fit nowhere. Said again about the same version of a pod, it becomes a series; after
 * the second time one hears of it only now and then (`recordToSink` in client-go's tools/events).
 */
export class RefusalEvents {
  readonly #options: ControllersOptions;
  /** By the pod's uid. */
  readonly #said = new Map<string, Said>();

  constructor(options: ControllersOptions) {
    this.#options = options;
  }

  emit(pod: Pod, message: string): void {
    const { uid = "", resourceVersion = "" } = pod.metadata;
    const now = this.#options.clock.now();
    const before = this.#said.get(uid);
    if (before?.resourceVersion !== resourceVersion || now - before.last > FINISHED) {
      const name = emitSchedulerEvent(this.#options, { pod, reason: REASON, message, cause: undefined });
      this.#said.set(uid, { name, resourceVersion, count: 1, last: now, written: now });
      return;
    }
    const count = before.count + 1;
    const isWritten = count === 2 || now - before.written >= REFRESHED;
    this.#said.set(uid, { ...before, count, last: now, written: isWritten ? now : before.written });
    if (isWritten) this.#repeat(pod, { name: before.name, count });
  }

  /** The pod is gone, or has a node. */
  forget(uid: string): void {
    this.#said.delete(uid);
  }

  #repeat({ metadata }: Pod, { name, count }: Pick<Said, "name" | "count">): void {
    const { api, store, clock, recorder } = this.#options;
    const { namespace = "" } = metadata;
    const object = store.get("events", namespace, name);
    if (object === undefined) return;
    const message = String(valueAt(object, "message"));
    const data = { action: "patch", type: "Warning", reason: REASON, message, count, fieldPath: "" } as const;
    const cause = recorder.record("event", data, { pod: `${namespace}/${metadata.name ?? ""}` });
    const body = { ...object, series: { count, lastObservedTime: microTime(clock.now()) } };
    api.handle({ verb: "update", resource: "events", namespace, name, body, cause });
  }
}
