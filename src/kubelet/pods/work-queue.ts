import type { Instant } from "../../base/index.ts";
import type { SyncRules } from "../../kinds/index.ts";
import { instantOfTick, type Phases, tickNumber } from "./sync-times.ts";
import { type Life, wakeAt } from "./wake-at.ts";

/** Something that is to be done once it is due. */
export interface DueItem {
  due(): void;
  /** Number of the tick that it waits for, or NO_TICK; the queue's own. */
  tick: number;
}

/** Decades before the process has started. */
export const NO_TICK: number = -(2 ** 30);

/**
 * Items with the instants from which they are due (pkg/kubelet/util/queue). The ticker that looks for them every second
 * is asleep until the first tick that finds one.
 */
export class WorkQueue {
  readonly #life: Life;
  readonly #phases: Phases;
  readonly #rules: SyncRules;
  /** By number of the tick: whole numbers are found sooner than instants. */
  readonly #ticks = new Map<number, DueItem[]>();

  constructor(life: Life, phases: Phases, rules: SyncRules) {
    this.#life = life;
    this.#phases = phases;
    this.#rules = rules;
  }

  /** Takes the place of what was set for the item before. */
  enqueue(item: DueItem, due: Instant): void {
    const tick = tickNumber(due, this.#phases, this.#rules);
    if (item.tick === tick) return;
    item.tick = tick;
    const items = this.#ticks.get(tick);
    if (items !== undefined) {
      items.push(item);
      return;
    }
    this.#ticks.set(tick, [item]);
    wakeAt(this.#life, instantOfTick(tick, this.#phases, this.#rules), () => this.#tick(tick));
  }

  remove(item: DueItem): void {
    item.tick = NO_TICK;
  }

  #tick(tick: number): void {
    const items = this.#ticks.get(tick) ?? [];
    this.#ticks.delete(tick);
    for (const item of items) {
      if (item.tick !== tick) continue;
      item.tick = NO_TICK;
      item.due();
    }
  }
}
