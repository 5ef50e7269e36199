import type { Instant } from "../../../base/index.ts";
import type { Pod } from "../../../kinds/index.ts";

/** The scheduler's defaults: the first wait after a failed try, the longest, and after which time everything is tried again. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10_000;
const LEFT_OVER = 300_000;
/** How often it looks for what was left over. */
const FLUSH = 30_000;

/** A pod that no node could take. */
interface Refused {
  readonly attempts: number;
  readonly triedAt: Instant;
  /** Whether it is tried again when another pod leaves its node: that may be what it lacks. */
  readonly heedsPods: boolean;
  readonly dueAt: Instant;
}

/**
 * Pods that were refused, and when the next try of each is due: after another pod has left, where that may help, but not
 * before its wait is over, or when it was left over for five minutes (pkg/scheduler/backend/queue). Since 1.33 nobody waits
 * while there is nothing else to do.
 */
export class RefusedPods {
  readonly #waits: boolean;
  readonly #start: Instant;
  readonly #pods = new Map<string, Refused>();

  constructor(start: Instant, waits: boolean) {
    this.#start = start;
    this.#waits = waits;
  }

  /** A pod was tried and refused. Answers when it is due again, if nothing else happens. */
  refused({ metadata }: Pod, { now, heedsPods }: { readonly now: Instant; readonly heedsPods: boolean }): Instant {
    const { uid = "" } = metadata;
    const dueAt = this.#start + Math.ceil((now + LEFT_OVER - this.#start) / FLUSH) * FLUSH;
    const attempts = (this.#pods.get(uid)?.attempts ?? 0) + 1;
    this.#pods.set(uid, { attempts, triedAt: now, heedsPods, dueAt });
    return dueAt;
  }

  /** A pod has left its node. Answers when pods that heed it are due. */
  podLeft(now: Instant): Instant[] {
    return [...this.#pods].flatMap(([uid, pod]) => {
      if (!pod.heedsPods) return [];
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (pod.attempts - 1));
      const dueAt = Math.min(pod.dueAt, this.#waits ? Math.max(now, pod.triedAt + wait) : now);
      this.#pods.set(uid, { ...pod, dueAt });
      return dueAt;
    });
  }

  isDue({ metadata }: Pod, now: Instant): boolean {
    return (this.#pods.get(metadata.uid ?? "")?.dueAt ?? now) <= now;
  }

  /** Only these still wait. */
  keep(waiting: readonly Pod[]): void {
    if (this.#pods.size === 0) return;
    const uids = new Set(waiting.map(({ metadata }) => metadata.uid));
    for (const uid of this.#pods.keys()) if (!uids.has(uid)) this.#pods.delete(uid);
  }
}
