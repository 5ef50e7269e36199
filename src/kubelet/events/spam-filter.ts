import type { Instant } from "../../base/index.ts";
import type { EventRules } from "../../kinds/index.ts";
import { TokenBucket } from "../token-bucket.ts";
import type { EventKeys } from "./event-keys.ts";
import { type CacheKey, LruCache } from "../lru-cache.ts";

/** Lets a burst of events about an object pass, then one per refill. */
export class SpamFilter {
  readonly #budgets: LruCache<TokenBucket>;
  readonly #rules: EventRules;

  constructor(rules: EventRules) {
    this.#budgets = new LruCache(rules.cacheEntries);
    this.#rules = rules;
  }

  lets({ budget }: EventKeys, now: Instant): boolean {
    return (this.#budgets.get(budget) ?? this.#begin(budget)).take(now);
  }

  #begin(key: CacheKey<TokenBucket>): TokenBucket {
    const { spamRefillSeconds, spamBurst } = this.#rules;
    return this.#budgets.set(key, new TokenBucket(1 / spamRefillSeconds, spamBurst));
  }
}
