import type { Instant } from "../../base/index.ts";
import type { SyncRules } from "../../kinds/index.ts";
import { elapsed } from "../elapsed.ts";
import { isNews, NOTHING_SEEN, type RuntimeView } from "./runtime-view.ts";
import { type Phases, relistAfter } from "./sync-times.ts";
import { type Life, wakeAt } from "./wake-at.ts";

export interface RelisterOptions {
  readonly life: Life;
  readonly phases: Phases;
  readonly rules: SyncRules;
  /** Asks the runtime. */
  readonly look: (podUid: string) => RuntimeView;
  /** A container or sandbox of the pod has begun or ended. */
  readonly onNews: (podUid: string) => void;
}

/**
 * The pod lifecycle event generator: the kubelet's view of the runtime, renewed by a relist every second (pkg/kubelet/pleg).
 * Only relists that have something to see take place.
 */
export class Relister {
  readonly #options: RelisterOptions;
  readonly #views = new Map<string, RuntimeView>();
  /** Pods that have changed, with the relist that will see it. */
  readonly #changed = new Map<string, Instant>();
  #relistAt: Instant | undefined;

  constructor(options: RelisterOptions) {
    this.#options = options;
  }

  /** The relist with which a process begins. */
  begin(podUid: string): RuntimeView {
    const view = this.#options.look(podUid);
    this.#views.set(podUid, view);
    return view;
  }

  /** What the latest relist saw of the pod. */
  view(podUid: string): RuntimeView {
    const at = this.#changed.size === 0 ? undefined : this.#changed.get(podUid);
    if (at !== undefined && elapsed(at, this.#options.life.clock.now()) >= 0) this.#see(podUid);
    return this.#views.get(podUid) ?? NOTHING_SEEN;
  }

  /** Something about the pod is not as the last relist saw it. */
  changed(podUid: string): void {
    if (this.#changed.has(podUid)) return;
    const { life, phases, rules } = this.#options;
    const at = relistAfter(life.clock.now(), phases, rules);
    this.#changed.set(podUid, at);
    if (at === this.#relistAt) return;
    this.#relistAt = at;
    wakeAt(life, at, () => this.#relist(at));
  }

  /** What probes have found is seen at once, what the runtime has done meanwhile is not. */
  renew(podUid: string, findings: (view: RuntimeView) => RuntimeView): void {
    const view = this.#views.get(podUid);
    if (view !== undefined) this.#views.set(podUid, findings(view));
  }

  forget(podUid: string): void {
    this.#views.delete(podUid);
    this.#changed.delete(podUid);
  }

  #relist(now: Instant): void {
    for (const [podUid, at] of this.#changed) {
      if (elapsed(at, now) >= 0) this.#see(podUid);
    }
  }

  #see(podUid: string): void {
    this.#changed.delete(podUid);
    const before = this.#views.get(podUid) ?? NOTHING_SEEN;
    const view = this.begin(podUid);
    if (isNews(before, view)) this.#options.onNews(podUid);
  }
}
