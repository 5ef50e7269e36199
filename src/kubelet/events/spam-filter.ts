import type { Instant } from "../../base/index.ts";
import type { EventRules } from "../../kinds/index.ts";
import type { EmittedEvent } from "../ports.ts";
import { TokenBucket } from "../token-bucket.ts";
import { budgetKey } from "./event-keys.ts";
import { LruCache } from "./lru-cache.ts";

/** Lets a burst of events about an object pass, then one per refill. */
export class SpamFilter {
  readonly #budgets: LruCache<TokenBucket>;
  readonly #rules: EventRules;

  constructor(rules: EventRules) {
    this.#budgets = new LruCache(rules.cacheEntries);
    this.#rules = rules;
  }

  lets(event: EmittedEvent, now: Instant): boolean {
    const { spamBucketPerType, spamRefillSeconds, spamBurst } = this.#rules;
    const key = budgetKey(event, spamBucketPerType);
    return this.#budgets.use(key, () => new TokenBucket(1 / spamRefillSeconds, spamBurst)).take(now);
  }
}
