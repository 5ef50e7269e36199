import { FAILED_PULL_REASONS } from "../../kinds/index.ts";
import { CacheKey, LruCache } from "../lru-cache.ts";

/** Why a container could not be started. */
export interface Reason {
  readonly reason: string;
  readonly message: string;
  /** Seq of the trace entry that said so first. */
  readonly cause?: number;
  /** Failed pulls so far; counted only where they are believed to be restarts. */
  readonly failedPulls?: number;
}

export type ReasonKey = CacheKey<Reason>;

export function reasonKey(podUid: string, container: string): ReasonKey {
  return new CacheKey(`${podUid}_${container}`);
}

const CAPACITY = 1000;

/**
 * Results of starts, for the next sync's status (pkg/kubelet/reason_cache.go). It holds the thousand that were used last,
 * so on a node with more failing containers than that reasons vanish from statuses. A reason that comes again is the
 * same object.
 */
export class ReasonCache {
  readonly #reasons = new LruCache<Reason>(CAPACITY);
  readonly #countsPulls: boolean;

  constructor(countsPulls: boolean) {
    this.#countsPulls = countsPulls;
  }

  get(key: ReasonKey): Reason | undefined {
    return this.#reasons.get(key);
  }

  /** A start that succeeded is forgotten. */
  update(key: ReasonKey, result: Reason | undefined): void {
    if (result === undefined) this.#reasons.delete(key);
    else this.#reasons.set(key, this.#joined(this.#reasons.get(key), result));
  }

  #joined(last: Reason | undefined, result: Reason): Reason {
    const failedPulls = (last?.failedPulls ?? 0) + (FAILED_PULL_REASONS.has(result.reason) ? 1 : 0);
    const next = this.#countsPulls ? { ...result, failedPulls } : result;
    // A copy: of an object literal that is kept now and then, V8 allocates all where what is old lies.
    return last !== undefined && isSame(last, next) ? last : { ...next };
  }
}

function isSame(a: Reason, b: Reason): boolean {
  return a.reason === b.reason && a.message === b.message && a.failedPulls === b.failedPulls;
}
