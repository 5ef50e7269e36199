import type { Instant, Random } from "../../base/index.ts";
import type { EventRules } from "../../kinds/index.ts";
import { elapsed } from "../elapsed.ts";
import type { EmittedEvent } from "../ports.ts";
import { eventKey, groupKey } from "./event-keys.ts";
import { LruCache } from "./lru-cache.ts";

const COMBINED = "(combined from similar events): ";

interface Group {
  readonly messages: Set<string>;
  last: Instant;
}

/** What an event is called after aggregation, and under which key it is counted. */
export interface Aggregated {
  readonly message: string;
  readonly key: string;
}

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

  aggregate(event: EmittedEvent, now: Instant): Aggregated {
    const key = groupKey(event);
    const { messages } = this.#enter(key, now);
    messages.add(event.message);
    if (messages.size < this.#rules.aggregateMessages) {
      return { message: event.message, key: eventKey(event, event.message) };
    }
    this.#forgetOne(messages);
    return { message: COMBINED + event.message, key };
  }

  #enter(key: string, now: Instant): Group {
    const group = this.#groups.use(key, () => ({ messages: new Set(), last: now }));
    if (elapsed(group.last, now) >= this.#rules.aggregateSeconds * 1000) group.messages.clear();
    group.last = now;
    return group;
  }

  /** client-go takes any one out of a Go set, the newest included; so whether a message that returns is combined is chance. */
  #forgetOne(messages: Set<string>): void {
    let index = Math.floor(this.#random.next() * messages.size);
    for (const message of messages) {
      if (index === 0) messages.delete(message);
      index -= 1;
    }
  }
}
