import { type Awaitable, isPending, type Instant } from "../../base/index.ts";
import type { Pod, PodStatus, SyncTrigger } from "../../kinds/index.ts";
import type { KnownPod } from "./known-pod.ts";
import type { KubeletProcess } from "./kubelet-process.ts";
import { PodSyncer } from "./pod-syncer.ts";
import { podKey } from "./references.ts";
import { isFinal } from "./status/final.ts";
import { delayAfter, jittered, relistAfter, type SyncEnd } from "./sync-times.ts";
import { type DueItem, NO_TICK } from "./work-queue.ts";

/** The part of its life that a pod is in: each has a sync of its own kind. */
type Part = "running" | "terminating" | "terminated" | "finished";

const NEXT: Readonly<Record<Part, Part>> = {
  running: "terminating",
  terminating: "terminated",
  terminated: "finished",
  finished: "finished",
};

/** What calls for a sync, and as which pod. */
interface Update {
  readonly trigger: SyncTrigger;
  readonly cause: number | undefined;
  readonly pod: Pod;
}

/**
 * Looks after one pod (pkg/kubelet/pod_workers.go): one sync at a time, so that a pull that hangs holds back edits and
 * deletion. Of updates that come during a sync the latest is kept, and worked off as soon as a relist has seen what the sync
 * has done.
 */
export class PodWorker implements DueItem {
  readonly #known: KnownPod;
  readonly #process: KubeletProcess;
  readonly #syncer: PodSyncer;
  /** Told once the object is gone and nothing of the pod is left. */
  readonly #onGone: () => void;
  tick: number = NO_TICK;
  #part: Part = "running";
  #pending: Update | undefined;
  #working = false;
  #endedAt: Instant | undefined;
  /** Seq of the last sync. */
  #lastSync: number | undefined;
  /** What the next sync will be if nothing else calls for one. */
  #nextTrigger: SyncTrigger = "resync";
  #nextCause: number | undefined;
  /** The sync that runs or has run: what called for it, as which pod, and for which part of its life. */
  #trigger: SyncTrigger = "created";
  #cause: number | undefined;
  #pod: Pod;
  #podKey: string;
  #syncs: Part = "running";
  /** Made once, as every look begins with it. */
  readonly #begin = (): Awaitable<void> => this.#work();

  constructor(known: KnownPod, process: KubeletProcess, onGone: () => void) {
    this.#known = known;
    this.#pod = known.pod;
    this.#podKey = podKey(known.pod);
    this.#process = process;
    this.#onGone = onGone;
    this.#syncer = new PodSyncer(known, process);
  }

  get status(): PodStatus {
    return this.#syncer.status;
  }

  update(trigger: SyncTrigger, cause: number | undefined = this.#lastSync): void {
    if (this.#part === "finished") return this.#leave(cause);
    const { pod, gone, published } = this.#known;
    const isOver = gone || pod.metadata.deletionTimestamp !== undefined || isFinal(published);
    if (this.#part === "running" && isOver) this.#part = "terminating";
    this.#pending = { trigger, cause, pod };
    if (this.#working) return;
    this.#working = true;
    this.#process.life.clock.start(this.#begin);
  }

  /** The work queue's tick. */
  due(): void {
    this.update(this.#nextTrigger, this.#nextCause);
  }

  /** Syncs until nothing calls for one more. */
  #work(): Awaitable<void> {
    while (this.#take()) {
      const wait = this.#untilNewView();
      const end = wait > 0 ? this.#syncLater(wait) : this.#sync();
      if (isPending(end)) return this.#workOn(end);
      this.#complete(end);
    }
    this.#working = false;
  }

  /** A killed process goes on with nothing. */
  async #workOn(pending: Promise<SyncEnd | undefined>): Promise<void> {
    const end = await pending;
    if (end === undefined || this.#process.life.signal.aborted) return;
    this.#complete(end);
    await this.#work();
  }

  #take(): boolean {
    const update = this.#pending;
    if (update === undefined) return false;
    this.#pending = undefined;
    this.#trigger = update.trigger;
    this.#cause = update.cause;
    if (update.pod !== this.#pod) this.#follow(update.pod);
    this.#syncs = this.#part;
    return true;
  }

  #follow(pod: Pod): void {
    this.#pod = pod;
    this.#podKey = podKey(pod);
  }

  /** Milliseconds until a relist has begun after the sync before. */
  #untilNewView(): number {
    const { life, phases, rules } = this.#process;
    if (this.#endedAt === undefined) return 0;
    return relistAfter(this.#endedAt, phases, rules.sync) - life.clock.now();
  }

  async #syncLater(wait: number): Promise<SyncEnd | undefined> {
    const { clock, signal } = this.#process.life;
    await clock.sleep(wait);
    return signal.aborted ? undefined : this.#sync();
  }

  #sync(): Awaitable<SyncEnd> {
    const { recorder, node } = this.#process.options;
    const pod = this.#pod;
    this.#known.syncs += 1;
    const about = { pod: this.#podKey, node: node.name, cause: this.#cause };
    const sync = recorder.record("sync", { trigger: this.#trigger, number: this.#known.syncs }, about);
    this.#lastSync = sync;
    if (this.#syncs === "running") return this.#syncer.run(pod, sync);
    return this.#syncs === "terminating" ? this.#syncer.terminate(pod, sync) : this.#syncer.finish(pod, sync);
  }

  #complete(end: SyncEnd): void {
    const now = this.#process.life.clock.now();
    const cause = this.#lastSync;
    this.#endedAt = now;
    if (end.kind === "next-part" && this.#part === this.#syncs) this.#part = NEXT[this.#part];
    if (this.#part === "finished") {
      this.#pending = undefined;
      return this.#leave(cause);
    }
    if (end.kind === "next-part") this.#pending ??= { trigger: this.#trigger, cause, pod: this.#pod };
    this.#nextTrigger = end.kind === "error" ? "retry" : "resync";
    this.#nextCause = end.kind === "error" ? (end.cause ?? cause) : cause;
    this.#process.queue.enqueue(this, this.#nextDue(end, now));
  }

  #nextDue(end: SyncEnd, now: Instant): Instant {
    const { rules, options } = this.#process;
    const due = now + jittered(delayAfter(end, rules.sync, now), rules.sync, options.random.next());
    return Math.min(due, this.#syncer.deadline ?? due);
  }

  /** An ended pod waits for its deletion; after that nothing is left to do. */
  #leave(cause: number | undefined): void {
    this.#process.queue.remove(this);
    if (this.#known.gone) this.#onGone();
    else this.#syncer.remove(cause);
  }
}
