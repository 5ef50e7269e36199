import type { Instant } from "../../base/index.ts";
import type { SyncRules } from "../../kinds/index.ts";
import { type Phases, tickFor } from "./sync-times.ts";
import { type Life, wakeAt } from "./wake-at.ts";

/** Something that is to be done once it is due. */
export interface DueItem {
  due(): void;
}

/**
 * Items with the instants from which they are due (pkg/kubelet/util/queue). The ticker that looks for them every second
 * is asleep until the first tick that finds one.
 */
export class WorkQueue {
  readonly #life: Life;
  readonly #phases: Phases;
  readonly #rules: SyncRules;
  readonly #ticks = new Map<Instant, Set<DueItem>>();
  readonly #tickOf = new Map<DueItem, Instant>();

  constructor(life: Life, phases: Phases, rules: SyncRules) {
    this.#life = life;
    this.#phases = phases;
    this.#rules = rules;
  }

  /** Takes the place of what was set for the item before. */
  enqueue(item: DueItem, due: Instant): void {
    const tick = tickFor(due, this.#phases, this.#rules);
    this.#tickOf.set(item, tick);
    const items = this.#ticks.get(tick);
    if (items !== undefined) {
      items.add(item);
      return;
    }
    this.#ticks.set(tick, new Set([item]));
    wakeAt(this.#life, tick, () => this.#tick(tick));
  }

  remove(item: DueItem): void {
    this.#tickOf.delete(item);
  }

  #tick(tick: Instant): void {
    const items = this.#ticks.get(tick) ?? [];
    this.#ticks.delete(tick);
    for (const item of items) {
      if (this.#tickOf.get(item) !== tick) continue;
      this.#tickOf.delete(item);
      item.due();
    }
  }
}
