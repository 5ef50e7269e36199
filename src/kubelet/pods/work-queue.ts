import type { Instant } from "../../base/index.ts";
import type { SyncRules } from "../../kinds/index.ts";
import { type Phases, tickFor } from "./sync-times.ts";
import { type Life, wakeAt } from "./wake-at.ts";

/** Something that is to be done once it is due. */
export interface DueItem {
  due(): void;
  /** The tick that it waits for; the queue's own. */
  tick: Instant | undefined;
}

/**
 * Items with the instants from which they are due (pkg/kubelet/util/queue). The ticker that looks for them every second
 * is asleep until the first tick that finds one.
 */
export class WorkQueue {
  readonly #life: Life;
  readonly #phases: Phases;
  readonly #rules: SyncRules;
  readonly #ticks = new Map<Instant, DueItem[]>();

  constructor(life: Life, phases: Phases, rules: SyncRules) {
    this.#life = life;
    this.#phases = phases;
    this.#rules = rules;
  }

  /** Takes the place of what was set for the item before. */
  enqueue(item: DueItem, due: Instant): void {
    const tick = tickFor(due, this.#phases, this.#rules);
    if (item.tick === tick) return;
    item.tick = tick;
    const items = this.#ticks.get(tick);
    if (items !== undefined) {
      items.push(item);
      return;
    }
    this.#ticks.set(tick, [item]);
    wakeAt(this.#life, tick, () => this.#tick(tick));
  }

  remove(item: DueItem): void {
    item.tick = undefined;
  }

  #tick(tick: Instant): void {
    const items = this.#ticks.get(tick) ?? [];
    this.#ticks.delete(tick);
    for (const item of items) {
      if (item.tick !== tick) continue;
      item.tick = undefined;
      item.due();
    }
  }
}
