import type { Instant, Random } from "../../base/index.ts";
import type { EventRules } from "../../kinds/index.ts";
import { elapsed } from "../elapsed.ts";
import type { EmittedEvent } from "../ports.ts";
import type { EventKeys, Group } from "./event-keys.ts";
import { type CacheKey, LruCache } from "../lru-cache.ts";

/**
 * Combines events that differ only in their message, from the tenth different message on. A group that was silent for
 * too long starts anew. The limit itself is too long: events are never at one nanosecond, so what is 600 s apart on a
 * virtual clock is more than that on a real one.
 */
export class Aggregator {
  readonly #groups: LruCache<Group>;
  readonly #rules: EventRules;
  readonly #random: Random;

  constructor(rules: EventRules, random: Random) {
    this.#groups = new LruCache(rules.cacheEntries);
    this.#rules = rules;
    this.#random = random;
  }

  /** Whether the event is combined with the others of its group. */
  combines({ message }: EmittedEvent, { group }: EventKeys, now: Instant): boolean {
    const { messages } = this.#enter(group, now);
    if (messages.at(-1) !== message && !messages.includes(message)) messages.push(message);
    if (messages.length < this.#rules.aggregateMessages) return false;
    this.#forgetOne(messages);
    return true;
  }

  #enter(key: CacheKey<Group>, now: Instant): Group {
    const group = this.#groups.get(key) ?? this.#groups.set(key, { messages: [], last: now });
    if (elapsed(group.last, now) >= this.#rules.aggregateSeconds * 1000) group.messages.length = 0;
    group.last = now;
    return group;
  }

  /** client-go takes any one out of a Go set, the newest included; so whether a message that returns is combined is chance. */
  #forgetOne(messages: string[]): void {
    messages.splice(Math.floor(this.#random.next() * messages.length), 1);
  }
}
